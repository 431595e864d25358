package filbert.servent.search;

import filbert.identity.Guid;

/** Somebody whose queries may be answered by datagram. Called on the owner. */
public interface HitSeeker {
    /** How many more results are welcome; none for a query that is not its own, or is over. */
    int wanted(Guid query);

    /**
     * A hit by datagram, from whom it was asked of.
     *
     * @param payload the hit's, which decodes
     */
    void found(Guid query, byte[] payload);
}
