package filbert.household;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps invitations, of their secrets the digests alone. Writes are durable when they return. */
public interface InvitationStore {
    /** @return its id */
    long insert(Invitation invitation, String digest);

    /** Newest first. */
    List<Invitation> all();

    Optional<Invitation> byDigest(String digest);

    /** Takes it, if nobody did: of several at once one is told true. @param name of who comes in by it, as an account may have it */
    boolean take(long id, String name, Instant now);

    /** Nobody came in by it after all. */
    void giveBack(long id);

    boolean delete(long id);

    /** Deletes those that ended before. */
    void forget(Instant endedBefore);
}
