package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.net.Owner;
import filbert.net.TokenBucket;
import filbert.sharing.download.disk.Sink;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.download.http.Conversation;
import filbert.sharing.download.http.Exchange;
import filbert.sharing.download.http.ReplyHead;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One range asked for: judges the reply on the loop, passes its bytes to the disk, and tells the owner what came of it. */
final class RangeExchange implements Exchange {
    private static final int HIGH_MARK = 256 * 1024; // bytes on their way to disk, per connection
    private static final int LOW_MARK = 64 * 1024;

    private final Span asked;
    private final Course course;
    private final long size;
    private final Optional<Sha1> sha1;
    private final Storage storage;
    private final Owner owner;
    private final Conversation conversation;
    private final TokenBucket bucket;
    private final Listener listener;
    private @Nullable ReplyHead head;
    private RangeReply verdict = new RangeReply.Refused();
    private @Nullable Sink sink;
    private long position; // of the next byte that comes

    /**
     * @param sha1 of the file, where somebody has told it
     * @param bucket what everything passes that is fetched for this person
     */
    RangeExchange(
            Span asked,
            Course course,
            long size,
            Optional<Sha1> sha1,
            Storage storage,
            Owner owner,
            Conversation conversation,
            TokenBucket bucket,
            Listener listener) {
        this.asked = asked;
        this.course = course;
        this.size = size;
        this.sha1 = sha1;
        this.storage = storage;
        this.owner = owner;
        this.conversation = conversation;
        this.bucket = bucket;
        this.listener = listener;
    }

    /** Told on the owner: {@code given} and {@code ended} when there is data, {@code replied} always. */
    interface Listener extends Sink.Progress {
        void given(ReplyHead head, Span span);

        /** The link is free for the next request; bytes may still be on their way to disk, until {@link Sink.Progress#ended}. */
        void replied(Result result);
    }

    /** @param head null when none came */
    record Result(@Nullable ReplyHead head, RangeReply verdict, Ending ending, String detail) {}

    @Override
    public Body head(ReplyHead replyHead) {
        head = replyHead;
        verdict = RangeReply.judge(replyHead, asked, size, sha1);
        if (!(verdict instanceof RangeReply.Data(var given))) {
            return new Body.Unwanted();
        }
        position = given.from();
        var into = storage.sink(listener);
        into.onDrained(() -> {
            if (into.unwritten() <= LOW_MARK) {
                conversation.goOn();
            }
        });
        sink = into;
        owner.execute(() -> listener.given(replyHead, given));
        return enough() ? new Body.Unwanted() : new Body.Wanted(given.length());
    }

    @Override
    public void body(ByteBuf bytes) {
        if (sink == null) {
            bytes.release();
            throw new IllegalStateException("bug: a body that was not wanted");
        }
        var at = position;
        position += bytes.readableBytes();
        var news = course.take(at, bytes.readableBytes()).orElse(null);
        if (news == null) {
            bytes.release();
        } else {
            bytes.skipBytes((int) (news.from() - at));
            bytes.writerIndex(bytes.readerIndex() + (int) news.length());
            sink.write(news.from(), bytes);
        }
    }

    @Override
    public Optional<TokenBucket> limit() {
        return Optional.of(bucket);
    }

    @Override
    public boolean enough() {
        return course.rest().isEmpty();
    }

    @Override
    public boolean congested() {
        return sink != null && sink.unwritten() > HIGH_MARK;
    }

    @Override
    public void ended(Ending ending, String detail) {
        var result = new Result(head, verdict, ending, detail);
        owner.execute(() -> listener.replied(result)); // before the disk is done: the link is to go on at once
        if (sink != null) {
            sink.end();
        }
    }
}
