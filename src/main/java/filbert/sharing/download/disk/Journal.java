package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The append-only file beside a partial file (3-transfer, 3.8.4). A journal comes into being whole, under a temporary name first, and grows by
 * records; reading stops at the first torn one, which is then cut off. Long journals are written anew when opened. After an
 * {@link IOException} the object is of no more use: open the file again. Not thread-safe.
 */
final class Journal implements Closeable {
    private static final int MAX_READ = 64 << 20; // 2.6 million records; what is behind is fetched again
    private static final int REWRITE_ABOVE = 128 << 10;

    private final FileChannel file;
    private final Contents contents;

    private Journal(FileChannel file, Contents contents) {
        this.file = file;
        this.contents = contents;
    }

    /** What the records amount to. */
    static final class Contents {
        final Wanted wanted;
        final Spans written = new Spans();
        final Spans verified = new Spans();
        JournalRecord.@Nullable Tree tree;
        @Nullable Sha1 hashed; // of what nobody told the hash of, once all of it was there
        final Map<Long, Path> publishing = new LinkedHashMap<>(); // for whom it was, or was about to be, complete elsewhere

        Contents(Wanted wanted) {
            this.wanted = wanted;
        }

        void apply(JournalRecord record) {
            switch (record) {
                case JournalRecord.Header _ -> throw new IllegalArgumentException("second header");
                case JournalRecord.Written(var span) -> written.add(span);
                case JournalRecord.Verified(var span) -> {
                    written.add(span);
                    verified.add(span);
                }
                case JournalRecord.Missing(var span) -> {
                    hashed = null;
                    written.remove(span);
                    verified.remove(span);
                }
                case JournalRecord.Tree newTree -> {
                    tree = newTree;
                    verified.clear();
                }
                case JournalRecord.TreeDropped() -> {
                    tree = null;
                    verified.clear();
                }
                case JournalRecord.Publishing(var path) -> publishing.put(wanted.person(), Path.of(path));
                case JournalRecord.Hashed(var content) -> hashed = content;
                case JournalRecord.PublishingFor(var person, var path) -> publishing.put(person, Path.of(path));
            }
        }

        /** The SHA-1 of the complete file; empty while nobody knows it. */
        Optional<Sha1> content() {
            return wanted.unvouched() ? Optional.ofNullable(hashed) : Optional.of(wanted.sha1());
        }

        /** The shortest records that amount to the same. */
        private List<JournalRecord> shortest() {
            var records = new ArrayList<JournalRecord>();
            records.add(new JournalRecord.Header(wanted));
            if (tree != null) {
                records.add(tree);
            }
            written.list().forEach(span -> records.add(new JournalRecord.Written(span)));
            verified.list().forEach(span -> records.add(new JournalRecord.Verified(span)));
            if (hashed != null) {
                records.add(new JournalRecord.Hashed(hashed));
            }
            publishing.forEach((person, path) -> records.add(publishing(person, path.toString())));
            return records;
        }

        private JournalRecord publishing(long person, String path) {
            return person == wanted.person() ? new JournalRecord.Publishing(path) : new JournalRecord.PublishingFor(person, path);
        }
    }

    static Journal create(Disk disk, Path path, Wanted wanted) throws IOException {
        var contents = new Contents(wanted);
        return new Journal(writeAnew(disk, path, contents), contents);
    }

    private static FileChannel writeAnew(Disk disk, Path path, Contents contents) throws IOException {
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var file = disk.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            append(file, contents.shortest());
            disk.rename(fresh, path);
            disk.syncNames(Objects.requireNonNull(path.toAbsolutePath().getParent()));
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Empty when there is no such file, or it does not even begin like a journal. */
    static Optional<Contents> read(Path path) throws IOException {
        return read(path, MAX_READ);
    }

    /** @param most bytes looked at */
    static Optional<Contents> read(Path path, int most) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return replay(bytes(path, most)).map(Replay::contents);
    }

    /** As {@link #read}, ready for more records. */
    static Optional<Journal> open(Disk disk, Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var replay = replay(bytes(path, MAX_READ));
        if (replay.isEmpty()) {
            return Optional.empty();
        }
        var contents = replay.get().contents();
        if (Files.size(path) > REWRITE_ABOVE) {
            return Optional.of(new Journal(writeAnew(disk, path, contents), contents));
        }
        var file = disk.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        file.truncate(replay.get().length());
        file.position(replay.get().length());
        return Optional.of(new Journal(file, contents));
    }

    /** The same bytes, for another person. Where they were about to be published for others stays known. This one is of no more use. */
    Journal readdressed(Disk disk, Path path, Wanted wanted) throws IOException {
        close();
        var fresh = new Contents(wanted);
        fresh.written.addAll(contents.written);
        fresh.verified.addAll(contents.verified);
        fresh.tree = contents.tree;
        fresh.publishing.putAll(contents.publishing);
        return new Journal(writeAnew(disk, path, fresh), fresh);
    }

    private static ByteBuffer bytes(Path path, int most) throws IOException {
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return ByteBuffer.wrap(in.readNBytes(most));
        }
    }

    private record Replay(Contents contents, int length) {}

    private static Optional<Replay> replay(ByteBuffer bytes) {
        if (!(JournalCodec.decode(bytes).orElse(null) instanceof JournalRecord.Header(var wanted))) {
            return Optional.empty();
        }
        var contents = new Contents(wanted);
        var length = bytes.position();
        for (var next = JournalCodec.decode(bytes); next.isPresent(); next = JournalCodec.decode(bytes)) {
            if (!possible(next.get(), wanted.size())) {
                break;
            }
            contents.apply(next.get());
            length = bytes.position();
        }
        return Optional.of(new Replay(contents, length));
    }

    private static boolean possible(JournalRecord record, long size) {
        return switch (record) {
            case JournalRecord.Header _ -> false;
            case JournalRecord.Written(var span) -> span.to() <= size;
            case JournalRecord.Verified(var span) -> span.to() <= size;
            case JournalRecord.Missing(var span) -> span.to() <= size;
            case JournalRecord.Tree _,
                    JournalRecord.TreeDropped _,
                    JournalRecord.Hashed _,
                    JournalRecord.Publishing _,
                    JournalRecord.PublishingFor _ -> true;
        };
    }

    /** As the file tells it, records appended since included. */
    Contents contents() {
        return contents;
    }

    /** Durable when it returns. */
    void append(List<? extends JournalRecord> records) throws IOException {
        append(file, records);
        records.forEach(contents::apply);
    }

    private static void append(FileChannel file, List<? extends JournalRecord> records) throws IOException {
        for (var record : records) {
            var bytes = ByteBuffer.wrap(JournalCodec.encode(record));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
