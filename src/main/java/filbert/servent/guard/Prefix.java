package filbert.servent.guard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** The network an address belongs to, as far as rules against strangers go: so many leading bits. */
public record Prefix(long bits, boolean ipv4) {
    private static final int HALF_ADDRESS_V6 = 64;

    /** One house: an address, or /64 of IPv6. */
    public static Prefix house(InetAddress ip) {
        return of(ip, Integer.SIZE);
    }

    /** One provider's customers: /24, or /64 of IPv6. */
    public static Prefix neighbourhood(InetAddress ip) {
        return of(ip, 24);
    }

    /** One provider: /16, or /64 of IPv6 (1-connect, 9). */
    public static Prefix region(InetAddress ip) {
        return of(ip, 16);
    }

    private static Prefix of(InetAddress ip, int ipv4Bits) {
        var bytes = ByteBuffer.wrap(ip.getAddress());
        if (ip instanceof Inet4Address) {
            return new Prefix(bytes.getInt() >>> (Integer.SIZE - ipv4Bits), true);
        }
        return new Prefix(bytes.getLong() >>> (Long.SIZE - HALF_ADDRESS_V6), false);
    }
}
