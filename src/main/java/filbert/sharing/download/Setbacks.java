package filbert.sharing.download;

import java.time.Duration;

/** When a source that failed us is tried again, and when never (3-transfer, 3.8.3). Owner only. */
final class Setbacks {
    private static final Duration BROKEN_WAIT = Duration.ofSeconds(15); // ours: after a link lost in the middle, doubling
    private static final int MAX_DOUBLINGS = 6;
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1); // 3-transfer, 3.8.3: "60 s·2ⁿ ≤ 1 h, 8 tries"
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final int TRIES = 8;
    private static final int HEARSAY_TRIES = 2; // 3-transfer, 3.15: "2 connection attempts per address per hour unless confirmed"
    private static final Duration HEARSAY_RETRY = Duration.ofMinutes(30);

    private final Fetching fetching;
    private final Candidate candidate;
    private final Meshed meshed;

    Setbacks(Fetching fetching, Candidate candidate, Meshed meshed) {
        this.fetching = fetching;
        this.candidate = candidate;
        this.meshed = meshed;
    }

    void rest(Duration delay, Grounds why) {
        candidate.rest(fetching.around().now() + delay.toNanos(), why);
    }

    /** Nobody answered. Nobody's fault where nobody could be reached. */
    void unreached(Grounds why) {
        if (!fetching.around().wayOut()) {
            candidate.rest(fetching.around().now(), Grounds.NONE);
            return;
        }
        var tries = candidate.unreachedAgain();
        if (candidate.hearsay()) {
            unproven(tries, why);
        } else if (tries >= TRIES) {
            candidate.drop(why);
        } else {
            var wait = FIRST_RETRY.multipliedBy(1L << (tries - 1));
            rest(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY, why);
        }
    }

    /** Somebody may have named it to have it called. */
    private void unproven(int tries, Grounds why) {
        if (tries < HEARSAY_TRIES) {
            rest(HEARSAY_RETRY, why);
        } else {
            candidate.drop(why);
            meshed.failed(candidate, fetching.around().sha1());
        }
    }

    /** The link was lost in the middle. */
    void broke(Grounds why) {
        if (!fetching.around().wayOut()) {
            candidate.rest(fetching.around().now(), Grounds.NONE);
            return;
        }
        rest(BROKEN_WAIT.multipliedBy(1L << Math.min(MAX_DOUBLINGS, candidate.brokenAgain() - 1)), why);
    }
}
