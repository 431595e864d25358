package filbert.household;

import filbert.event.Happening;
import java.util.List;
import java.util.Optional;

/** Keeps what happened. Methods block. */
public interface HappeningStore {
    /** In the order in which they happened; durable when it returns. */
    void add(List<Happening> happenings);

    /**
     * Newest first.
     *
     * @param concerning only what concerns everybody or this person; empty: all
     * @param kind the beginning of the kinds wanted, such as {@code download.}; empty: all
     */
    List<Happening> list(Optional<Long> concerning, String kind, int from, int atMost);

    /** How many {@link #list} could give. */
    long count(Optional<Long> concerning, String kind);

    /** Forgets all but the newest so many. @return how many are gone */
    int keepNewest(int most);
}
