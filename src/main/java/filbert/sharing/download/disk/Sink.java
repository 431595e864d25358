package filbert.sharing.download.disk;

import filbert.net.Owner;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the bytes of one range go, one after the other: handed in on a loop, written on the lane, counted on the owner. Whoever hands in watches
 * {@link #unwritten} and stops reading when it grows.
 */
public final class Sink {
    private final Storage storage;
    private final Owner owner;
    private final Progress progress;
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile long writtenTo;
    private volatile Runnable drained = () -> {};
    private long next; // loop
    private long toldTo; // owner

    Sink(Storage storage, Owner owner, long at, Progress progress) {
        this.storage = storage;
        this.owner = owner;
        this.progress = progress;
        next = at;
        writtenTo = at;
        toldTo = at;
    }

    /** Told on the owner. */
    public interface Progress {
        /** These bytes are in the file, not yet synced. */
        void wrote(Span span);

        /** The last call: everything handed in has been written, or was dropped because the file is closed. */
        void ended();
    }

    /** @param task runs on the lane whenever something was written */
    public void onDrained(Runnable task) {
        drained = task;
    }

    /** Takes over the buffer. */
    public void write(ByteBuf bytes) {
        var length = bytes.readableBytes();
        if (length == 0) {
            bytes.release();
            return;
        }
        var at = next;
        next += length;
        unwritten.addAndGet(length);
        storage.write(at, bytes, () -> written(at + length), () -> {
            unwritten.addAndGet(-length);
            drained.run();
        });
    }

    private void written(long to) {
        writtenTo = to;
        if (announced.compareAndSet(false, true)) {
            owner.execute(this::announce);
        }
    }

    private void announce() {
        announced.set(false);
        var to = writtenTo;
        if (to > toldTo) {
            var span = new Span(toldTo, to);
            toldTo = to;
            progress.wrote(span);
        }
    }

    /** Bytes handed in and not yet written. Any thread. */
    public int unwritten() {
        return unwritten.get();
    }

    /** Nothing more will be handed in. */
    public void end() {
        storage.behindWrites(() -> owner.execute(() -> {
            announce();
            progress.ended();
        }));
    }
}
