package filbert.servent.guard;

import java.util.Locale;
import java.util.Optional;

/**
 * What hosts are banned for: the one list of it. How long is decided by {@link Bans}: half an hour for the first, doubled for each that follows.
 * The names are stored.
 */
public enum Offence {
    /** Too many malformed messages: Bye 412 (1-connect, 12). */
    MALFORMED(412),
    /** Too many duplicates: Bye 401 (C-93). */
    DUPLICATES(401),
    /** The owner wants nothing to do with it: no Bye brings this about. */
    BLOCKED(Offence.NO_BYE);

    private static final int NO_BYE = -1;

    private final int bye;

    Offence(int bye) {
        this.bye = bye;
    }

    /** Is a Bye of ours with this code a punishment? Most only say that we part. */
    public static Optional<Offence> ofBye(int code) {
        for (var offence : values()) {
            if (offence.bye == code) {
                return Optional.of(offence);
            }
        }
        return Optional.empty();
    }

    /** Message key below {@code ban.why.}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
