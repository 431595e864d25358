package filbert.household;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that begin alike, of IPv4 or IPv6.
 *
 * @param network the first of them
 * @param bits that are the same in all, 0 to 32 or 128
 */
public record AddressRange(InetAddress network, int bits) {
    private static final String DOTTED = "\\d{1,3}(\\.\\d{1,3}){3}";

    /**
     * @param text {@code 192.168.1.0/24}, {@code fd00::/8}, or one address
     * @throws IllegalArgumentException when it is none of these
     */
    public static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var literal = slash < 0 ? text : text.substring(0, slash);
        if (!literal.contains(":") && !literal.matches(DOTTED)) {
            throw new IllegalArgumentException("no address: " + text); // 10.0.0 would be read as 10.0.0.0
        }
        var address = InetAddress.ofLiteral(literal);
        var all = address.getAddress().length * Byte.SIZE;
        var bits = slash < 0 ? all : bits(text.substring(slash + 1));
        if (bits > all) {
            throw new IllegalArgumentException("more bits than an address has: " + text);
        }
        return new AddressRange(first(address.getAddress(), bits), bits);
    }

    private static int bits(String text) {
        if (!text.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("no number of bits: " + text);
        }
        return Integer.parseInt(text);
    }

    private static InetAddress first(byte[] address, int bits) {
        for (var i = 0; i < address.length; i++) {
            var kept = Math.clamp(bits - i * Byte.SIZE, 0, Byte.SIZE);
            address[i] &= (byte) (0xff << (Byte.SIZE - kept));
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as long as before", e);
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == network.getAddress().length && first(bytes, bits).equals(network);
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
