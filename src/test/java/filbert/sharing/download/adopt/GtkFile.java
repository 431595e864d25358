package filbert.sharing.download.adopt;

import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An unfinished file as gtk-gnutella writes it, byte for byte by what its src/core/fileinfo.c does; everything about it can be spoiled. */
public final class GtkFile {
    private static final int MAGIC_64 = 0x91E63640;
    private final Content content;
    private final List<Span> done = new ArrayList<>();
    private final List<byte[]> fields = new ArrayList<>();
    int version = 6;
    int magic = MAGIC_64;
    long size;
    int sizeKnown = 1;
    int lengthOff;
    int checksumOff;
    boolean ended = true;

    private GtkFile(Content content) {
        this.content = content;
        size = content.size();
    }

    /** With name, hashes and tree, and nothing there yet. */
    public static GtkFile of(Content content, String name) {
        return new GtkFile(content)
                .field(7, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
                .field(8, content.root().bytes())
                .field(9, content.row().nodes())
                .field(3, content.sha1().bytes())
                .field(2, name.getBytes(StandardCharsets.UTF_8));
    }

    static GtkFile bare(Content content) {
        return new GtkFile(content);
    }

    GtkFile field(int kind, byte[] value) {
        var field = ByteBuffer.allocate(8 + value.length).putInt(kind).putInt(value.length).put(value);
        fields.add(field.array());
        return this;
    }

    GtkFile chunk(long from, long to, int status) {
        return field(4, ByteBuffer.allocate(20).putLong(from).putLong(to).putInt(status).array());
    }

    /** These bytes are there, and the chunk list says so. */
    public GtkFile with(Span... spans) {
        done.addAll(List.of(spans));
        var there = Spans.of(done);
        var at = 0L;
        for (var span : there.list()) {
            if (span.from() > at) {
                chunk(at, span.from(), 0);
            }
            chunk(span.from(), span.to(), 2);
            at = span.to();
        }
        if (at < content.size()) {
            chunk(at, content.size(), 0);
        }
        return this;
    }

    /** These are there too, and the chunk list does not say so yet. To be called last. */
    public GtkFile withUnsaid(Span... spans) {
        done.addAll(List.of(spans));
        return this;
    }

    byte[] trailer() {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(version);
            if (version >= 4) {
                out.writeInt(1_700_000_000);
                out.writeInt(1_700_000_001);
            }
            if (version >= 5) {
                out.writeByte(sizeKnown);
            }
            for (var field : fields) {
                out.write(field);
            }
            if (ended) {
                out.writeInt(5);
            }
            if (magic == MAGIC_64) {
                out.writeInt((int) (size >>> 32));
            }
            out.writeInt((int) size);
            out.writeInt(42);
            out.writeInt(bytes.size() + 12 + lengthOff);
            var sum = 0;
            for (var one : bytes.toByteArray()) {
                sum = Integer.rotateLeft(sum, 1) ^ Byte.toUnsignedInt(one);
            }
            out.writeInt(sum + checksumOff);
            out.writeInt(magic);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sparse, the trailer behind the last byte. */
    public Path write(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            for (var span : done) {
                file.seek(span.from());
                file.write(content.slice(span));
            }
            file.seek(content.size());
            file.write(trailer());
        }
        return path;
    }
}
