package filbert.sharing.download.disk;

import filbert.net.Owner;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the bytes of one range go: handed in on a loop, written on the lane, counted on the owner. Whoever hands in watches
 * {@link #unwritten} and stops reading when it grows.
 */
public final class Sink {
    private final Storage storage;
    private final Owner owner;
    private final Progress progress;
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicBoolean announced = new AtomicBoolean();
    private final Spans written = new Spans(); // and not told of yet; guarded by itself
    private volatile Runnable drained = () -> {};

    Sink(Storage storage, Owner owner, Progress progress) {
        this.storage = storage;
        this.owner = owner;
        this.progress = progress;
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
    public void write(long at, ByteBuf bytes) {
        var length = bytes.readableBytes();
        if (length == 0) {
            bytes.release();
            return;
        }
        unwritten.addAndGet(length);
        storage.write(at, bytes, () -> written(new Span(at, at + length)), () -> {
            unwritten.addAndGet(-length);
            drained.run();
        });
    }

    private void written(Span span) {
        synchronized (written) {
            written.add(span);
        }
        if (announced.compareAndSet(false, true)) {
            owner.execute(this::announce);
        }
    }

    private void announce() {
        announced.set(false);
        List<Span> news;
        synchronized (written) {
            news = written.list();
            written.clear();
        }
        news.forEach(progress::wrote);
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
