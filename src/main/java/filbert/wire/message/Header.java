package filbert.wire.message;

import filbert.identity.Guid;
import io.netty.buffer.ByteBuf;

/**
 * The 23 bytes before every message (1-connect, 1.1): GUID, type at 16, TTL at 17, hops at 18, payload length little-endian at 19.
 * {@code type}, {@code ttl} and {@code hops} are unsigned bytes.
 */
public record Header(Guid guid, int type, int ttl, int hops, int length) {
    public static final int LENGTH = 23;

    public static final int PING = 0x00;
    public static final int PONG = 0x01;
    public static final int BYE = 0x02;
    public static final int QRP = 0x30;
    public static final int VENDOR = 0x31;
    public static final int VENDOR_STANDARD = 0x32;
    public static final int PUSH = 0x40;
    public static final int RUDP = 0x41;
    public static final int DHT = 0x44;
    public static final int QUERY = 0x80;
    public static final int QUERY_HIT = 0x81;
    public static final int HSEP = 0xCD;

    /** Reads 23 bytes. {@code length} is negative when bit 31 was set. */
    public static Header read(ByteBuf in) {
        var guid = new Guid(in.readLong(), in.readLong());
        return new Header(guid, in.readUnsignedByte(), in.readUnsignedByte(), in.readUnsignedByte(), in.readIntLE());
    }

    public void write(ByteBuf out) {
        out.writeLong(guid.high()).writeLong(guid.low());
        out.writeByte(type).writeByte(ttl).writeByte(hops).writeIntLE(length);
    }
}
