package filbert.servent.topology;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Way;
import filbert.servent.handshake.Introduction;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which families of IP addresses we really use. Of IPv6 nothing is said before it is bound and a link has proved it, for servents then send us its
 * addresses and expect us to call them. An IPv6 address is not translated on its way, so our own end of a link is where others can call us. Confined to the owner.
 */
final class Families {
    private static final String BOTH = "IP/6.0"; // as gtk-gnutella has it in src/core/nodes.c, "IPv6-Ready"
    private static final String ONLY_IPV6 = "IP/6.4";

    private final AddressScope scope;
    private final Way way;
    private List<InetAddress> bound = List.of();
    private @Nullable InetAddress ipv6;

    Families(AddressScope scope, Way way) {
        this.scope = scope;
        this.way = way;
    }

    /** Our port is open there. What was proved before was proved of other addresses. */
    void opened(HostAddress listening) {
        bound = way.addresses().isEmpty() ? List.of(listening.ip()) : way.addresses();
        ipv6 = null;
    }

    /** A link was made whose end here has this address. */
    void proved(InetAddress own) {
        if (own instanceof Inet6Address && scope.admits(own) && isBound(own)) {
            ipv6 = own;
        }
    }

    private boolean isBound(InetAddress own) {
        return bound.stream().anyMatch(ip -> ip.isAnyLocalAddress() || ip.equals(own));
    }

    /** Could a host of this family be called at all? */
    boolean mayReach(InetAddress ip) {
        return bound.stream().anyMatch(own -> own.isAnyLocalAddress() || own instanceof Inet6Address == ip instanceof Inet6Address);
    }

    /** Where we can be called over IPv6, once a link over it has proved that. */
    Optional<InetAddress> ipv6() {
        return Optional.ofNullable(ipv6);
    }

    private boolean onlyIpv6() {
        return bound.stream().allMatch(own -> own instanceof Inet6Address && !own.isAnyLocalAddress());
    }

    /** What to say of it in handshakes from now on. */
    Word word(int port) {
        var whole = onlyIpv6() ? ONLY_IPV6 : BOTH;
        return new Word(ipv6 == null ? "" : whole, whole, port, scope);
    }

    /**
     * The feature as links of either family are told of it; one over IPv6 is a proof of its own.
     *
     * @param port where we listen
     */
    record Word(String overIpv4, String overIpv6, int port, AddressScope scope) {
        /** Over IPv6 we can be called at our own end of the link. @param own that end */
        Introduction said(Introduction us, InetAddress own) {
            if (own instanceof Inet4Address || !scope.admits(own)) {
                return us.using(overIpv4);
            }
            return us.using(overIpv6).callableAt(new HostAddress(own, port));
        }
    }
}
