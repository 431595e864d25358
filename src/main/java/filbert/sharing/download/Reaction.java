package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.ReplyHead;
import filbert.sharing.download.http.Turn;
import java.time.Duration;
import java.time.Instant;

/** What to do after a reply without data (3-transfer, 3.2.7). */
sealed interface Reaction {
    /** Not a source of this file; only a person or a fresh hit makes us ask again. */
    record Drop() implements Reaction {}

    /** Ask this source again after a while. */
    record Rest(Duration delay) implements Reaction {}

    /** Ask this host for nothing at all for a while. */
    record Hold(Duration delay) implements Reaction {}

    /** Stay connected and ask again when it is our turn. */
    record Poll(Turn turn) implements Reaction {}

    /** Hang up, and call again when it is our turn (3-transfer, 3.6.2, "passive"). */
    record Return(Turn turn) implements Reaction {}

    /**
     * It has other bytes, or none yet.
     *
     * @param delay until the next attempt when there is nothing else to ask for now
     */
    record OtherRange(Duration delay) implements Reaction {}

    int THROWN_OUT = 429; // whoever had a place in its queue has none any more (3-transfer, 3.6.2)
    Duration MINUTE = Duration.ofMinutes(1);
    Duration TEN_MINUTES = Duration.ofMinutes(10);
    Duration HOUR = Duration.ofHours(1);
    Duration RANGE_WAIT = Duration.ofMinutes(5);
    Duration LEAST_BAN = Duration.ofMinutes(3);
    Duration LONGEST_BAN = Duration.ofHours(3); // ours; gtk-gnutella bans for 5 minutes to 3 hours (3-transfer, 3.15)
    Duration DAY = Duration.ofDays(1);

    /**
     * @param asked the range refused
     * @param busyElsewhere is the file being fetched from another source meanwhile?
     */
    static Reaction to(ReplyHead head, Span asked, Instant now, boolean busyElsewhere) {
        return switch (head.status()) {
            case 401, 403 -> new Hold(HOUR);
            case 408, 409 -> new Rest(MINUTE);
            case 416 -> new OtherRange(rangeWait(head, now));
            case THROWN_OUT -> new Hold(clamped(head.retryAfter(now).orElse(LEAST_BAN), LEAST_BAN, LONGEST_BAN));
            case 503 -> unavailable(head, asked, now, busyElsewhere);
            case 501, 505 -> new Drop();
            default -> head.status() / 100 == 5 ? new Hold(TEN_MINUTES) : new Drop();
        };
    }

    /** In this order: queued? not this range? busy. */
    private static Reaction unavailable(ReplyHead head, Span asked, Instant now, boolean busyElsewhere) {
        var turn = head.turn(now);
        if (turn.isPresent() && (turn.get().id().isPresent() || head.keepsAlive())) {
            return queued(turn.get(), head.keepsAlive());
        }
        var ranges = head.availableRanges();
        if (ranges.isPresent() && ranges.get().stream().noneMatch(range -> range.first() <= asked.from() && range.last() >= asked.to() - 1)) {
            return new OtherRange(rangeWait(head, now));
        }
        var unasked = busyElsewhere ? TEN_MINUTES : MINUTE;
        return new Rest(clamped(head.retryAfter(now).orElse(unasked), MINUTE, HOUR));
    }

    private static Reaction queued(Turn turn, boolean stays) {
        if (turn.earliest().compareTo(DAY) > 0) {
            return new Drop(); // we never ask too early: rather not at all
        }
        return stays ? new Poll(turn) : new Return(turn);
    }

    private static Duration rangeWait(ReplyHead head, Instant now) {
        return head.retryAfter(now).map(delay -> clamped(delay, MINUTE, DAY)).orElse(RANGE_WAIT);
    }

    private static Duration clamped(Duration delay, Duration least, Duration most) {
        return delay.compareTo(least) < 0 ? least : delay.compareTo(most) > 0 ? most : delay;
    }
}
