package filbert.household;

import java.time.Instant;
import java.util.Optional;

/**
 * A link by which one person may make an account of their own.
 *
 * @param role that they will have
 * @param by who invites
 * @param usedBy the name of who came in by it; empty until then
 */
public record Invitation(long id, Role role, long by, Instant made, Instant expires, Optional<Instant> used, String usedBy) {
    public boolean open(Instant now) {
        return used.isEmpty() && now.isBefore(expires);
    }
}
