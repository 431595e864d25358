package filbert.sharing.upload;

/** What becomes of an {@link Ask} (3-transfer, 3.5, step 9). */
sealed interface Verdict {
    /** A slot is held until {@link Desk#finished}. */
    record Granted(Transfer transfer) implements Verdict {}

    /**
     * No slot, but a place in the line.
     *
     * @param position 1 is next
     * @param length of the whole line
     */
    record Queued(int position, int length) implements Verdict {}

    /** No slot, no place in the line. */
    record Busy() implements Verdict {}

    /** Asked too early three times: no longer in the line. */
    record TooEager() implements Verdict {}

    /** This address is being sent this file already. */
    record AlreadySending() implements Verdict {}
}
