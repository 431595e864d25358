package filbert.wire.ggep;

import filbert.wire.Zlib;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between GGEP blocks and bytes (1-connect, 7): 0xC3, then items of flags, id of 1 to 15 bytes, length in one to three groups of six bits,
 * payload. Reading is total: what stood before a malformed item stays valid.
 */
public final class GgepCodec {
    public static final int MAGIC = 0xC3;

    static final int MAX_ITEMS = 32; // 1-connect, 7
    static final int MAX_INFLATED = 65_536; // 1-connect, 7
    static final int MAX_LENGTH = 262_143; // three groups of six bits

    private static final int LAST = 0x80;
    private static final int COBS = 0x40;
    private static final int DEFLATED = 0x20;
    private static final int RESERVED = 0x10;
    private static final int ID_LENGTH = 0x0F;
    private static final int MORE_GROUPS = 0x80;
    private static final int LAST_GROUP = 0x40;
    private static final int GROUP_VALUE = 0x3F;
    private static final int MAX_GROUPS = 3;

    private GgepCodec() {}

    /** How a run of blocks ended. */
    public enum Ending {
        /** Every item was read. */
        WHOLE,
        /** An item ran past the end of the bytes, or the last one was missing. */
        CUT,
        /** An item broke the rules, or there were more than 32. */
        MALFORMED
    }

    /** What was read, and how the reading ended. */
    public record Outcome(Ggep items, Ending ending) {}

    /** Reads the blocks that start at the reader index, if any; leaves it behind the last well-formed item. */
    public static Ggep read(ByteBuf in) {
        return readWithEnding(in).items();
    }

    /** As {@link #read}, for those who must know whether it was all. */
    public static Outcome readWithEnding(ByteBuf in) {
        var items = new LinkedHashMap<String, byte[]>();
        var ending = Ending.WHOLE;
        while (ending == Ending.WHOLE && in.isReadable() && in.getUnsignedByte(in.readerIndex()) == MAGIC) {
            in.skipBytes(1);
            ending = readBlock(in, items);
        }
        return new Outcome(Ggep.of(items), ending);
    }

    private static Ending readBlock(ByteBuf in, Map<String, byte[]> items) {
        while (items.size() < MAX_ITEMS) {
            var start = in.readerIndex();
            if (!in.isReadable()) {
                return Ending.CUT;
            }
            var flags = in.readUnsignedByte();
            var ending = readItem(flags, in, items);
            if (ending != Ending.WHOLE) {
                in.readerIndex(start);
                return ending;
            }
            if ((flags & LAST) != 0) {
                return Ending.WHOLE;
            }
        }
        return Ending.MALFORMED;
    }

    private static Ending readItem(int flags, ByteBuf in, Map<String, byte[]> items) {
        var idLength = flags & ID_LENGTH;
        if (idLength == 0 || (flags & RESERVED) != 0) {
            return Ending.MALFORMED;
        }
        if (in.readableBytes() <= idLength) {
            return Ending.CUT;
        }
        var id = new byte[idLength];
        in.readBytes(id);
        if (contains(id, 0)) {
            return Ending.MALFORMED;
        }
        var length = 0;
        for (var group = 1; ; group++) {
            if (!in.isReadable()) {
                return Ending.CUT;
            }
            var octet = in.readUnsignedByte();
            var more = (octet & MORE_GROUPS) != 0;
            var last = (octet & LAST_GROUP) != 0;
            if (more == last || (more && group == MAX_GROUPS)) {
                return Ending.MALFORMED;
            }
            length = (length << 6) | (octet & GROUP_VALUE);
            if (last) {
                break;
            }
        }
        if (in.readableBytes() < length) {
            return Ending.CUT;
        }
        var packed = new byte[length];
        in.readBytes(packed);
        return unpack(flags, new String(id, StandardCharsets.ISO_8859_1), packed, items);
    }

    private static Ending unpack(int flags, String id, byte[] packed, Map<String, byte[]> items) {
        byte @Nullable [] payload = packed;
        if ((flags & COBS) != 0) {
            payload = Cobs.decode(packed).orElse(null);
        }
        if (payload == null) {
            return Ending.MALFORMED;
        }
        if ((flags & DEFLATED) != 0) {
            switch (Zlib.inflate(payload, MAX_INFLATED)) {
                case Zlib.Inflated.Plain(var unpacked) -> payload = unpacked;
                case Zlib.Inflated.TooBig _ -> {
                    return Ending.WHOLE; // this item only is left out
                }
                case Zlib.Inflated.Broken _ -> {
                    return Ending.MALFORMED;
                }
            }
        }
        items.putIfAbsent(id, payload);
        return Ending.WHOLE;
    }

    /** Appends one block with payloads as they are, for pings, pongs, pushes and the trailers of hits; nothing when there is no item. */
    public static void write(Ggep ggep, ByteBuf out) {
        write(ggep, false, out);
    }

    /** Appends one block without any NUL, for queries and the records of hits: payloads that hold one are COBS-encoded. */
    public static void writeWithoutNul(Ggep ggep, ByteBuf out) {
        write(ggep, true, out);
    }

    private static void write(Ggep ggep, boolean withoutNul, ByteBuf out) {
        if (ggep.isEmpty()) {
            return;
        }
        out.writeByte(MAGIC);
        var left = ggep.items().size();
        for (var item : ggep.items().entrySet()) {
            left--;
            var stuff = withoutNul && contains(item.getValue(), 0);
            writeItem(item.getKey(), item.getValue(), (left == 0 ? LAST : 0) | (stuff ? COBS : 0), out);
        }
    }

    private static void writeItem(String key, byte[] payload, int flags, ByteBuf out) {
        var id = key.getBytes(StandardCharsets.ISO_8859_1);
        if (id.length == 0 || id.length > ID_LENGTH || contains(id, 0)) {
            throw new IllegalArgumentException("GGEP key '" + key + "', need 1 to 15 characters");
        }
        var packed = (flags & COBS) != 0 ? Cobs.encode(payload) : payload;
        out.writeByte(flags | id.length).writeBytes(id);
        writeLength(packed.length, out);
        out.writeBytes(packed);
    }

    static void writeLength(int length, ByteBuf out) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("GGEP payload of " + length + " bytes, at most " + MAX_LENGTH);
        }
        if (length > 0xFFF) {
            out.writeByte(MORE_GROUPS | (length >> 12));
        }
        if (length > GROUP_VALUE) {
            out.writeByte(MORE_GROUPS | ((length >> 6) & GROUP_VALUE));
        }
        out.writeByte(LAST_GROUP | (length & GROUP_VALUE));
    }

    private static boolean contains(byte[] bytes, int wanted) {
        for (var octet : bytes) {
            if (octet == wanted) {
                return true;
            }
        }
        return false;
    }
}
