package filbert.servent.bootstrap;

import filbert.servent.guard.Prefix;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who told us of hosts: how many of theirs we keep, and how often theirs did not answer. Addresses of one /24 are one teller, whatever way their news
 * came (1-connect, 8.5). Holds no more tellers than there are hosts. Confined to the owner.
 */
final class Tellers {
    private static final int FORGIVEN_FOR_ONE_THAT_ANSWERS = 4;
    private static final int MISSES_PER_STEP = 4;
    private static final int WORST = 10;

    private static final Duration BREATH = Duration.ofMinutes(10); // ours

    private static final class Teller {
        int hosts;
        int misses;
        int named;
        Instant since = Instant.EPOCH;
    }

    private final Map<Object, Teller> tellers = new HashMap<>();

    /** @param source what kind of news it was and from whom, such as {@code try 192.0.2.7} */
    static Object of(String source) {
        var who = whom(source);
        return address(who).<Object>map(Prefix::neighbourhood).orElse(who);
    }

    /** Counts one more host it names. @return false once it has named its whole share within ten minutes: who goes on only costs time */
    boolean mayName(Object who, int share, Instant now) {
        var teller = tellers.get(who);
        if (teller == null) {
            return true;
        }
        if (teller.since.plus(BREATH).isBefore(now)) {
            teller.since = now;
            teller.named = 0;
        }
        return ++teller.named <= share;
    }

    /** Did two providers' customers tell the same? */
    static boolean farApart(String one, String other) {
        var region = address(whom(one)).map(Prefix::region);
        var otherRegion = address(whom(other)).map(Prefix::region);
        return region.isPresent() && otherRegion.isPresent() && !region.equals(otherRegion);
    }

    private static String whom(String source) {
        return source.substring(source.indexOf(' ') + 1);
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    void add(Object teller) {
        tellers.computeIfAbsent(teller, _ -> new Teller()).hosts++;
    }

    void remove(Object teller) {
        tellers.computeIfPresent(teller, (_, known) -> --known.hosts > 0 ? known : null);
    }

    int hostsOf(Object teller) {
        var known = tellers.get(teller);
        return known == null ? 0 : known.hosts;
    }

    /** One of its hosts did not answer. */
    void missed(Object teller) {
        var known = tellers.get(teller);
        if (known != null) {
            known.misses++;
        }
    }

    /** One of its hosts is a servent. */
    void kept(Object teller) {
        var known = tellers.get(teller);
        if (known != null) {
            known.misses = Math.max(0, known.misses - FORGIVEN_FOR_ONE_THAT_ANSWERS);
        }
    }

    /** 0 for who has told no lies, more for who has. */
    int doubt(Object teller) {
        var known = tellers.get(teller);
        return known == null ? 0 : Math.min(WORST, known.misses / MISSES_PER_STEP);
    }
}
