package filbert.servent.routing;

import filbert.net.Timeline;
import filbert.servent.NetworkView.Passing;
import filbert.servent.guard.Allowance;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Strangers' queries and hits as they pass, for the owner to look at: a sample, taken only while somebody looks, never written down. What our own people
 * ask or get is never shown to it. A closed window costs a comparison for each message. Confined to the owner.
 */
final class PassingWindow {
    static final int KEPT = 200;
    static final Duration OPEN_UNWATCHED = Duration.ofSeconds(30);
    static final int A_SECOND = 20;

    private static final int MOST_NAMES = 3;
    private static final int LONGEST = 160; // characters

    private final Timeline timeline;
    private final InstantSource clock;
    private final Allowance sample;
    private final Deque<Passing> latest = new ArrayDeque<>();
    private boolean open;
    private long watchedAt;
    private long number;

    PassingWindow(Timeline timeline, InstantSource clock) {
        this.timeline = timeline;
        this.clock = clock;
        this.sample = new Allowance(timeline, A_SECOND, Duration.ofSeconds(1).dividedBy(A_SECOND));
    }

    /** Opens the window, or keeps it open. Oldest first. */
    List<Passing> look() {
        closeUnwatched();
        open = true;
        watchedAt = timeline.nanos();
        return List.copyOf(latest);
    }

    /** Moves nothing in the payload, and keeps nothing of it. */
    void passes(Peer from, Header header, ByteBuf payload) {
        if (!open) {
            return;
        }
        closeUnwatched();
        if (!open || !sample.take()) {
            return;
        }
        try {
            keep(from, header, MessageCodec.decode(header.type(), payload.duplicate()));
        } catch (MalformedMessageException malformed) {
            // whoever decodes it in earnest blames the neighbour
        }
    }

    private void closeUnwatched() {
        if (open && timeline.nanos() - watchedAt > OPEN_UNWATCHED.toNanos()) {
            open = false;
            latest.clear();
        }
    }

    private void keep(Peer from, Header header, Message message) {
        switch (message) {
            case Query query -> keep(from, header, text(query), 0);
            case QueryHit hit -> keep(from, header, names(hit), hit.results().size());
            default -> {}
        }
    }

    private void keep(Peer from, Header header, String text, int results) {
        var neighbour = from.neighbour;
        latest.addLast(new Passing(
                ++number,
                clock.instant(),
                header.type() == Header.QUERY_HIT,
                neighbour.id(),
                neighbour.address(),
                neighbour.capabilities().userAgent(),
                header.ttl(),
                header.hops(),
                shortened(text),
                results));
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    private static String text(Query query) {
        var urns = query.urns().stream().map(Object::toString).collect(Collectors.joining(" "));
        return (query.text() + " " + urns).strip();
    }

    private static String names(QueryHit hit) {
        return hit.results().stream().limit(MOST_NAMES).map(QueryHit.Result::name).collect(Collectors.joining(", "));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
