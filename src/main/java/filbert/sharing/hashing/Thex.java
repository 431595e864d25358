package filbert.sharing.hashing;

import filbert.identity.TigerRoot;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A tiger tree as it travels: a DIME message of two records, an XML description and the rows from the root down (3-transfer, 3.4). Reading
 * trusts nothing but the hashes themselves: the XML is looked at for the file size only, never handed to an XML parser.
 */
public final class Thex {
    public static final String CONTENT_TYPE = "application/dime";
    /** Largest body read. */
    public static final int MAX_LENGTH = 512 * 1024; // 3-transfer, 3.4: "Max accepted body"

    private static final int RECORD_HEADER = 12;
    private static final int FIRST = 0x0C; // version 1, message begin
    private static final int MIDDLE = 0x08;
    private static final int LAST = 0x0A; // version 1, message end
    private static final int CHUNKED = 0x01;
    private static final int MEDIA_TYPE = 0x10;
    private static final int ABSOLUTE_URI = 0x20;
    private static final int MAX_RECORDS = 8; // two, or three with Shareaza's ed2k; more is nonsense
    private static final int MAX_XML = 4 * 1024; // 3-transfer, 3.4: "4 KiB cap"
    private static final String TREE_TYPE = "http://open-content.net/spec/thex/breadthfirst";
    private static final Pattern SIZE = Pattern.compile("<file\\b[^>]*\\bsize\\s*=\\s*['\"](\\d{1,18})['\"]");

    private Thex() {}

    /** @param id names the tree record; any, but the same for the same content is kind to caches */
    public static byte[] write(TreeRow row, UUID id) {
        var levels = new ArrayDeque<byte[]>();
        levels.addFirst(row.nodes());
        while (levels.getFirst().length > Tiger.LENGTH) {
            levels.addFirst(TreeRow.parents(levels.getFirst()));
        }
        var uri = "uuid:" + id;
        var xml = xml(row.shape().size(), levels.size() - 1, uri);
        var hashes = new ByteArrayOutputStream();
        levels.forEach(hashes::writeBytes);
        var out = new ByteArrayOutputStream();
        record(out, FIRST, MEDIA_TYPE, "", "text/xml", xml.getBytes(StandardCharsets.UTF_8));
        record(out, LAST, ABSOLUTE_URI, uri, TREE_TYPE, hashes.toByteArray());
        return out.toByteArray();
    }

