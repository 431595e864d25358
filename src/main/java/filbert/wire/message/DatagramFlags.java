package filbert.wire.message;

import filbert.wire.Zlib;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * In datagrams gtk-gnutella puts two flags into the TTL: 0x08 for "I inflate replies", 0x80 for "the payload is a zlib stream" (1-connect, 11). We never
 * set either.
 */
public final class DatagramFlags {
    private static final int INFLATES_REPLIES = 0x08;
    private static final int DEFLATED = 0x80;

    private DatagramFlags() {}

    /**
     * The payload as it was meant.
     *
     * @param payload behind {@code header}; is read to its end
     * @throws MalformedMessageException for one that does not inflate, or to more than {@link Limits#PAYLOAD} bytes
     */
    public static byte[] payload(Header header, ByteBuf payload) {
        var bytes = ByteBufUtil.getBytes(payload);
        payload.skipBytes(bytes.length);
        if ((header.ttl() & DEFLATED) == 0) {
            return bytes;
        }
        return switch (Zlib.inflate(bytes, Limits.PAYLOAD)) {
            case Zlib.Inflated.Plain(var plain) -> plain;
            default -> throw new MalformedMessageException("datagram of " + bytes.length + " bytes that does not inflate");
        };
    }

    /** The header without flags, for a payload of so many bytes. */
    public static Header plain(Header header, int length) {
        return new Header(header.guid(), header.type(), header.ttl() & ~(DEFLATED | INFLATES_REPLIES), header.hops(), length);
    }
}
