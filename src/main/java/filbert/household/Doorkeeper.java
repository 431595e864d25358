package filbert.household;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often a password may be tried: by one house with one name, by one house at all, and with one name by all houses its person never signed
 * in from. So nobody elsewhere can lock out a person at home, and nobody with many addresses can go on guessing. Thread-safe.
 */
final class Doorkeeper {
    private static final int TRIES = 5;
    private static final int TRIES_OF_A_HOUSE = 20;
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final int TRIES_OF_STRANGERS = 50;
    private static final Duration PAUSE_OF_STRANGERS = Duration.ofHours(1);

    private final Patience withOneName;
    private final Patience ofOneHouse;
    private final Patience ofStrangers;

    /** Somebody at the door. @param name in the one spelling that stands for all. @param familiar signed in with it from there before */
    record Knock(String name, Origin origin, boolean familiar) {
        private String pair() {
            return origin.text() + " " + name;
        }

        private String house() {
            return origin.text();
        }
    }

    Doorkeeper(InstantSource clock) {
        withOneName = new Patience(TRIES, PAUSE, clock);
        ofOneHouse = new Patience(TRIES_OF_A_HOUSE, PAUSE, clock);
        ofStrangers = new Patience(TRIES_OF_STRANGERS, PAUSE_OF_STRANGERS, clock);
    }

    /** Takes a try. @return false when there is none for now */
    synchronized boolean admits(Knock knock) {
        return closedUntil(knock).isEmpty()
                && take(ofOneHouse, knock.house(), knock) // first: it bounds how many names one house can make us remember
                && take(withOneName, knock.pair(), knock)
                && (knock.familiar() || ofStrangers.take(knock.name()));
    }

    private static boolean take(Patience patience, String who, Knock knock) {
        return knock.familiar() ? patience.takeKnown(who) : patience.take(who);
    }

    /** The password was right. Tries with other names stay taken: an account of one's own is no means to guess at others'. */
    synchronized void welcome(Knock knock) {
        withOneName.restore(knock.pair());
        ofOneHouse.giveBack(knock.house());
        if (!knock.familiar()) {
            ofStrangers.giveBack(knock.name());
        }
    }

    synchronized Optional<Instant> closedUntil(Knock knock) {
        var strangers = knock.familiar() ? Optional.<Instant>empty() : ofStrangers.closedUntil(knock.name());
        return Stream.of(closedUntil(withOneName, knock.pair(), knock), closedUntil(ofOneHouse, knock.house(), knock), strangers)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private static Optional<Instant> closedUntil(Patience patience, String who, Knock knock) {
        return knock.familiar() ? patience.pauseOf(who) : patience.closedUntil(who);
    }
}
