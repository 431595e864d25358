package filbert.household.wish;

import filbert.servent.search.FoundFile;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps wishes and what they found. Writes are durable when they return; methods may block. With a person go their wishes, and with a wish its hits. */
public interface WishStore {
    /** That a wish remembers; more come to nothing, until old ones are forgotten. */
    int MOST_HITS = 1_000;

    /** @return with its id */
    Wish add(Wish wish);

    /** @return false when it is gone */
    boolean change(long id, Plan plan);

    /**
     * Moves a wish on from wherever it is now.
     *
     * @return false when it is gone
     */
    boolean progress(long id, UnaryOperator<Wish.Progress> how);

    boolean remove(long id);

    Optional<Wish> wish(long id);

    /** In the order they were made. */
    List<Wish> of(long person);

    /** How many everybody has. */
    List<Tally> tally();

    /**
     * Active ones whose time has come, or that were asked in what is the future now: somebody set the clock back. First of
     * each person the longest due, then of each the next, and so on: nobody's many keep others' few off the list.
     */
    List<Wish> due(Instant now, int atMost);

    /** How many are active. */
    int active();

    /**
     * Notes what a run found: known ones as seen again, others as new while there is room.
     *
     * @return the new ones; none when the wish is gone
     */
    Met meet(long id, Collection<FoundFile> files, Instant now);

    /** Takes what is known already for seen: it is no news. */
    void know(long id, Collection<FoundFile> files, Instant now);

    Counts counts(long id);

    /** How many files the wishes of a person found that they have not seen. */
    int fresh(long person);

    /** Newest first. */
    List<WishHit> hits(long id, int from, int atMost);

    Optional<WishHit> hit(long id, String hit);

    /** Nothing is new any more. */
    void seen(long id);

    void taken(long id, String hit);

    /** All of them. */
    void forgetHits(long id);

    record Tally(long person, int wishes, int active) {}

    record Counts(int total, int fresh) {
        public boolean full() {
            return total >= MOST_HITS;
        }
    }

    /** @param left how many found no room */
    record Met(List<FoundFile> fresh, int left) {}
}
