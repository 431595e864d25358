package filbert.household;

import java.time.Instant;

/** Too many wrong ones came from there: none is looked at before {@link #until}. */
public final class TooManyTriesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Instant until;

    public TooManyTriesException(Instant until) {
        super("none before " + until);
        this.until = until;
    }

    public Instant until() {
        return until;
    }
}
