package filbert.servent.routing;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Messages that went no further than here, counted by type and reason. Malformed ones are not among them: their neighbour counts those. Confined to the
 * owner.
 */
public final class Drops {
    /** Why a message was dropped. */
    public enum Reason {
        /** Hops of 255, TTL of 128 or more, TTL and hops together above 15, or a TTL of 0 (1-connect, 1.4). */
        TTL,
        /** Hops on something that is never relayed, or on what a leaf says. */
        RELAYED,
        /** Seen before. */
        DUPLICATE,
        /** Above what one neighbour may say in its time. */
        TOO_MANY,
        /** Too long to be passed on. */
        TOO_LONG,
        /** A query without a word or hash anybody's table could hold. */
        NOTHING_TO_MATCH,
        /** A leaf's query whose hits would go out of band to somebody else. */
        ASTRAY,
        /** A hit or push nobody here knows the way for. */
        NO_ROUTE,
        /** Enough hits of this query have been passed on. */
        ENOUGH_HITS,
        /** A hit that lists name, or a worm. */
        JUNK,
        /** A hit of a host listed as hostile. */
        HOSTILE,
        /** Right in itself, but not from this neighbour to us. */
        UNEXPECTED,
        /** A type we do not know. */
        UNKNOWN;

        /** Message key below {@code network.drop.}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int TYPES = 256;

    private final Map<Reason, long[]> counts = new EnumMap<>(Reason.class);

    void count(int type, Reason reason) {
        counts.computeIfAbsent(reason, _ -> new long[TYPES])[type]++;
    }

    /** @param type the header's, 0 to 255 */
    public long of(int type, Reason reason) {
        var byType = counts.get(reason);
        return byType == null ? 0 : byType[type];
    }

    public long of(int type) {
        return counts.values().stream().mapToLong(byType -> byType[type]).sum();
    }

    /** Those that happened, by the key of their reason. */
    Map<String, Long> byReason(int type) {
        var reasons = new LinkedHashMap<String, Long>();
        counts.forEach((reason, byType) -> {
            if (byType[type] > 0) {
                reasons.put(reason.key(), byType[type]);
            }
        });
        return reasons;
    }
}
