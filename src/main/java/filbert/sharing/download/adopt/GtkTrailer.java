package filbert.sharing.download.adopt;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.hashing.TreeRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What gtk-gnutella keeps behind the data of an unfinished file (its src/core/fileinfo.c, file_info_fd_store_binary). All u32, big-endian:
 * version; from version 4 on: created, last source seen; from version 5 on: u8, is the size known; then fields: kind, length, that many bytes, until
 * kind {@value #END}; then size (with the 64-bit magic high and low half, else low half alone), generation, length of the whole trailer, checksum over
 * all before it, magic. The data is as long as the file shall be, with holes, so that the trailer stands at {@code size}.
 *
 * <p>The trailer is written at most once a minute, even when the program ends: what came since is told by the list alone ({@link GtkDatabase}).
 */
final class GtkTrailer {
    static final int MOST = 4 << 20; // ours: bytes of a trailer; some 150,000 chunks
    static final int FIXED = 6 * Integer.BYTES; // FI_TRAILER_INT

    private static final int MAGIC_32 = 0xD1BB1ED0;
    private static final int MAGIC_64 = 0x91E63640;
    private static final int NEWEST = 6; // FILE_INFO_VERSION
    private static final int NEWEST_32 = 5;
    private static final int NATIVE_CHUNKS = 1; // version that wrote chunks in the machine's own order
    private static final int WITH_TIMES = 4;
    private static final int WITH_SIZE_KNOWN = 5;
    private static final int MOST_FIELD = 24 * 2048; // FI_MAX_FIELD_LEN: a tree row of 2^11 nodes

    private static final int NAME = 1;
    private static final int ALIAS = 2;
    private static final int SHA1 = 3;
    private static final int CHUNK = 4;
    private static final int END = 5;
    private static final int TTH = 8;
    private static final int TIGER_TREE = 9;

    private static final int DONE = 2; // enum dl_chunk_status; a chunk that is busy counts as empty

    private final boolean wide;
    private final long size;
    private final ByteBuffer in;
    private final GtkChunks chunks;
    private @Nullable String name;
    private @Nullable Sha1 sha1;
    private @Nullable TigerRoot root;
    private byte @Nullable [] nodes;

    private GtkTrailer(boolean wide, long size, ByteBuffer in) {
        this.wide = wide;
        this.size = size;
        this.in = in;
        chunks = new GtkChunks(size);
    }

    /** Empty when there is no such trailer. @throws DamagedException when there is one that cannot be believed */
    static Optional<GtkTold> read(Path path, FileChannel file) throws IOException, DamagedException {
        var length = file.size();
        if (length < FIXED) {
            return Optional.empty();
        }
        var fixed = Bytes.read(file, length - FIXED, FIXED);
        var magic = fixed.getInt(5 * Integer.BYTES);
        if (magic != MAGIC_32 && magic != MAGIC_64) {
            return Optional.empty();
        }
        var wide = magic == MAGIC_64;
        var size = (wide ? (long) fixed.getInt(0) << 32 : 0) | Integer.toUnsignedLong(fixed.getInt(Integer.BYTES));
        var trailer = Integer.toUnsignedLong(fixed.getInt(3 * Integer.BYTES));
        if (trailer < FIXED || size < 1 || size != length - trailer) {
            throw new DamagedException("sizes");
        }
        if (trailer > MOST) {
            throw new DamagedException("too-much");
        }
        var bytes = Bytes.read(file, size, (int) trailer);
        if (checksum(bytes) != fixed.getInt(4 * Integer.BYTES)) {
            throw new DamagedException("checksum");
        }
        var generation = Integer.toUnsignedLong(fixed.getInt(2 * Integer.BYTES));
        return Optional.of(new GtkTold(new GtkTrailer(wide, size, bytes).leftover(path), generation));
    }

    private static int checksum(ByteBuffer trailer) {
        var sum = 0;
        for (var at = 0; at < trailer.limit() - 2 * Integer.BYTES; at++) {
            sum = Integer.rotateLeft(sum, 1) ^ Byte.toUnsignedInt(trailer.get(at));
        }
        return sum;
    }

    private Leftover leftover(Path path) throws DamagedException {
        in.limit(in.limit() - FIXED + (wide ? 0 : Integer.BYTES));
        var version = number();
        if (version < 1 || version > (wide ? NEWEST : NEWEST_32)) {
            throw new DamagedException("version");
        }
        if (version >= WITH_TIMES) {
            number();
            number();
        }
        if (version >= WITH_SIZE_KNOWN && bytes(1)[0] == 0) {
            throw new DamagedException("no-size");
        }
        for (var kind = number(); kind != END; kind = number()) {
            field(kind, version);
        }
        chunks.end();
        var given = Optional.ofNullable(root);
        var row = Optional.ofNullable(nodes).flatMap(leaves -> TreeRow.of(size, leaves));
        var known = name == null ? path.getFileName().toString() : name;
        return new Leftover(Client.GTK_GNUTELLA, path, known, size, Optional.ofNullable(sha1), given, row, chunks.done(), false);
    }

    private void field(int kind, int version) throws DamagedException {
        var length = number();
        if (length < 1 || length > MOST_FIELD) {
            throw new DamagedException("field");
        }
        var value = bytes(length);
        switch (kind) {
            case NAME, ALIAS -> name = name == null ? new String(value, StandardCharsets.UTF_8) : name;
            case SHA1 -> sha1 = length == Sha1.LENGTH && !Bytes.blank(value, length) ? Sha1.of(value) : sha1;
            case TTH -> root = length == TigerRoot.LENGTH ? TigerRoot.of(value) : root;
            case TIGER_TREE -> nodes = value;
            case CHUNK -> chunk(ByteBuffer.wrap(value).order(version == NATIVE_CHUNKS ? ByteOrder.nativeOrder() : ByteOrder.BIG_ENDIAN));
            default -> {} // of no use here: the GUID, the SHA-1 computed at the end, and what later versions add
        }
    }

    private void chunk(ByteBuffer value) throws DamagedException {
        if (value.remaining() != (wide ? 5 : 3) * Integer.BYTES) {
            throw new DamagedException("chunks");
        }
        var from = wide ? value.getLong() : Integer.toUnsignedLong(value.getInt());
        var to = wide ? value.getLong() : Integer.toUnsignedLong(value.getInt());
        chunks.add(from, to, value.getInt() == DONE);
    }

    private int number() throws DamagedException {
        if (in.remaining() < Integer.BYTES) {
            throw new DamagedException("cut");
        }
        return in.getInt();
    }

    private byte[] bytes(int count) throws DamagedException {
        if (in.remaining() < count) {
            throw new DamagedException("cut");
        }
        var bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
