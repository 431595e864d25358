package filbert.servent.topology;

import filbert.net.AddressScope;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.SeenAt;
import filbert.servent.guard.Prefix;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which address of one family the network sees us at: believed when three peers of different regions in a row say the same (1-connect, 9). Confined to
 * the owner.
 */
final class AddressVotes {
    static final int NEEDED = 3;

    private final AddressScope scope;
    private final Set<Prefix> voters = new HashSet<>();
    private @Nullable InetAddress candidate;
    private @Nullable InetAddress believed;

    AddressVotes(AddressScope scope) {
        this.scope = scope;
    }

    /** @return true when the belief changed */
    boolean vote(InetAddress voter, InetAddress claim) {
        if (!scope.admits(claim)) {
            return false; // a private address is not believed over a public one
        }
        if (claim.equals(believed)) {
            candidate = null;
            voters.clear();
            return false;
        }
        if (!claim.equals(candidate)) {
            candidate = claim;
            voters.clear();
        }
        voters.add(Prefix.region(voter));
        if (voters.size() < NEEDED) {
            return false;
        }
        believed = claim;
        candidate = null;
        voters.clear();
        return true;
    }

    /** Empty while nobody has named an address. */
    Optional<SeenAt> view(Family family) {
        return believed == null && candidate == null
                ? Optional.empty()
                : Optional.of(new SeenAt(family, believed, candidate, voters.size(), NEEDED));
    }

    Optional<InetAddress> believed() {
        return Optional.ofNullable(believed);
    }

    /** Believed, or said by one peer so far. */
    Optional<InetAddress> likely() {
        return Optional.ofNullable(believed != null ? believed : candidate);
    }
}
