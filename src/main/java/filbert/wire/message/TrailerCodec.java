package filbert.wire.message;

import filbert.wire.Zlib;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Trailer;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Vendor 4 bytes, open data size u8, open data, private area with GGEP in it, XML, NUL (2-search, 3.4 and 3.6). Open data is two bytes of
 * flags and, when there are four, the length u16 little-endian of the XML with its NUL.
 *
 * @param flags what the open data says
 * @param xml unpacked, or empty
 */
record TrailerCodec(String vendor, Trailer flags, String xml, Ggep extensions) {
    private static final int VENDOR_LENGTH = 4;
    private static final int FLAGS_LENGTH = 2;
    private static final int FLAGS_AND_XML_LENGTH = 4;
    private static final int MAX_XML = 32_768; // 2-search, 3.4
    private static final int MAX_UNPACKED_XML = 65_536; // 2-search, 3.6
    private static final int SMALL_XML = 1_000; // LimeWire packs from here on: 2-search, 3.6

    private static final int PUSH = 0x01;
    private static final int BUSY = 0x04;
    private static final int UPLOADED = 0x08;
    private static final int MEASURED = 0x10;
    private static final int GGEP = 0x20;

    private static final String DEFLATED = "{deflate}";
    private static final String PLAIN = "{plaintext}";
    private static final String UNNAMED = "{}";

    static TrailerCodec decode(ByteBuf body) {
        if (body.readableBytes() < VENDOR_LENGTH + 1) {
            throw new MalformedMessageException("query hit trailer of " + body.readableBytes() + " bytes");
        }
        var vendor = body.readCharSequence(VENDOR_LENGTH, StandardCharsets.ISO_8859_1).toString();
        var size = body.readUnsignedByte();
        if (size > body.readableBytes()) {
            throw new MalformedMessageException("open data of " + size + " bytes, " + body.readableBytes() + " are left");
        }
        var open = body.readSlice(size);
        var flags = flags(open);
        var xmlLength = size >= FLAGS_AND_XML_LENGTH ? open.getUnsignedShortLE(FLAGS_LENGTH) : 0;
        var xml = "";
        if (xmlLength > 1 && xmlLength <= Math.min(MAX_XML, body.readableBytes())) {
            var packed = body.slice(body.writerIndex() - xmlLength, xmlLength - 1);
            xml = unpack(Bytes.rest(packed));
            body.writerIndex(body.writerIndex() - xmlLength);
        }
        var magic = body.bytesBefore((byte) GgepCodec.MAGIC);
        var extensions = magic < 0 ? Ggep.EMPTY : GgepCodec.read(body.skipBytes(magic));
        return new TrailerCodec(vendor, flags, xml, extensions);
    }

    /** Bit 0 has its value in the first byte and its validity in the second; all others the other way round. */
    private static Trailer flags(ByteBuf open) {
        if (!open.isReadable()) {
            return Trailer.SILENT;
        }
        var first = open.getUnsignedByte(0);
        var second = open.readableBytes() < FLAGS_LENGTH ? first : open.getUnsignedByte(1); // NapShare writes one byte
        return new Trailer(
                flag(second, first, PUSH),
                flag(first, second, BUSY),
                flag(first, second, UPLOADED),
                flag(first, second, MEASURED),
                flag(first, second, GGEP) == Flag.YES);
    }

    private static Flag flag(int valid, int value, int bit) {
        return (valid & bit) == 0 ? Flag.UNSAID : Flag.of((value & bit) != 0);
    }

    private static String unpack(byte[] packed) {
        var text = new String(packed, StandardCharsets.ISO_8859_1);
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(DEFLATED)) {
            var stream = Arrays.copyOfRange(packed, DEFLATED.length(), packed.length);
            return Zlib.inflate(stream, MAX_UNPACKED_XML).bytes().map(TrailerCodec::harmless).orElse("");
        }
        for (var prefix : new String[] {PLAIN, UNNAMED, ""}) {
            if (lower.startsWith(prefix)) {
                return harmless(Arrays.copyOfRange(packed, prefix.length(), packed.length));
            }
        }
        return "";
    }

    /** XML that declares a document type or entities is none (2-search, 3.6). */
    private static String harmless(byte[] utf8) {
        var xml = new String(utf8, StandardCharsets.UTF_8).strip();
        return xml.startsWith("<") && !xml.contains("<!") ? xml : "";
    }

    static void encode(QueryHit hit, ByteBuf out) {
        var vendor = hit.vendor().getBytes(StandardCharsets.ISO_8859_1);
        if (vendor.length != VENDOR_LENGTH) {
            throw new IllegalArgumentException("vendor code '" + hit.vendor() + "', need 4 characters");
        }
        var xml = hit.xml().isEmpty() ? new byte[0] : pack(hit.xml());
        out.writeBytes(vendor).writeByte(xml.length == 0 ? FLAGS_LENGTH : FLAGS_AND_XML_LENGTH);
        var extensions = Addresses.told(hit.host(), hit.extensions());
        writeFlags(hit.trailer(), !extensions.isEmpty(), out);
        if (xml.length > 0) {
            out.writeShortLE(xml.length);
        }
        GgepCodec.write(extensions, out);
        out.writeBytes(xml);
    }

    private static void writeFlags(Trailer trailer, boolean ggep, ByteBuf out) {
        var valid = bit(trailer.busy() != Flag.UNSAID, BUSY)
                | bit(trailer.uploaded() != Flag.UNSAID, UPLOADED)
                | bit(trailer.measuredSpeed() != Flag.UNSAID, MEASURED)
                | GGEP;
        var value = bit(trailer.busy() == Flag.YES, BUSY)
                | bit(trailer.uploaded() == Flag.YES, UPLOADED)
                | bit(trailer.measuredSpeed() == Flag.YES, MEASURED)
                | bit(ggep, GGEP);
        out.writeByte(valid | bit(trailer.push() == Flag.YES, PUSH));
        out.writeByte(value | bit(trailer.push() != Flag.UNSAID, PUSH));
    }

    private static int bit(boolean set, int bit) {
        return set ? bit : 0;
    }

    /** With its final NUL; the length has no byte 0xC3, where LimeWire would look for GGEP (2-search, 3.4). */
    private static byte[] pack(String xml) {
        for (var padded = new StringBuilder(xml); padded.length() <= MAX_XML; padded.append(' ')) {
            var plain = padded.toString().getBytes(StandardCharsets.UTF_8);
            var packed = plain.length < SMALL_XML ? framed(UNNAMED, plain) : framed(DEFLATED, Zlib.deflate(plain));
            if (packed.length > MAX_XML) {
                break;
            }
            if ((packed.length & 0xFF) != GgepCodec.MAGIC) {
                return packed;
            }
        }
        throw new IllegalArgumentException("XML of " + xml.length() + " characters does not fit " + MAX_XML + " bytes");
    }

    private static byte[] framed(String prefix, byte[] content) {
        var bytes = new byte[prefix.length() + content.length + 1];
        System.arraycopy(prefix.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, prefix.length());
        System.arraycopy(content, 0, bytes, prefix.length(), content.length);
        return bytes;
    }
}
