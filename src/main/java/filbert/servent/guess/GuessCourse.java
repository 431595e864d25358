package filbert.servent.guess;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.dynamicquery.Outcome;
import filbert.servent.dynamicquery.Why;
import filbert.wire.message.Query;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One search by datagram, and whom it asked: nobody twice, but for a key that was wrong. Confined to the owner. */
final class GuessCourse {
    static final int MOST_OF_ONE_HOST = 100; // results: no more are wanted of all

    /** One that has the query. */
    private static final class Asked {
        final @Nullable HostAddress address;
        int left = MOST_OF_ONE_HOST;
        boolean refused;

        Asked(@Nullable HostAddress address) {
            this.address = address;
        }
    }

    private final Guid query;
    private final Function<byte[], Query> withKey;
    private final IntSupplier results;
    private final Outcome outcome;
    private final Map<Object, Asked> known = new HashMap<>(); // bounded by GuessSearches.MOST_HOSTS and the neighbours
    private final ArrayDeque<HostAddress> again = new ArrayDeque<>();
    private int asked;
    private final long begun;
    private long lastSent;

    GuessCourse(Guid query, Function<byte[], Query> withKey, IntSupplier results, Outcome outcome, long now) {
        this.query = query;
        this.withKey = withKey;
        this.results = results;
        this.outcome = outcome;
        this.begun = now;
        this.lastSent = now;
    }

    /** The same search goes on: who was asked is not asked again, and as many more may be. */
    GuessCourse again(Function<byte[], Query> key, IntSupplier found, Outcome told, long now) {
        var next = new GuessCourse(query, key, found, told, now);
        next.known.putAll(known);
        return next;
    }

    Guid query() {
        return query;
    }

    Query queryWith(byte[] key) {
        return withKey.apply(key);
    }

    int results() {
        return results.getAsInt();
    }

    /** Nanoseconds since it began. */
    long age(long now) {
        return now - begun;
    }

    int asked() {
        return asked;
    }

    void ended(Why why) {
        outcome.ended(why);
    }

    /** It has the query from us already, by another way. */
    void has(Object who) {
        known.putIfAbsent(who, new Asked(null));
    }

    boolean knows(Object who) {
        return known.containsKey(who);
    }

    void asks(Object who, HostAddress host) {
        known.put(who, new Asked(host));
        asked++;
        outcome.asked(asked);
    }

    /** Was this very host asked? */
    boolean asked(Object who, HostAddress host) {
        var is = known.get(who);
        return is != null && host.equals(is.address);
    }

    /** The key was wrong: once more with the one it gave. */
    void refused(Object who, HostAddress host) {
        var is = known.get(who);
        if (is != null && !is.refused) {
            is.refused = true;
            again.add(host);
        }
    }

    Optional<HostAddress> nextAgain() {
        return Optional.ofNullable(again.poll());
    }

    /** @return false when that is more than one host can be wanted to bring */
    boolean takes(Object who, int more) {
        var is = known.get(who);
        if (is == null || more > is.left) {
            return false;
        }
        is.left -= more;
        return true;
    }

    void sent(long now) {
        lastSent = now;
    }

    boolean idle(long now, Duration patience) {
        return now - lastSent >= patience.toNanos();
    }
}
