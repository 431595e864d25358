package filbert.wire.message;

import filbert.identity.Urn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;

/** Flags u16 big-endian, UTF-8 text, NUL, extension area (2-search, 1.1). */
final class QueryCodec {
    private static final int SHORTEST = 4;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private QueryCodec() {}

    static Query decode(ByteBuf payload) {
        if (payload.readableBytes() < SHORTEST || payload.readableBytes() > Limits.QUERY) {
            throw new MalformedMessageException("query of " + payload.readableBytes() + " bytes, need " + SHORTEST + " to " + Limits.QUERY);
        }
        var flags = flags(payload.readUnsignedShort());
        var length = payload.bytesBefore((byte) 0);
        if (length < 0) {
            throw new MalformedMessageException("query text without NUL");
        }
        var text = Utf8.strictly(withoutMark(Bytes.take(payload, length)))
                .orElseThrow(() -> new MalformedMessageException("query text is not UTF-8"));
        payload.skipBytes(1);
        var area = ExtensionArea.read(payload);
        return new Query(flags, text, area.urns(), area.xml(), area.ggep());
    }

    /** Flags in the right order whatever the sender's: see 2-search, 1.2, last paragraph. */
    private static int flags(int field) {
        if (field == 0) {
            throw new MalformedMessageException("query without flags");
        }
        if ((field & Query.MARK) != 0) {
            return field;
        }
        var swapped = (field & 0xFF) << 8 | field >> 8;
        var oldShareaza = Query.MARK | Query.LEAF_GUIDED | Query.GGEP_H;
        return (swapped & oldShareaza) == oldShareaza ? swapped : Query.MARK;
    }

    private static byte[] withoutMark(byte[] text) {
        var marked = text.length >= BYTE_ORDER_MARK.length
                && text[0] == BYTE_ORDER_MARK[0]
                && text[1] == BYTE_ORDER_MARK[1]
                && text[2] == BYTE_ORDER_MARK[2];
        return marked ? Arrays.copyOfRange(text, BYTE_ORDER_MARK.length, text.length) : text;
    }

    static void encode(Query query, ByteBuf out) {
        out.writeShort(query.flags());
        ByteBufUtil.writeUtf8(out, query.text());
        out.writeByte(0);
        var texts = new ArrayList<String>();
        query.urns().stream().map(Urn::toString).forEach(texts::add);
        if (!query.xml().isEmpty()) {
            texts.add(query.xml());
        }
        ExtensionArea.write(texts, query.extensions(), out);
    }
}
