package filbert.household;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * So many wrong tokens from one house, then no new ones from there for a while. No number of guesses finds 160 random bits; they only cost work.
 * So tokens that were right before are never kept out by somebody else's wrong ones. Thread-safe.
 */
final class TokenGuesses {
    static final int TRIES = 30;

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 1_000;

    private final InstantSource clock;
    private final Patience patience;
    private final Set<String> known = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    TokenGuesses(InstantSource clock) {
        this.clock = clock;
        patience = new Patience(TRIES, PAUSE, clock);
    }

    /** Takes a try. @throws TooManyTriesException when there is none for now */
    synchronized void admit(String digest, Origin origin) {
        if (!known.contains(digest) && !patience.take(origin.text())) {
            throw new TooManyTriesException(patience.closedUntil(origin.text()).orElseGet(clock::instant));
        }
    }

    synchronized void right(String digest, Origin origin) {
        if (known.add(digest)) {
            patience.giveBack(origin.text());
        }
    }

    /** Known no longer: the token was revoked. */
    synchronized void wrong(String digest, Origin origin) {
        if (known.remove(digest)) {
            patience.take(origin.text());
        }
    }
}
