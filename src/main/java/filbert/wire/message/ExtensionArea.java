package filbert.wire.message;

import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind the text of a query or the name of a hit's record: blocks told apart by their first byte and separated by FS
 * (2-search, 1.4).
 *
 * @param urns those we understand, in order
 * @param xml the first XML block, or empty
 */
record ExtensionArea(List<Urn> urns, String xml, Ggep ggep, GgepCodec.Ending ending) {
    static final int SEPARATOR = 0x1C;

    private static final int MAX_BLOCKS = 32; // 2-search, 1.4 point 4

    static ExtensionArea read(ByteBuf in) {
        var urns = new ArrayList<Urn>();
        var xml = "";
        var ggep = Ggep.EMPTY;
        var ending = GgepCodec.Ending.WHOLE;
        for (var blocks = 0; in.isReadable() && blocks < MAX_BLOCKS && ending == GgepCodec.Ending.WHOLE; ) {
            var first = in.getUnsignedByte(in.readerIndex());
            switch (first) {
                case SEPARATOR, 0 -> in.skipBytes(1);
                case GgepCodec.MAGIC -> {
                    var outcome = GgepCodec.readWithEnding(in);
                    ggep = ggep.and(outcome.items());
                    ending = outcome.ending();
                    blocks++;
                }
                case 'u', 'U' -> {
                    Urn.parse(textUpTo(in, true)).ifPresent(urns::add);
                    blocks++;
                }
                case '<', '{' -> {
                    var text = textUpTo(in, false);
                    xml = xml.isEmpty() ? text : xml;
                    blocks++;
                }
                default -> {
                    textUpTo(in, false);
                    blocks++;
                }
            }
        }
        return new ExtensionArea(List.copyOf(urns), xml, ggep, ending);
    }

    private static String textUpTo(ByteBuf in, boolean ggepEndsIt) {
        var end = in.readerIndex();
        for (; end < in.writerIndex(); end++) {
            var octet = in.getUnsignedByte(end);
            if (octet == SEPARATOR || octet == 0 || (ggepEndsIt && octet == GgepCodec.MAGIC)) {
                break;
            }
        }
        return in.readCharSequence(end - in.readerIndex(), StandardCharsets.UTF_8).toString();
    }

    /** Texts joined by the separator, the GGEP block last and without any NUL. */
    static void write(List<String> texts, Ggep ggep, ByteBuf out) {
        var separated = false;
        for (var text : texts) {
            if (separated) {
                out.writeByte(SEPARATOR);
            }
            out.writeCharSequence(text, StandardCharsets.UTF_8);
            separated = true;
        }
        if (separated && !ggep.isEmpty()) {
            out.writeByte(SEPARATOR);
        }
        GgepCodec.writeWithoutNul(ggep, out);
    }
}
