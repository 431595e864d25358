package filbert.sharing.download;

import filbert.sharing.download.http.QueueTicket;
import filbert.sharing.download.http.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How we stand with one source's queue: our place in it, and when it will hear us again (3-transfer, 3.6). Times are nanos of the owner's timeline.
 * Owner only.
 */
final class Footing {
    static final int MAX_RENAMED = 3; // ours: a queue that forgets us each time is none

    private @Nullable Place place;
    private long notBefore;
    private int renamed; // names of our place in a row, each another

    Footing(long now) {
        notBefore = now;
    }

    /** As its queue demands, whatever anybody wishes. */
    long notBefore() {
        return notBefore;
    }

    /** Our place in its queue, or the slot it led to; null when it told of none lately. */
    @Nullable Place place() {
        return place;
    }

    Optional<String> parqId() {
        return place == null ? Optional.empty() : place.id();
    }

    /** To be shown with every request, whatever became of the place. */
    Optional<QueueTicket> ticket() {
        return place == null ? Optional.empty() : place.ticket();
    }

    /** It lets us wait. @return false when it gives the place another name each time: then there is none */
    boolean queued(Turn turn, long now) {
        var known = parqId();
        var told = Place.of(turn, now);
        renamed = known.isPresent() && told.id().isPresent() && !told.isNamed(known.get()) ? renamed + 1 : 0;
        takes(told.id().isPresent() ? told : told.named(known));
        if (renamed < MAX_RENAMED) {
            return true;
        }
        loses();
        return false;
    }

    /** It serves us. What it calls the slot outlives the connection. @return whether that is news */
    boolean served(Optional<String> id, long now) {
        renamed = 0;
        var before = parqId();
        var known = id.or(() -> before);
        place = known.map(name -> Place.served(name, now)).orElse(null);
        notBefore = now;
        return !known.equals(before);
    }

    void takes(Place other) {
        place = other;
        notBefore = other.earliest();
    }

    /** It wants to hear nothing of us for a while, whatever anybody wishes. */
    void thrownOut(long until) {
        loses();
        notBefore = until;
    }

    private void loses() {
        place = null;
        renamed = 0;
    }

    /** Nothing is wanted of the source any more. */
    void drop() {
        place = null;
    }

    /** Each goes on with what the other had. */
    void exchange(Footing other) {
        var own = place;
        place = other.place;
        other.place = own;
        notBefore = place == null ? notBefore : place.earliest();
        other.notBefore = own == null ? other.notBefore : own.earliest();
    }

    /** Do we wait where that one's turn is sooner? */
    boolean wouldGainBy(Place other) {
        return place != null && place.waits() && place.id().isPresent() && other.position() < place.position();
    }

    /** The server itself says that it is our turn now. */
    void called(long now) {
        notBefore = now;
        if (place != null) {
            place = place.called(now);
        }
    }

    boolean waits() {
        return place != null && place.waits();
    }

    /** The place people see: none once it was given to others. */
    Optional<Place> inLine(long now) {
        return Optional.ofNullable(place).filter(own -> own.waits() && now < own.lost());
    }
}