    private static String xml(long size, int depth, String uri) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE hashtree SYSTEM "http://open-content.net/spec/thex/thex.dtd">
                <hashtree><file size="%d" segmentsize="1024"/><digest algorithm="http://open-content.net/spec/digest/tiger" outputsize="24"/>\
                <serializedtree depth="%d" type="%s" uri="%s"/></hashtree>"""
                .formatted(size, depth, TREE_TYPE, uri);
    }

    private static void record(ByteArrayOutputStream out, int flags, int typeFormat, String id, String type, byte[] data) {
        var header = ByteBuffer.allocate(RECORD_HEADER);
        header.put((byte) flags).put((byte) typeFormat).putShort((short) 0);
        header.putShort((short) id.length()).putShort((short) type.length()).putInt(data.length);
        out.writeBytes(header.array());
        padded(out, id.getBytes(StandardCharsets.US_ASCII));
        padded(out, type.getBytes(StandardCharsets.US_ASCII));
        padded(out, data);
    }

    private static void padded(ByteArrayOutputStream out, byte[] field) {
        out.writeBytes(field);
        out.writeBytes(new byte[padding(field.length)]);
    }

    private static int padding(int length) {
        return -length & 3;
    }

    /**
     * Reads and proves a tree.
     *
     * @return its lowest row, which hashes up to {@code root}
     * @throws BadTreeException for anything else, saying what
     */
    public static TreeRow read(byte[] body, TigerRoot root, long size) {
        if (body.length > MAX_LENGTH) {
            throw new BadTreeException("body of " + body.length + " bytes, at most " + MAX_LENGTH);
        }
        var in = ByteBuffer.wrap(body);
        for (var number = 0; number < MAX_RECORDS; number++) {
            var record = next(in, number == 0);
            if (record.type.equals("text/xml")) {
                checkSize(record.data, size);
            } else if (record.type.toLowerCase(Locale.ROOT).equals(TREE_TYPE)) {
                return lowestRow(record.data, root, size);
            }
            if (record.last) {
                break;
            }
        }
        throw new BadTreeException("no tree record");
    }

    private record DimeRecord(String type, byte[] data, boolean last) {}

    private static DimeRecord next(ByteBuffer in, boolean first) {
        if (in.remaining() < RECORD_HEADER) {
            throw new BadTreeException(in.remaining() + " bytes where a record header belongs");
        }
        var flags = in.get() & 0xFF;
        var typeFormat = in.get() & 0xF0;
        var optionsLength = in.getShort() & 0xFFFF;
        var idLength = in.getShort() & 0xFFFF;
        var typeLength = in.getShort() & 0xFFFF;
        var dataLength = in.getInt();
        var wanted = first ? FIRST : MIDDLE;
        if ((flags & CHUNKED) != 0 || (flags & ~0x02) != wanted || typeFormat != MEDIA_TYPE && typeFormat != ABSOLUTE_URI && typeFormat != 0) {
            throw new BadTreeException("record flags %02x, type format %02x".formatted(flags, typeFormat));
        }
        field(in, optionsLength);
        field(in, idLength);
        var type = new String(field(in, typeLength), StandardCharsets.ISO_8859_1);
        return new DimeRecord(type, field(in, dataLength), (flags & 0x02) != 0);
    }

    private static byte[] field(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining() - padding(length)) {
            throw new BadTreeException("field of " + Integer.toUnsignedString(length) + " bytes, padded, where " + in.remaining() + " are left");
        }
        var field = new byte[length];
        in.get(field);
        in.position(in.position() + padding(length));
        return field;
    }

    /** Peers write defective XML (3-transfer, 3.4), so only a size that is there and wrong counts against it. */
    private static void checkSize(byte[] xml, long size) {
        if (xml.length > MAX_XML) {
            throw new BadTreeException("description of " + xml.length + " bytes, at most " + MAX_XML);
        }
        var text = new String(xml, StandardCharsets.UTF_8);
        if (text.contains("<!ENTITY")) {
            throw new BadTreeException("description declares entities");
        }
        var match = SIZE.matcher(text);
        if (match.find() && Long.parseLong(match.group(1)) != size) {
            throw new BadTreeException("tree over " + match.group(1) + " bytes, file has " + size);
        }
    }

    private static TreeRow lowestRow(byte[] hashes, TigerRoot root, long size) {
        if (hashes.length == 0 || hashes.length % Tiger.LENGTH != 0) {
            throw new BadTreeException("hashes of " + hashes.length + " bytes");
        }
        if (!Arrays.equals(hashes, 0, Tiger.LENGTH, root.bytes(), 0, Tiger.LENGTH)) {
            throw new BadTreeException("root differs");
        }
        var total = hashes.length / Tiger.LENGTH;
        var row = rowBehind(total, size);
        var nodes = Arrays.copyOfRange(hashes, (total - row.width()) * Tiger.LENGTH, hashes.length);
        var tree = new TreeRow(row, nodes);
        if (!tree.root().equals(root)) {
            throw new BadTreeException("lowest row does not hash to the root");
        }
        return tree;
    }

    /** Which row comes last when all rows above it, root included, are {@code total} nodes together? */
    private static TreeShape rowBehind(int total, long size) {
        for (long slice = Tiger.SEGMENT; slice > 0; slice <<= 1) {
            var shape = new TreeShape(size, slice);
            var nodes = shape.width();
            long sum = nodes;
            while (nodes > 1) {
                nodes = (nodes + 1) / 2;
                sum += nodes;
            }
            if (sum == total) {
                return shape;
            }
            if (sum < total) {
                break;
            }
        }
        throw new BadTreeException(total + " nodes fit no tree over " + size + " bytes");
    }

    /** Not a tree, or not the one wanted. Stackless. */
    public static final class BadTreeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadTreeException(String what) {
            super(what, null, false, false);
        }
    }
}
