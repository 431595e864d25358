package filbert.sharing.upload;

import filbert.identity.Sha1;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Active queueing 0.1: peers wait on their open connection, ask again after {@link #POLL_MIN} and before {@link #POLL_MAX}, and are served
 * first come, first served (3-transfer, 3.6.1 and 3.6.4). A lost connection loses the place. Owner only.
 */
final class WaitingLine {
    static final Duration POLL_MIN = Duration.ofSeconds(45);
    static final Duration POLL_MAX = Duration.ofMinutes(2);

    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final int WARNINGS = 2;

    private record Wish(InetAddress peer, Sha1 sha1) {}

    private static final class Place {
        private Conversation conversation;
        private long asked;
        private int warnings;

        Place(Conversation conversation, long asked) {
            this.conversation = conversation;
            this.asked = asked;
        }
    }

    enum Poll {
        /** Not in the line. */
        NEW,
        IN_TIME,
        /** Warned; the place is kept. */
        EARLY,
        /** One warning too many; the place is lost. */
        THROWN_OUT
    }

    private final Supplier<UploadSettings> settings;
    private final Map<Wish, Place> places = new LinkedHashMap<>();

    WaitingLine(Supplier<UploadSettings> settings) {
        this.settings = settings;
    }

    int length() {
        return places.size();
    }

    /** Notes that somebody asked, perhaps again. */
    Poll poll(Ask ask, long nanos) {
        forgetTheSilent(nanos);
        var wish = wish(ask);
        var place = places.get(wish);
        if (place == null) {
            return Poll.NEW;
        }
        place.conversation = ask.conversation();
        if (nanos - place.asked >= POLL_MIN.minus(TOLERANCE).toNanos()) {
            place.asked = nanos;
            return Poll.IN_TIME;
        }
        if (place.warnings == WARNINGS) {
            places.remove(wish);
            return Poll.THROWN_OUT;
        }
        place.warnings++;
        return Poll.EARLY;
    }

    private void forgetTheSilent(long nanos) {
        places.values().removeIf(place -> nanos - place.asked > POLL_MAX.plus(TOLERANCE).toNanos());
    }

    /** 1 is next; empty when not in the line. */
    Optional<Integer> position(Ask ask) {
        var wish = wish(ask);
        var position = 1;
        for (var waiting : places.keySet()) {
            if (waiting.equals(wish)) {
                return Optional.of(position);
            }
            position++;
        }
        return Optional.empty();
    }

    /** @return false when the line, or this peer's share of it, is full */
    boolean join(Ask ask, long nanos) {
        var wish = wish(ask);
        var ofPeer = places.keySet().stream().filter(waiting -> waiting.peer.equals(wish.peer)).count();
        if (places.size() >= settings.get().waiting() || ofPeer >= settings.get().slotsPerAddress()) {
            return false;
        }
        places.put(wish, new Place(ask.conversation(), nanos));
        return true;
    }

    void leave(Ask ask) {
        places.remove(wish(ask));
    }

    void gone(Conversation conversation) {
        places.values().removeIf(place -> place.conversation == conversation);
    }

    private static Wish wish(Ask ask) {
        return new Wish(ask.peer(), ask.file().sha1());
    }
}
