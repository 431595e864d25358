package filbert.servent.guard;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Addresses we want nothing to do with for a while: 30 minutes, twice as long with each offence, at most 12 hours (1-connect, 12). Offences
 * are forgiven a day after the ban. What the owner blocks by hand stays out for {@value #DAYS_BLOCKED} days, and makes way for no other ban. The {@value #MOST} latest, kept over a restart. Listed hostile ranges are shunned besides, for as long as they are
 * listed. Confined to the owner.
 */
public final class Bans {
    static final int MOST = 2_048;
    static final Duration FIRST = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    static final int DAYS_BLOCKED = 365;

    private static final Duration FORGIVEN_AFTER = Duration.ofDays(1);
    private static final int MOST_DOUBLED = 5; // 30 minutes doubled so often is more than 12 hours

    private record Sentence(Ban ban, long untilNanos) {}

    private final Timeline timeline;
    private final InstantSource clock;
    private final Watch watch;
    private final LinkedHashMap<InetAddress, Sentence> bans = new LinkedHashMap<>();

    public Bans(Timeline timeline, InstantSource clock, Watch watch) {
        this.timeline = timeline;
        this.clock = clock;
        this.watch = watch;
    }

    /** What the store kept. Times that passed meanwhile count. */
    public void remember(Collection<Ban> kept) {
        var now = clock.instant();
        for (var ban : kept) {
            if (ban.until().plus(FORGIVEN_AFTER).isAfter(now)) {
                var left = Duration.between(now, ban.until());
                put(new Sentence(ban, timeline.nanos() + shorter(left, longest(ban.why())).toNanos()));
            } else {
                watch.bans().forget(ban.address());
            }
        }
    }

    public void ban(InetAddress offender, Offence why) {
        if (why != Offence.BLOCKED && isBlocked(offender)) {
            return;
        }
        var before = bans.remove(offender);
        var now = timeline.nanos();
        var times = before == null || now - before.untilNanos() > FORGIVEN_AFTER.toNanos() ? 1 : before.ban().times() + 1;
        var term = why == Offence.BLOCKED ? longest(why) : shorter(FIRST.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLED)), LONGEST);
        var since = clock.instant();
        var ban = new Ban(offender, why, times, since, since.plus(term));
        put(new Sentence(ban, now + term.toNanos()));
        watch.bans().save(ban);
    }

    private boolean isBlocked(InetAddress ip) {
        var sentence = bans.get(ip);
        return sentence != null && sentence.ban().why() == Offence.BLOCKED && left(sentence).isPositive();
    }

    private static Duration longest(Offence why) {
        return why == Offence.BLOCKED ? Duration.ofDays(DAYS_BLOCKED) : LONGEST;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void put(Sentence sentence) {
        bans.put(sentence.ban().address(), sentence);
        if (bans.size() > MOST) {
            var oldest = bans.sequencedValues().stream()
                    .map(Sentence::ban)
                    .filter(ban -> ban.why() != Offence.BLOCKED)
                    .findFirst()
                    .orElseGet(() -> bans.firstEntry().getValue().ban())
                    .address();
            bans.remove(oldest);
            watch.bans().forget(oldest);
        }
    }

    /** How long the address is still banned; as long as can be when it is listed as hostile. */
    public Optional<Duration> banned(InetAddress ip) {
        if (isHostile(ip)) {
            return Optional.of(LONGEST);
        }
        return Optional.ofNullable(bans.get(ip)).map(this::left).filter(Duration::isPositive);
    }

    /** Is it in a range that is listed at the moment? */
    public boolean isHostile(InetAddress ip) {
        return watch.hostiles().get().contains(ip);
    }

    private Duration left(Sentence sentence) {
        return Duration.ofNanos(sentence.untilNanos() - timeline.nanos());
    }

    /** @return false when it is not banned */
    public boolean lift(InetAddress ip) {
        watch.bans().forget(ip);
        return bans.remove(ip) != null;
    }

    /** Those in force, newest first. */
    public List<Ban> inForce() {
        return bans.sequencedValues().reversed().stream().filter(sentence -> left(sentence).isPositive()).map(Sentence::ban).toList();
    }

    int remembered() {
        return bans.size();
    }
}
