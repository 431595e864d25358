package filbert.sharing.download;

import filbert.sharing.download.adopt.Client;
import java.nio.file.Path;

/**
 * A take-over as it stands: immutable.
 *
 * @param said bytes that were said to be there and were not here yet; -1 before that is known
 * @param passed bytes of them that have been read
 * @param kept bytes that are here because of it; more than {@code said} when more was there than was said
 * @param proved how many of all the download has are right by its tree
 * @param spoiled bytes that were wrong by the tree and are missing again
 * @param problem message key below {@code adopt.problem.}, or empty
 * @param detail what the problem is about, or empty; escape when shown
 */
public record AdoptionView(
        long download,
        Client client,
        Path file,
        State state,
        long said,
        long passed,
        long kept,
        long proved,
        long spoiled,
        String problem,
        String detail) {
    /** Message keys are {@code adopt.state.} and the name in small letters. */
    public enum State {
        WAITING,
        COPYING,
        PROVING,
        DONE,
        FAILED,
        LEFT
    }
}
