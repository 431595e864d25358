package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads a whole file for its SHA-1, in steps; in between, others get the lane's worker. Where nobody had told it, the journal knows it before others do. */
final class WholeCheck {
    private static final int STEP = 4 << 20;
    private static final int BUFFER = 64 << 10;

    private final Workbench bench;
    private final LongConsumer read;
    private final Consumer<Sha1> done;
    private final MessageDigest digest = Publication.newSha1();

    /** @param read told how many bytes have been read, after each step */
    WholeCheck(Workbench bench, LongConsumer read, Consumer<Sha1> done) {
        this.bench = bench;
        this.read = read;
        this.done = done;
    }

    void start() {
        bench.later(open -> step(open, 0));
    }

    private void step(PartialFile open, long from) throws IOException {
        var size = open.wanted().size();
        var end = Math.min(size, from + STEP);
        var buffer = ByteBuffer.allocate(BUFFER);
        for (var at = from; at < end; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            at += open.read(at, buffer);
            digest.update(buffer.flip());
        }
        read.accept(end);
        if (end < size) {
            bench.later(next -> step(next, end));
        } else {
            var content = Sha1.of(digest.digest());
            if (open.wanted().unvouched()) {
                open.hashIs(content);
            }
            done.accept(content);
        }
    }
}
