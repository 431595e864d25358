package filbert.net.netty;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Who counts as one peer: an IPv4 address, or an IPv6 network of 64 bits, which is what one house has. */
record Neighbourhood(long network, boolean wide) {
    static Neighbourhood of(InetAddress ip) {
        var bytes = ByteBuffer.wrap(ip.getAddress());
        return ip instanceof Inet6Address ? new Neighbourhood(bytes.getLong(), true) : new Neighbourhood(bytes.getInt(), false);
    }
}
