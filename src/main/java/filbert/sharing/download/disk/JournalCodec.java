package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The journal's own format. A record is: type u8, length u32 of what follows, that many bytes, CRC-32C u32 over all before it. Big-endian.
 * Spans are two i64.
 */
final class JournalCodec {
    static final int MAX_BODY = 1 << 19; // a tree row of THEX size fits; nothing else comes near

    private static final int VERSION = 1;
    private static final int UNVOUCHED_VERSION = 2; // the same; who does not know it must not take the name of such a file for its hash
    private static final int FRAME = 1 + 4 + 4;
    private static final int HEADER = 1;
    private static final int WRITTEN = 2;
    private static final int VERIFIED = 3;
    private static final int MISSING = 4;
    private static final int TREE = 5;
    private static final int TREE_DROPPED = 6;
    private static final int PUBLISHING = 7;
    private static final int PUBLISHING_FOR = 8;
    private static final int HASHED = 9;

    private JournalCodec() {}

    static byte[] encode(JournalRecord record) {
        return switch (record) {
            case JournalRecord.Header(var wanted) -> frame(HEADER, header(wanted));
            case JournalRecord.Written(var span) -> frame(WRITTEN, span(span));
            case JournalRecord.Verified(var span) -> frame(VERIFIED, span(span));
            case JournalRecord.Missing(var span) -> frame(MISSING, span(span));
            case JournalRecord.Tree(var root, var nodes) -> frame(TREE, tree(root, nodes));
            case JournalRecord.TreeDropped() -> frame(TREE_DROPPED, new byte[0]);
            case JournalRecord.Publishing(var path) -> frame(PUBLISHING, path.getBytes(StandardCharsets.UTF_8));
            case JournalRecord.Hashed(var content) -> frame(HASHED, content.bytes());
            case JournalRecord.PublishingFor(var person, var path) -> frame(PUBLISHING_FOR, publishingFor(person, path));
        };
    }

    private static byte[] frame(int type, byte[] body) {
        var framed = ByteBuffer.allocate(FRAME + body.length);
        framed.put((byte) type).putInt(body.length).put(body);
        framed.putInt(checksum(framed.array(), framed.position()));
        return framed.array();
    }

    private static byte[] span(Span span) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(span.from()).putLong(span.to()).array();
    }

    private static byte[] tree(TigerRoot root, byte[] nodes) {
        return ByteBuffer.allocate(TigerRoot.LENGTH + nodes.length).put(root.bytes()).put(nodes).array();
    }

    private static byte[] publishingFor(long person, String path) {
        var text = path.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length).putLong(person).put(text).array();
    }

    private static byte[] header(Wanted wanted) {
        var name = cut(wanted.name()).getBytes(StandardCharsets.UTF_8);
        var body = ByteBuffer.allocate(1 + 3 * Long.BYTES + Sha1.LENGTH + 1 + TigerRoot.LENGTH + name.length);
        body.put((byte) (wanted.unvouched() ? UNVOUCHED_VERSION : VERSION)).putLong(wanted.size()).putLong(wanted.person()).putLong(wanted.added().toEpochMilli());
        body.put(wanted.sha1().bytes());
        body.put((byte) (wanted.tigerRoot().isPresent() ? 1 : 0));
        body.put(wanted.tigerRoot().map(TigerRoot::bytes).orElseGet(() -> new byte[TigerRoot.LENGTH]));
        return body.put(name).array();
    }

    private static String cut(String name) {
        return name.length() * 3 <= Wanted.MAX_NAME ? name : name.substring(0, Math.min(name.length(), Wanted.MAX_NAME / 3));
    }

    /** The next record; empty at the end, and at anything torn or damaged, {@code in} then standing where it was. */
    static Optional<JournalRecord> decode(ByteBuffer in) {
        var start = in.position();
        var record = intact(in);
        if (record.isEmpty()) {
            in.position(start);
        }
        return record;
    }

    private static Optional<JournalRecord> intact(ByteBuffer in) {
        if (in.remaining() < FRAME) {
            return Optional.empty();
        }
        var start = in.position();
        var type = in.get();
        var length = in.getInt();
        if (length < 0 || length > MAX_BODY || length > in.remaining() - Integer.BYTES) {
            return Optional.empty();
        }
        var body = new byte[length];
        in.get(body);
        var framed = new byte[in.position() - start];
        in.get(start, framed);
        if (in.getInt() != checksum(framed, framed.length)) {
            return Optional.empty();
        }
        try {
            return record(type, ByteBuffer.wrap(body));
        } catch (IllegalArgumentException | BufferUnderflowException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<JournalRecord> record(int type, ByteBuffer body) {
        return Optional.ofNullable(
                switch (type) {
                    case HEADER -> header(body);
                    case WRITTEN -> new JournalRecord.Written(new Span(body.getLong(), body.getLong()));
                    case VERIFIED -> new JournalRecord.Verified(new Span(body.getLong(), body.getLong()));
                    case MISSING -> new JournalRecord.Missing(new Span(body.getLong(), body.getLong()));
                    case TREE -> new JournalRecord.Tree(TigerRoot.of(bytes(body, TigerRoot.LENGTH)), bytes(body, body.remaining()));
                    case TREE_DROPPED -> new JournalRecord.TreeDropped();
                    case PUBLISHING -> new JournalRecord.Publishing(path(body));
                    case HASHED -> new JournalRecord.Hashed(Sha1.of(bytes(body, Sha1.LENGTH)));
                    case PUBLISHING_FOR -> new JournalRecord.PublishingFor(body.getLong(), path(body));
                    default -> null;
                });
    }

    private static JournalRecord header(ByteBuffer body) {
        var version = body.get();
        if (version != VERSION && version != UNVOUCHED_VERSION) {
            throw new IllegalArgumentException("journal version " + version);
        }
        var size = body.getLong();
        var person = body.getLong();
        var added = Instant.ofEpochMilli(body.getLong());
        var sha1 = Sha1.of(bytes(body, Sha1.LENGTH));
        var rooted = body.get() == 1;
        var root = bytes(body, TigerRoot.LENGTH);
        var name = new String(bytes(body, body.remaining()), StandardCharsets.UTF_8);
        var tigerRoot = rooted ? Optional.of(TigerRoot.of(root)) : Optional.<TigerRoot>empty();
        return new JournalRecord.Header(new Wanted(sha1, size, tigerRoot, person, name, added, version == UNVOUCHED_VERSION));
    }

    /** @throws java.nio.file.InvalidPathException when it is none here: a journal may come from elsewhere */
    private static String path(ByteBuffer body) {
        return Path.of(new String(bytes(body, body.remaining()), StandardCharsets.UTF_8)).toString();
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        var bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
