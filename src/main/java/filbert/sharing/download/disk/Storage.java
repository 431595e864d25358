package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.net.Owner;
import filbert.sharing.hashing.TreeRow;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A partial file as the owner and the loops see it: every method returns at once, the work is done on the download's lane, and what came of it is
 * told on the owner. Bytes are synced and told to the journal when {@value #GROUP} of them have gathered, or {@link #sync} is called; on a
 * fast line at most every quarter of a second, because a disk can force only so often.
 *
 * <p>After {@link Events#troubled}, and after {@link #close}, everything still handed in is dropped: begin with another object.
 */
public final class Storage {
    private static final int GROUP = 1 << 20; // 3-transfer, 3.8.4: "grouped at 1 MiB or 2 s"
    private static final long FASTEST_SYNC = Duration.ofMillis(250).toNanos();

    private final Disk disk;
    private final Path folder;
    private final Lane lane;
    private final Workbench bench;
    private final Judging judging;
    private final Owner owner;
    private final Events events;
    private boolean over; // owner: nothing more is told
    private volatile boolean abandoned;
    private final AtomicReference<@Nullable Runnable> unopened = new AtomicReference<>();
    private boolean syncing; // lane: the disk is being waited for
    private long syncedAt; // lane

    /**
     * @param lane the download's own, the same for every storage it ever has
     * @param workers for what may go on beside the lane
     */
    public Storage(Disk disk, Path folder, Lane lane, Executor workers, Owner owner, Events events) {
        this.disk = disk;
        this.folder = folder;
        this.lane = lane;
        this.owner = owner;
        this.events = events;
        bench = new Workbench(disk, folder, lane, workers, this::troubled);
        judging = new Judging(bench, verdict -> tell(() -> events.judged(verdict)), this::settled);
    }

    /** Told on the owner. */
    public interface Events {
        void opened(Contents contents);

        /** The file holds something else than was assumed; everything handed in is dropped. Begin with another object. */
        default void surprised(Contents contents) {
            throw new IllegalStateException("bug: nothing was assumed");
        }

        void synced(Contents contents);

        void judged(PartialFile.Verdict verdict);

        /** Everything handed in before {@link Storage#settle} is verified and synced. */
        void settled(Contents contents);

        /** {@code bytes} of the whole file have been read for its SHA-1. */
        void checking(long bytes);

        void checked(Sha1 sha1);

        /** What is about to be {@link #published} was found under its final name, and this is its SHA-1. */
        default void contains(Sha1 content) {}

        /** @param row of the tree that verified every byte of it */
        void published(Path path, Optional<TreeRow> row);

        /** The last call. */
        void troubled(DiskTrouble trouble);
    }

    /**
     * The file as it stands.
     *
     * @param arrived bytes in the file, synced or not
     * @param written synced and journalled
     * @param verified the same, and right by the tree
     * @param right verified, synced or not
     * @param slice bytes under one node of the tree in use
     */
    public record Contents(
            Spans arrived, List<Span> written, List<Span> verified, Spans right, Optional<TigerRoot> tree, Optional<Long> slice) {
        static Contents of(PartialFile file) {
            return new Contents(file.arrived(), file.written(), file.verified(), file.right(), file.treeRoot(), file.slice());
        }
    }

    /**
     * The same, but not before the file is needed: a disk that sleeps is not woken by what merely waits for others.
     *
     * @param assumed bytes believed to be there. When others are, nothing is written and {@link Events#surprised} is told
     */
    public void openWhenNeeded(Wanted wanted, long expected, long room, Spans assumed) {
        unopened.set(() -> open(wanted, expected, room, assumed));
    }

    private void need() {
        var opening = unopened.getAndSet(null);
        if (opening != null) {
            opening.run();
        }
    }

    /**
     * @param expected bytes the queue believes are there; when they are more than none and there is no journal at all, the volume is probably
     *     not mounted, and nothing is begun anew
     * @param room bytes that have to stay free besides those still to come
     */
    public void open(Wanted wanted, long expected, long room) {
        open(wanted, expected, room, null);
    }

    private void open(Wanted wanted, long expected, long room, @Nullable Spans assumed) {
        lane.execute(() -> {
            try {
                var publication = new Publication(disk, folder);
                var published = publication.found(wanted);
                if (published.isPresent()) {
                    var content = publication.content(wanted);
                    tell(() -> {
                        events.contains(content);
                        events.published(published.get(), Optional.empty());
                    });
                    return;
                }
                new KeptParts(disk, folder).takeUp(wanted);
                checkFolder(wanted, expected);
                publication.bringBack(wanted.sha1(), () -> abandoned);
                var opened = PartialFile.open(disk, folder, wanted);
                bench.put(opened);
                syncedAt = owner.nanos();
                var needed = wanted.size() - opened.arrived().total() + room;
                if (disk.usable(folder) < needed) {
                    throw new DiskTrouble(DiskTrouble.Kind.DISK_FULL, Long.toString(needed));
                }
                var contents = Contents.of(opened);
                if (assumed != null && !assumed.list().equals(contents.written())) {
                    bench.shut();
                    tell(() -> events.surprised(contents));
                    return;
                }
                tell(() -> events.opened(contents));
                judging.judgeDue(opened);
            } catch (IOException e) {
                bench.fail(e);
            }
        });
    }

    private void checkFolder(Wanted wanted, long expected) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new DiskTrouble(DiskTrouble.Kind.FOLDER_MISSING, folder.toString());
        }
        if (expected > 0 && !PartialFolder.exists(folder, wanted.sha1())) {
            throw new DiskTrouble(DiskTrouble.Kind.DATA_MISSING, folder.toString());
        }
    }

    /** Where the bytes of one range go. */
    public Sink sink(Sink.Progress progress) {
        need();
        return new Sink(this, owner, progress);
    }

    /**
     * On behalf of a sink.
     *
     * @param written run on the lane when the bytes are in the file, which may have been closed meanwhile
     * @param done run on the lane in any case
     */
    void write(long at, ByteBuf bytes, Runnable written, Runnable done) {
        lane.execute(() -> {
            try {
                bench.with(open -> {
                    open.write(at, bytes);
                    written.run();
                    syncWhenMany(open);
                    judging.judgeDue(open);
                });
            } finally {
                bytes.release();
                done.run();
            }
        });
    }

    /** Copies as much as it brings, one step after the other; in between, others get the lane's worker. */
    public void take(Intake intake, Intake.Listener listener) {
        bench.later(open -> takeStep(open, intake, listener));
    }

    private void takeStep(PartialFile open, Intake intake, Intake.Listener listener) throws IOException {
        try {
            var more = intake.step(open);
            var passed = intake.passed();
            var copied = intake.copied();
            tell(() -> listener.took(passed, copied));
            syncWhenMany(open);
            judging.judgeDue(open);
            if (more) {
                take(intake, listener);
            } else {
                tell(listener::tookAll);
            }
        } catch (Intake.LostException e) {
            tell(() -> listener.lost(String.valueOf(e.getMessage())));
        }
    }

    void behindWrites(Runnable task) {
        lane.execute(task);
    }

    private void syncWhenMany(PartialFile open) {
        if (open.unsyncedBytes() >= GROUP && owner.nanos() - syncedAt >= FASTEST_SYNC) {
            syncAside(open);
        }
    }

    public void sync() {
        bench.later(this::syncAside);
    }

    /** Tells {@link Events#synced} what is there now, without waiting for the disk. */
    public void look() {
        bench.later(open -> {
            var contents = Contents.of(open);
            tell(() -> events.synced(contents));
        });
    }

    /** The disk is waited for elsewhere, so that writing goes on meanwhile. */
    private void syncAside(PartialFile open) {
        if (syncing || open.unsyncedBytes() == 0) {
            return;
        }
        syncing = true;
        open.beginSync();
        bench.aside(open, open::force, () -> {
            syncing = false;
            open.endSync();
            synced(open);
        });
    }

    private void syncNow(PartialFile open) throws IOException {
        open.sync();
        synced(open);
    }

    private void synced(PartialFile open) {
        syncedAt = owner.nanos();
        var contents = Contents.of(open);
        tell(() -> events.synced(contents));
    }

    public void trust(TreeRow row) {
        need();
        bench.later(open -> {
            open.trust(row);
            syncNow(open);
            judging.judgeDue(open);
        });
    }

    public void distrust() {
        need();
        bench.later(open -> {
            open.distrust();
            syncNow(open);
            judging.judgeDue(open);
        });
    }

    public void settle() {
        need();
        bench.later(judging::settle);
    }

    /**
     * Are these the bytes at {@code at}? Changes nothing.
     *
     * @param answer told on the owner; never, when the file cannot be read
     */
    public void compare(long at, byte[] bytes, Consumer<Boolean> answer) {
        need();
        bench.later(open -> {
            var there = ByteBuffer.allocate(bytes.length);
            while (there.hasRemaining()) {
                open.read(at + there.position(), there);
            }
            var same = Arrays.equals(there.array(), bytes);
            tell(() -> answer.accept(same));
        });
    }

    /** Reads the whole file for its SHA-1, in steps. */
    public void check() {
        new WholeCheck(bench, bytes -> tell(() -> events.checking(bytes)), sha1 -> tell(() -> events.checked(sha1))).start();
    }

    /**
     * @param into asked for the folder, on the lane
     * @param shared does somebody else need the partial file? Asked on the lane
     */
    public void publish(Supplier<Target> into, SafeName name, BooleanSupplier shared) {
        bench.later(open -> {
            var target = into.get();
            bench.handOver();
            var row = open.provenRow();
            var path = new Publication(disk, folder).publish(open, target, name, shared, () -> abandoned);
            tell(() -> events.published(path, row));
        });
    }

    /**
     * Syncs and closes; the lane is free for another storage afterwards. Events are told no more.
     *
     * @param last told on the owner what is there, unless the file was not open
     */
    public void close(Consumer<Contents> last) {
        over = true;
        abandoned = true;
        lane.execute(() -> {
            bench.with(open -> {
                open.sync();
                var contents = Contents.of(open);
                owner.execute(() -> last.accept(contents));
            });
            bench.shut();
        });
    }

    private void settled(PartialFile open) {
        var contents = Contents.of(open);
        tell(() -> events.settled(contents));
    }

    private void troubled(DiskTrouble trouble) {
        tell(() -> {
            events.troubled(trouble);
            over = true;
        });
    }

    private void tell(Runnable event) {
        owner.execute(() -> {
            if (!over) {
                event.run();
            }
        });
    }
}
