package filbert.sharing.upload;

import java.util.Optional;

/** What becomes of an {@link Ask} (3-transfer, 3.5, step 9). */
sealed interface Verdict {
    /**
     * A slot is held until {@link Desk#finished}.
     *
     * @param id the peer's in our line
     */
    record Granted(Transfer transfer, Optional<String> id) implements Verdict {}

    /**
     * No slot, but a place in the line as long as the connection lasts.
     *
     * @param position 1 is next
     * @param length of the whole line
     */
    record Queued(int position, int length) implements Verdict {}

    /**
     * No slot, but a place in the line.
     *
     * @param retryAfter seconds
     * @param stays on this connection
     */
    record Enlisted(filbert.wire.header.Queued place, long retryAfter, boolean stays) implements Verdict {}

    /** No slot, no place in the line. */
    record Busy() implements Verdict {}

    /** Asked too early too often: no longer in the line, and not again for a while. */
    record TooEager() implements Verdict {}

    /** This address is being sent this file already. */
    record AlreadySending() implements Verdict {}
}
