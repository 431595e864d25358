package filbert.servent.search;

import java.time.Duration;
import java.util.Optional;

/** Words nobody would answer, or not now. {@code key} is a message key below {@code search.refused.}. */
public final class UnsearchableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final Duration wait;

    public UnsearchableException(String key) {
        this(key, Duration.ZERO);
    }

    /** @param wait after which it will do */
    public UnsearchableException(String key, Duration wait) {
        super(key);
        this.key = key;
        this.wait = wait;
    }

    public String key() {
        return key;
    }

    /** After how long the same will do; empty when nobody can tell, or never. */
    public Optional<Duration> afterwards() {
        return wait.isPositive() ? Optional.of(wait) : Optional.empty();
    }
}
