package filbert.sharing.download;

import filbert.net.Owner;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks again for a few bytes that are there already: where nothing proves them, that the host still sends the same is all there is to say that it is still
 * the same file (3-transfer, 3.8.4). Keeps them in memory; the owner is told.
 */
final class OverlapExchange implements Exchange {
    static final int LENGTH = 1024; // 3-transfer, 3.8.3: "1024 B without" a tree

    private final Span asked;
    private final long size;
    private final Owner owner;
    private final Consumer<Overlap> listener;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(LENGTH);
    private @Nullable ReplyHead head;
    private RangeReply verdict = new RangeReply.Refused();

    /**
     * @param asked at most {@link #LENGTH} bytes
     * @param size of the whole file
     */
    OverlapExchange(Span asked, long size, Owner owner, Consumer<Overlap> listener) {
        this.asked = asked;
        this.size = size;
        this.owner = owner;
        this.listener = listener;
    }

    /** What came, from {@code from} on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Overlap(Span asked, long from, byte[] bytes, RangeExchange.Result result) {}

    @Override
    public Body head(ReplyHead replyHead) {
        head = replyHead;
        verdict = RangeReply.judge(replyHead, asked, size, Optional.empty());
        return verdict instanceof RangeReply.Data(var given) ? new Body.Wanted(given.length()) : new Body.Unwanted();
    }

    @Override
    public void body(ByteBuf portion) {
        try {
            var some = new byte[Math.min(portion.readableBytes(), LENGTH - bytes.size())];
            portion.readBytes(some);
            bytes.writeBytes(some);
        } finally {
            portion.release();
        }
    }

    @Override
    public boolean congested() {
        return false;
    }

    @Override
    public void ended(Ending ending, String detail) {
        var from = verdict instanceof RangeReply.Data(var given) ? given.from() : asked.from();
        var overlap = new Overlap(asked, from, bytes.toByteArray(), new RangeExchange.Result(head, verdict, ending, detail));
        owner.execute(() -> listener.accept(overlap));
    }
}
