package filbert.sharing.upload;

import filbert.identity.HostAddress;
import java.time.Instant;
import java.util.Optional;

/** One reply with a file's bytes, while it runs. Owner only, except {@link #sent}, which the link's loop writes. */
final class Transfer {
    private static final double SMOOTHING = 0.3;

    final long id;
    final Conversation conversation;
    final ServedFile file;
    final RequestedRange range;
    final String userAgent;
    final Instant since;
    private final Optional<HostAddress> node;

    private final long began;
    private volatile long sent;
    private long sentAtLook;
    private long movedAt;
    private long rate;

    Transfer(long id, Ask ask, Instant since, long nanos) {
        this.id = id;
        this.conversation = ask.conversation();
        this.file = ask.file();
        this.range = ask.range();
        this.userAgent = ask.userAgent();
        this.since = since;
        this.node = ask.node();
        movedAt = nanos;
        began = nanos;
    }

    /** On the loop. */
    void sent(long bytesSoFar) {
        sent = bytesSoFar;
    }

    long sent() {
        return sent;
    }

    /** Measures; to be called every second or so. */
    void look(long nanos, long secondNanos) {
        var now = sent;
        var moved = now - sentAtLook;
        if (moved > 0 || conversation.link().heldBack()) {
            movedAt = nanos;
        }
        var latest = moved * 1_000_000_000L / Math.max(1, secondNanos);
        rate = rate == 0 ? latest : (long) (rate + SMOOTHING * (latest - rate));
        sentAtLook = now;
    }

    /** Nanoseconds since a byte last moved, or waited for nothing but our own bandwidth, as of the last look. */
    long stillFor(long nanos) {
        return nanos - movedAt;
    }

    /** Bytes per second since it began; what took less than a second counts as one. */
    long overall(long nanos) {
        return (long) (sent * 1e9 / Math.max(1e9, (double) (nanos - began)));
    }

    long rate() {
        return rate;
    }

    UploadView view(String state) {
        var host = conversation.link().remote();
        var running = state.equals("sending");
        return new UploadView(
                id, host, node, userAgent, file.name(), state, range.from(), range.length(), sent, running ? rate : 0, since, file.unfinished());
    }
}
