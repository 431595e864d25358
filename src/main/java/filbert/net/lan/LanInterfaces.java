package filbert.net.lan;

import filbert.net.AddressScope;
import filbert.net.LocalNetwork;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local network by every interface that takes part in multicast and has an IPv4 address of the scope; or by one alone, when the servent is bound to
 * its address. No datagram of this package leaves by any other.
 */
public final class LanInterfaces implements LocalNetwork {
    private static final Logger LOG = LoggerFactory.getLogger(LanInterfaces.class);

    private final AddressScope scope;
    private final Supplier<List<InetAddress>> bound;

    /** One way to the neighbours. */
    record Exit(NetworkInterface by, Inet4Address from) {}

    /** @param bound our only addresses, asked when joining; empty for all there are */
    public LanInterfaces(AddressScope scope, Supplier<List<InetAddress>> bound) {
        this.scope = scope;
        this.bound = bound;
    }

    @Override
    public Presence join(int port, String id, Hearer hearer) throws IOException {
        var group = GroupTalk.join(exits(), hearer);
        var announcement = Announcement.begin(group.exits(), port, id, hearer);
        LOG.info("Looking for servents on the local network by {}", group.exits().stream().map(exit -> exit.by().getName()).distinct().toList());
        return new Presence() {
            @Override
            public void shout(ByteBuf datagram) {
                group.shout(datagram);
            }

            @Override
            public void leave() {
                group.leave();
                announcement.withdraw();
            }
        };
    }

    private List<Exit> exits() throws IOException {
        var only = bound.get();
        var exits = new ArrayList<Exit>();
        try {
            for (var each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && (each.supportsMulticast() || !only.isEmpty())) {
                    each.inetAddresses()
                            .filter(ip -> only.isEmpty() ? !ip.isLoopbackAddress() && scope.admits(ip) : only.contains(ip))
                            .filter(Inet4Address.class::isInstance)
                            .findFirst()
                            .ifPresent(ip -> exits.add(new Exit(each, (Inet4Address) ip)));
                }
            }
        } catch (SocketException e) {
            throw new IOException("the network interfaces cannot be listed: " + e.getMessage(), e);
        }
        if (exits.isEmpty()) {
            throw new IOException("no network interface with an address of a local network takes part in multicast");
        }
        return exits;
    }
}
