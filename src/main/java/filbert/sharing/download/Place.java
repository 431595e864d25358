package filbert.sharing.download;

import filbert.sharing.download.http.QueueTicket;
import filbert.sharing.download.http.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Our place in a source's queue, or the slot it led to, as last told (3-transfer, 3.6). Times are nanos of the owner's timeline.
 *
 * @param id names the place; empty for one that is lost with the connection
 * @param position 1 is next; 0 when nobody said, or while we are served
 * @param earliest to ask not before
 * @param due when we mean to ask
 * @param lost when it is given to others
 */
record Place(Optional<String> id, int position, OptionalInt length, OptionalLong eta, long earliest, long due, long lost) {
    static Place of(Turn turn, long now) {
        return new Place(
                turn.id(),
                turn.position(),
                turn.length().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                turn.eta().map(eta -> OptionalLong.of(now + eta.toNanos())).orElseGet(OptionalLong::empty),
                now + turn.earliest().toNanos(),
                now + turn.due().toNanos(),
                now + turn.lost().toNanos());
    }

    /** One whose turn it is. */
    static Place served(String id, long now) {
        return new Place(Optional.of(id), 0, OptionalInt.empty(), OptionalLong.empty(), now, now, now);
    }

    /** As it was kept. A clock that was set meanwhile does not make us wait longer than anybody may. */
    static Place of(DownloadStore.StoredPlace stored, Engine engine) {
        var earliest = engine.now() + atMostADay(engine, stored.earliest());
        var lost = Math.max(earliest, engine.now() + atMostADay(engine, stored.lost()));
        return new Place(Optional.of(stored.id()), stored.position(), OptionalInt.empty(), OptionalLong.empty(), earliest, earliest, lost);
    }

    private static long atMostADay(Engine engine, Instant moment) {
        var ahead = Duration.between(engine.clock().instant(), moment);
        return ahead.isNegative() ? 0 : ahead.compareTo(Reaction.DAY) < 0 ? ahead.toNanos() : Reaction.DAY.toNanos();
    }

    /** To be kept; empty for one that is lost with its connection. */
    Optional<DownloadStore.StoredPlace> stored(HostKey host, Engine engine) {
        var now = engine.clock().instant();
        return id.map(name -> new DownloadStore.StoredPlace(
                host.address(), host.servent(), name, position, now.plusNanos(earliest - engine.now()), now.plusNanos(lost - engine.now())));
    }

    /** As it is called again: at once, by the server itself. */
    Place called(long now) {
        return new Place(id, position, length, eta, now, now, Math.max(lost, now));
    }

    Place named(Optional<String> name) {
        return new Place(name, position, length, eta, earliest, due, lost);
    }

    boolean isNamed(String other) {
        return id.filter(own -> own.equalsIgnoreCase(other)).isPresent();
    }

    /** Are we in line, as far as we know? */
    boolean waits() {
        return position > 0;
    }

    Optional<QueueTicket> ticket() {
        return id.map(name -> new QueueTicket(name, position));
    }
}
