package filbert.wire.message;

import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.PackedHosts;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a message says its sender is: the four bytes every servent reads, and an IPv6 address under the key {@code 6}. A sender without IPv4 writes
 * 127.0.0.0 into the four bytes (1-connect, 6.1; 2-search, 3.1; 3-transfer, 3.9.1).
 */
public final class Addresses {
    /** Of the key, in pongs, hits, pushes and queries. */
    public static final String IPV6 = "6";

    private static final int NO_IPV4 = 0x7F00_0000;

    private Addresses() {}

    /** Four bytes in network order; 127.0.0.0 in place of an IPv6 address. */
    static void writeIpv4(HostAddress host, ByteBuf out) {
        if (host.isIpv4()) {
            out.writeBytes(host.ip().getAddress());
        } else {
            out.writeInt(NO_IPV4);
        }
    }

    /** What the four bytes and the key say together. A key of any other length than 16 says nothing. */
    public static HostAddress read(int ipv4, int port, Ggep extensions) {
        var ipv6 = ipv4 == NO_IPV4 ? extensions.get(IPV6).filter(ip -> ip.length == PackedHosts.IPV6) : Optional.<byte[]>empty();
        return ipv6.map(ip -> HostAddress.of(ip, port)).orElseGet(() -> HostAddress.of(ipv4, port));
    }

    /** With the key where {@code host} needs it. */
    static Ggep told(HostAddress host, Ggep extensions) {
        return host.isIpv4() ? extensions : with(host.ip(), extensions);
    }

    /** With the key, whatever stood under it. */
    public static Ggep with(InetAddress ipv6, Ggep extensions) {
        return extensions.without(IPV6).with(IPV6, ipv6.getAddress());
    }

    /** Without the key where {@code host} is what it says. */
    static Ggep rest(HostAddress host, Ggep extensions) {
        return host.isIpv4() ? extensions : extensions.without(IPV6);
    }
}
