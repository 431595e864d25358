package filbert.identity;

import java.nio.ByteBuffer;

/** A SHA-1 digest, the name of a file's content: 20 bytes, big-endian in three fields. */
public record Sha1(long first, long second, int third) implements Comparable<Sha1> {
    public static final int LENGTH = 20;

    /** @throws IllegalArgumentException unless 20 bytes, not all zero (3-transfer, 3.3.1) */
    public static Sha1 of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("SHA-1 of " + bytes.length + " bytes, need " + LENGTH);
        }
        var buffer = ByteBuffer.wrap(bytes);
        var digest = new Sha1(buffer.getLong(), buffer.getLong(), buffer.getInt());
        if (digest.first == 0 && digest.second == 0 && digest.third == 0) {
            throw new IllegalArgumentException("SHA-1 of zero bytes only");
        }
        return digest;
    }

    /** @throws IllegalArgumentException unless 32 base32 characters, in any case */
    public static Sha1 parse(String base32) {
        return of(Base32.decode(base32, LENGTH));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(first).putLong(second).putInt(third).array();
    }

    /** 32 upper-case characters. */
    public String base32() {
        return Base32.encode(bytes());
    }

    @Override
    public int compareTo(Sha1 other) {
        var byFirst = Long.compareUnsigned(first, other.first);
        if (byFirst != 0) {
            return byFirst;
        }
        var bySecond = Long.compareUnsigned(second, other.second);
        return bySecond != 0 ? bySecond : Integer.compareUnsigned(third, other.third);
    }

    @Override
    public String toString() {
        return base32();
    }
}
