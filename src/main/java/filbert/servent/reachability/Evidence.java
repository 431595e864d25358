package filbert.servent.reachability;

import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.servent.Reachability.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one way to reach us. A proof lasts half an hour; when the last one is older than twenty minutes two neighbours are asked for
 * another, so that a way that works is not doubted. Confined to the owner.
 */
final class Evidence {
    static final Duration LASTS = Duration.ofMinutes(30); // 1-connect, 9
    static final Duration ROUND_EVERY = Duration.ofMinutes(20); // 1-connect, 9
    static final Duration VERDICT_AFTER = Duration.ofSeconds(30); // LimeWire's: 1-connect, 9
    static final int ASKED_AT_ONCE = 2; // 1-connect, 9

    private final Timeline timeline;
    private final Duration patience;
    private final List<HostAddress> asked = new ArrayList<>();
    private @Nullable Long provedAt;
    private @Nullable Long askedAt;
    private @Nullable Long roundBegan;
    private @Nullable Long unansweredSince;

    /** @param patience until nobody's coming is a verdict */
    Evidence(Timeline timeline, Duration patience) {
        this.timeline = timeline;
        this.patience = patience;
    }

    void proved() {
        provedAt = timeline.nanos();
        unansweredSince = null;
    }

    void asked(HostAddress neighbour) {
        var now = timeline.nanos();
        if (roundBegan == null || isOver(roundBegan)) {
            beginRound();
        }
        asked.add(neighbour);
        askedAt = now;
        unansweredSince = unansweredSince == null ? now : unansweredSince;
    }

    /** From now on others may be asked. */
    void beginRound() {
        roundBegan = timeline.nanos();
        asked.clear();
    }

    /** How many more neighbours should be asked now. */
    int wanted() {
        if (provedAt != null && !isOver(provedAt)) {
            return 0;
        }
        return roundBegan == null || isOver(roundBegan) ? ASKED_AT_ONCE : ASKED_AT_ONCE - asked.size();
    }

    private boolean isOver(long began) {
        return timeline.nanos() - began >= ROUND_EVERY.toNanos();
    }

    /** Our address changed: what was true of the old one need not be of the new. */
    void forget() {
        provedAt = null;
        roundBegan = null;
        unansweredSince = null;
        asked.clear();
    }

    Verdict verdict() {
        if (proofAge().filter(age -> age.compareTo(LASTS) < 0).isPresent()) {
            return Verdict.REACHABLE;
        }
        return unansweredSince != null && timeline.nanos() - unansweredSince >= patience.toNanos() ? Verdict.FIREWALLED : Verdict.UNKNOWN;
    }

    Optional<Duration> proofAge() {
        return age(provedAt);
    }

    Optional<Duration> askedAge() {
        return age(askedAt);
    }

    private Optional<Duration> age(@Nullable Long when) {
        return when == null ? Optional.empty() : Optional.of(Duration.ofNanos(timeline.nanos() - when));
    }

    /** In the latest round. */
    List<HostAddress> asked() {
        return List.copyOf(asked);
    }
}
