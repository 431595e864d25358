package filbert.simulation;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Cable;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Interfaces;
import filbert.net.Listener;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.Tether;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A network interface that comes and goes, with addresses that are hosts of a {@link VirtualNetwork}; it counts what is tried meanwhile. */
public final class VirtualInterface implements Interfaces, Cable {
    private final VirtualNetwork net;
    private final String name;
    private final Set<VirtualHost> used = new LinkedHashSet<>();
    private List<InetAddress> there = List.of();
    private boolean refusesToListen;

    /** Dials and datagrams tried while it was not there. */
    public int strays;

    /** Addresses listened on now. */
    public final List<HostAddress> listening = new ArrayList<>();

    public VirtualInterface(VirtualNetwork net, String name) {
        this.net = net;
        this.name = name;
    }

    /** What a servent held to it is given. */
    public Network network(AddressScope scope) {
        var tether = new Tether(name, this, this, net.time());
        tether.hold(net.time());
        return new Network(net.time(), new ScopedDialer(tether.dialer(), scope), listener(), datagrams(), scope, tether);
    }

    public void appear(String... addresses) {
        there = List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
        there.forEach(ip -> net.host(ip.getHostAddress()).speakAgain());
    }

    /** As when a tunnel breaks: nothing more arrives or leaves, and no link is told. */
    public void vanish() {
        there.forEach(ip -> net.host(ip.getHostAddress()).fallSilent());
        there = List.of();
    }

    public void refuseToListen(boolean refuses) {
        refusesToListen = refuses;
    }

    @Override
    public List<InetAddress> addresses(String asked) {
        return asked.equals(name) ? there : List.of();
    }

    private VirtualHost host(InetAddress ip) {
        var host = net.host(ip.getHostAddress());
        used.add(host);
        return host;
    }

    @Override
    public Dialer dialer(InetAddress from) {
        return (to, timeout, onLinked, onFailed) -> {
            strays += there.contains(from) ? 0 : 1;
            host(from).dialer().dial(to, timeout, onLinked, onFailed);
        };
    }

    @Override
    public Listener listener() {
        return (at, onAccepted) -> {
            if (refusesToListen) {
                throw new IOException("TCP " + at + " cannot be opened: another program has that port");
            }
            var opened = host(at.ip()).listener().listen(at, onAccepted);
            listening.add(opened.local());
            return new Listener.Listening() {
                @Override
                public HostAddress local() {
                    return opened.local();
                }

                @Override
                public void close() {
                    listening.remove(opened.local());
                    opened.close();
                }
            };
        };
    }

    @Override
    public Datagrams datagrams() {
        return (at, onReceived) -> {
            var opened = host(at.ip()).datagrams().bind(at, onReceived);
            return new Datagrams.Socket() {
                @Override
                public HostAddress local() {
                    return opened.local();
                }

                @Override
                public void send(HostAddress to, ByteBuf bytes) {
                    strays += there.contains(at.ip()) ? 0 : 1;
                    opened.send(to, bytes);
                }

                @Override
                public void close() {
                    opened.close();
                }
            };
        };
    }

    @Override
    public void cut() {
        used.forEach(host -> host.links().forEach(VirtualLink::close));
    }
}
