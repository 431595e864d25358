package filbert.identity;

import java.nio.ByteBuffer;

/** The root of a tiger tree (TTH): 24 bytes, big-endian in three fields. */
public record TigerRoot(long first, long second, long third) {
    public static final int LENGTH = 24;

    /** @throws IllegalArgumentException unless 24 bytes */
    public static TigerRoot of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("tiger root of " + bytes.length + " bytes, need " + LENGTH);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new TigerRoot(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** @throws IllegalArgumentException unless 39 base32 characters, in any case */
    public static TigerRoot parse(String base32) {
        return of(Base32.decode(base32, LENGTH));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(first).putLong(second).putLong(third).array();
    }

    /** 39 upper-case characters. */
    public String base32() {
        return Base32.encode(bytes());
    }

    @Override
    public String toString() {
        return base32();
    }
}
