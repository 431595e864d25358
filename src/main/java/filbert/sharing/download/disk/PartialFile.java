package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.hashing.TreeBuilder;
import filbert.sharing.hashing.TreeRow;
import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One unfinished file: {@code <sha1>.part}, sparse, and {@code <sha1>.journal}. Bytes are written, later synced, and only then told to the
 * journal, so a crash at any moment may forget bytes that arrived and never invents any (3-transfer, 3.8.4). After an
 * {@link IOException} the object is of no more use: close it and open the files again. Not thread-safe.
 */
public final class PartialFile implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final Journal journal;
    private final FileChannel data;
    private final Path path;
    private final Spans arrived; // in the file, synced or not
    private final Spans verified; // right by the tree, synced or not
    private final Spans unsynced = new Spans();
    private final Spans newlyVerified = new Spans(); // verified and not yet told to the journal
    private final Spans syncing = new Spans(); // both of them, while the disk is forced
    private final Spans syncingVerified = new Spans();
    private final TreeSet<Integer> due = new TreeSet<>(); // complete slices to verify
    private @Nullable TreeRow tree;

    private PartialFile(Journal journal, FileChannel data, Path path) {
        this.journal = journal;
        this.data = data;
        this.path = path;
        arrived = journal.contents().written.copy();
        verified = journal.contents().verified.copy();
    }

    /** Is a slice what the tree says? */
    public record Verdict(Span slice, boolean right) {}

    /** Continues what the journal in {@code folder} tells of, or begins anew when there is none. */
    public static PartialFile open(Disk disk, Path folder, Wanted wanted) throws IOException {
        var journal = openJournal(disk, folder, wanted);
        try {
            var path = PartialFolder.data(folder, wanted.sha1());
            var data = disk.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE,
                    LinkOption.NOFOLLOW_LINKS);
            var file = new PartialFile(journal, data, path);
            file.believe(data.size());
            return file;
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    private static Journal openJournal(Disk disk, Path folder, Wanted wanted) throws IOException {
        var path = PartialFolder.journal(folder, wanted.sha1());
        var known = Journal.open(disk, path);
        if (known.isPresent()) {
            var journal = known.get();
            var of = journal.contents().wanted;
            if (of.size() == wanted.size() && of.sha1().equals(wanted.sha1()) && of.unvouched() == wanted.unvouched()) {
                return of.person() == wanted.person() ? journal : journal.readdressed(disk, path, wanted);
            }
            journal.close();
            throw new DiskTrouble(DiskTrouble.Kind.DISK_ERROR, path + " is about another file");
        }
        return Journal.create(disk, path, wanted);
    }

    /** The disk may have lost what it once synced: nothing behind the end of the data is there, whatever the journal says. */
    private void believe(long length) throws IOException {
        if (length < wanted().size()) {
            var behind = new Span(length, wanted().size());
            if (!arrived.within(behind).isEmpty()) {
                journal.append(List.of(new JournalRecord.Missing(behind)));
                arrived.remove(behind);
                verified.remove(behind);
            }
        }
        var stored = journal.contents().tree;
        if (stored != null) {
            tree = TreeRow.of(wanted().size(), stored.nodes()).filter(row -> row.root().equals(stored.root())).orElse(null);
            everyCompleteSliceIsDue();
        }
    }

    public Wanted wanted() {
        return journal.contents().wanted;
    }

    /** Everything in the file, synced or not. */
    public Spans arrived() {
        return arrived.copy();
    }

    /** Synced, and known to the journal. */
    public List<Span> written() {
        return journal.contents().written.list();
    }

    /** Synced, known to the journal and right by the tree. */
    public List<Span> verified() {
        return journal.contents().verified.list();
    }

    /** Verified, synced or not. */
    public Spans right() {
        return verified.copy();
    }

    /** The row of the tree every byte was verified by. */
    Optional<TreeRow> provenRow() {
        return Optional.ofNullable(tree).filter(_ -> verified.total() == wanted().size());
    }

    public Optional<TigerRoot> treeRoot() {
        return Optional.ofNullable(tree).map(TreeRow::root);
    }

    /** Bytes under one node of the tree in use. */
    public Optional<Long> slice() {
        return Optional.ofNullable(tree).map(row -> row.shape().slice());
    }

    /** Where the file was about to appear under its final name, when that had begun. */
    Optional<Path> publishing() {
        return Optional.ofNullable(journal.contents().publishing.get(wanted().person()));
    }

    /** Writes all readable bytes at {@code at}; the buffer stays the caller's. */
    public void write(long at, ByteBuf bytes) throws IOException {
        var span = new Span(at, at + bytes.readableBytes());
        if (span.to() > wanted().size()) {
            throw new IllegalStateException("bug: bytes up to " + span.to() + " for a file of " + wanted().size());
        }
        var position = at;
        while (bytes.isReadable()) {
            position += bytes.readBytes(data, position, bytes.readableBytes());
        }
        arrived.add(span);
        unsynced.add(span);
        slicesUnder(span);
    }

    private void slicesUnder(Span span) {
        if (tree == null) {
            return;
        }
        var shape = tree.shape();
        var last = (int) ((span.to() - 1) / shape.slice());
        for (var index = (int) (span.from() / shape.slice()); index <= last; index++) {
            var slice = new Span(shape.from(index), shape.to(index));
            if (arrived.contains(slice) && !verified.contains(slice)) {
                due.add(index);
            }
        }
    }

    private void everyCompleteSliceIsDue() {
        due.clear();
        arrived.list().forEach(this::slicesUnder);
    }

    /**
     * A complete slice to be hashed.
     *
     * @param tree that was trusted when it became due
     */
    record Due(int index, Span slice, TreeRow tree) {}

    /** Empty when no complete slice is left to verify. Each is given out once. */
    Optional<Due> nextDue() {
        var row = tree;
        var index = due.pollFirst();
        if (index == null || row == null) {
            return Optional.empty();
        }
        return Optional.of(new Due(index, new Span(row.shape().from(index), row.shape().to(index)), row));
    }

    /** Reads and hashes; on any thread, while writing elsewhere goes on. */
    boolean hashesRight(Due job) throws IOException {
        return job.tree.agrees(job.index, root(job.slice));
    }

    /** What came of it; a wrong slice is missing again. Empty when the tree is not trusted any more. */
    Optional<Verdict> judged(Due job, boolean right) throws IOException {
        if (job.tree != tree) {
            return Optional.empty();
        }
        if (right) {
            verified.add(job.slice);
            newlyVerified.add(job.slice);
        } else {
            journal.append(List.of(new JournalRecord.Missing(job.slice)));
            arrived.remove(job.slice);
            unsynced.remove(job.slice);
            syncing.remove(job.slice);
        }
        return Optional.of(new Verdict(job.slice, right));
    }

    private TigerRoot root(Span slice) throws IOException {
        var builder = new TreeBuilder(Long.highestOneBit(Math.max(1024, slice.length())));
        var buffer = ByteBuffer.allocate((int) Math.min(BUFFER, slice.length()));
        for (var at = slice.from(); at < slice.to(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), slice.to() - at));
            at += read(at, buffer);
            builder.update(buffer.array(), 0, buffer.position());
        }
        return builder.finish().root();
    }

    /** @return bytes read, at least one; any thread */
    public int read(long at, ByteBuffer into) throws IOException {
        var count = data.read(into, at);
        if (count <= 0) {
            throw new DiskTrouble(DiskTrouble.Kind.DISK_ERROR, path + " ends at " + at);
        }
        return count;
    }

    /** Verifies by this tree from now on: all complete slices are due. */
    public void trust(TreeRow row) throws IOException {
        journal.append(List.of(new JournalRecord.Tree(row.root(), row.nodes())));
        tree = row;
        verified.clear();
        newlyVerified.clear();
        syncingVerified.clear();
        everyCompleteSliceIsDue();
    }

    /** What the tree verified counts as written only. */
    public void distrust() throws IOException {
        journal.append(List.of(new JournalRecord.TreeDropped()));
        tree = null;
        verified.clear();
        newlyVerified.clear();
        syncingVerified.clear();
        due.clear();
    }

    /** Bytes, or verdicts, the journal does not know yet and nobody is syncing. */
    long unsyncedBytes() {
        return Math.max(unsynced.total(), newlyVerified.total());
    }

    /** Data first, then the journal: what {@link #written} tells afterwards survives a power cut. */
    public void sync() throws IOException {
        beginSync();
        force();
        endSync();
    }

    /** From now on {@link #endSync} speaks of everything written so far. */
    void beginSync() {
        syncing.addAll(unsynced);
        unsynced.clear();
        syncingVerified.addAll(newlyVerified);
        newlyVerified.clear();
    }

    /** Waits for the disk; on any thread, while writing goes on. Between {@link #beginSync} and {@link #endSync}. */
    void force() throws IOException {
        data.force(true);
    }

    void endSync() throws IOException {
        var records = new ArrayList<JournalRecord>();
        syncing.list().forEach(span -> records.add(new JournalRecord.Written(span)));
        syncingVerified.list().forEach(span -> records.add(new JournalRecord.Verified(span)));
        if (!records.isEmpty()) {
            journal.append(records);
        }
        syncing.clear();
        syncingVerified.clear();
    }

    /** All of a file nobody told a hash of is there: this is its SHA-1. */
    void hashIs(Sha1 content) throws IOException {
        journal.append(List.of(new JournalRecord.Hashed(content)));
    }

    void willPublishAs(Path target) throws IOException {
        journal.append(List.of(new JournalRecord.Publishing(target.toString())));
    }

    /** Without syncing: what the journal does not know yet is forgotten. */
    @Override
    public void close() throws IOException {
        try {
            data.close();
        } finally {
            journal.close();
        }
    }
}
