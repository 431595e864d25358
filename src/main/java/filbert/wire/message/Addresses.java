package filbert.wire.message;

import filbert.identity.HostAddress;
import io.netty.buffer.ByteBuf;

/** IPv4 fields of messages. */
final class Addresses {
    private static final int NO_IPV4 = 0x7F00_0000; // 127.0.0.0: the real address is in GGEP "6" (1-connect, 6.1)

    private Addresses() {}

    /** Four bytes in network order; 127.0.0.0 in place of an IPv6 address. */
    static void writeIpv4(HostAddress host, ByteBuf out) {
        if (host.isIpv4()) {
            out.writeBytes(host.ip().getAddress());
        } else {
            out.writeInt(NO_IPV4);
        }
    }
}
