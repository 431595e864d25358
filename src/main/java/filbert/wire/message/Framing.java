package filbert.wire.message;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Cuts a stream into messages (1-connect, 1.1). */
public final class Framing {
    private Framing() {}

    /**
     * The header at the reader index once its whole message is there: 23 bytes and the payload it announces. Nothing is consumed.
     *
     * @throws MalformedMessageException for a length above 65,535 or with bit 31 set, as soon as the header is there: the stream is lost
     */
    public static Optional<Header> next(ByteBuf in) {
        if (in.readableBytes() < Header.LENGTH) {
            return Optional.empty();
        }
        var start = in.readerIndex();
        var header = Header.read(in);
        in.readerIndex(start);
        if (header.length() < 0 || header.length() > Limits.PAYLOAD) {
            throw new MalformedMessageException(
                    "payload of " + Integer.toUnsignedString(header.length()) + " bytes, at most " + Limits.PAYLOAD);
        }
        return in.readableBytes() < Header.LENGTH + header.length() ? Optional.empty() : Optional.of(header);
    }

    /**
     * The header of a datagram.
     *
     * @return empty unless the length field is exactly what follows the header (1-connect, 11)
     */
    public static Optional<Header> datagram(ByteBuf datagram) {
        if (datagram.readableBytes() < Header.LENGTH) {
            return Optional.empty();
        }
        var start = datagram.readerIndex();
        var header = Header.read(datagram);
        datagram.readerIndex(start);
        return header.length() == datagram.readableBytes() - Header.LENGTH ? Optional.of(header) : Optional.empty();
    }
}
