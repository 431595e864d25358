package filbert.identity;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Sixteen bytes that name a message or a servent (Gnutella 0.6, 2.2.1). {@code high} holds bytes 0 to 7 and {@code low} bytes 8 to 15,
 * both big-endian.
 */
public record Guid(long high, long low) {
    public static final int LENGTH = 16;
    public static final Guid ZERO = new Guid(0, 0);

    private static final long MODERN_SERVENT = 0xFF00_0000_0000_0000L; // byte 8 = 0xFF, byte 15 = 0x00 (1-connect, 1.2)
    private static final byte[] NO_IPV4 = {127, 0, 0, 0};
    private static final long RANDOM_PART = 0x00FF_FFFF_FFFF_FF00L;
    private static final long PONG_CACHING_AND_PERSISTENT = 0x03;

    /** A fresh GUID marked as a modern servent's: byte 8 is 0xFF, byte 15 is 0x00 (1-connect, 1.2). */
    public static Guid random(RandomGenerator source) {
        return new Guid(source.nextLong(), (source.nextLong() & RANDOM_PART) | MODERN_SERVENT);
    }

    /** A fresh GUID for a ping: as {@link #random}, with 0x03 in byte 15 (1-connect, 1.2). */
    public static Guid randomForPing(RandomGenerator source) {
        var plain = random(source);
        return new Guid(plain.high, plain.low | PONG_CACHING_AND_PERSISTENT);
    }

    /**
     * A fresh GUID for a query whose hits shall come by UDP: as {@link #random}, with our IPv4 address in bytes 0 to 3, big-endian, and the port in
     * bytes 13 and 14, little-endian (1-connect, 1.2; 2-search, 7.1). For an IPv6 address 127.0.0.0 stands there, and the query carries it.
     */
    public static Guid randomForOutOfBand(RandomGenerator source, HostAddress us) {
        var bytes = random(source).bytes();
        System.arraycopy(us.isIpv4() ? us.ip().getAddress() : NO_IPV4, 0, bytes, 0, NO_IPV4.length);
        bytes[13] = (byte) us.port();
        bytes[14] = (byte) (us.port() >>> 8);
        return of(bytes);
    }

    /** @throws IllegalArgumentException unless exactly 16 bytes are given */
    public static Guid of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("GUID of " + bytes.length + " bytes, need " + LENGTH);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new Guid(buffer.getLong(), buffer.getLong());
    }

    /** @throws IllegalArgumentException unless the text is 32 hex digits, in any case */
    public static Guid parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    /** 32 lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    @Override
    public String toString() {
        return hex();
    }
}
