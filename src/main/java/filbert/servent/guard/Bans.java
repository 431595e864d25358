package filbert.servent.guard;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Addresses we want nothing to do with for a while: 30 minutes, twice as long with each offence, at most 12 hours (1-connect, 12). Offences
 * are forgiven a day after the ban. In memory, the {@value #MOST} latest. Confined to the owner.
 */
public final class Bans {
    static final int MOST = 2_048;
    static final Duration FIRST = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);

    private static final Duration FORGIVEN_AFTER = Duration.ofDays(1);

    private record Ban(long untilNanos, Duration length) {}

    private final Timeline timeline;
    private final LinkedHashMap<InetAddress, Ban> bans = new LinkedHashMap<>();

    public Bans(Timeline timeline) {
        this.timeline = timeline;
    }

    public void ban(InetAddress offender) {
        var now = timeline.nanos();
        var before = bans.remove(offender);
        var length = before == null || now - before.untilNanos() > FORGIVEN_AFTER.toNanos() ? FIRST : min(before.length().multipliedBy(2));
        bans.put(offender, new Ban(now + length.toNanos(), length));
        if (bans.size() > MOST) {
            bans.pollFirstEntry();
        }
    }

    /** How long the address is still banned. */
    public Optional<Duration> banned(InetAddress ip) {
        return Optional.ofNullable(bans.get(ip)).map(ban -> Duration.ofNanos(ban.untilNanos() - timeline.nanos())).filter(Duration::isPositive);
    }

    int remembered() {
        return bans.size();
    }

    private static Duration min(Duration length) {
        return length.compareTo(LONGEST) < 0 ? length : LONGEST;
    }
}
