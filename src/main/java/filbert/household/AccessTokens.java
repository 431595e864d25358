package filbert.household;

import filbert.event.Signal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What scripts sign in with. Only a digest of a token is kept. */
public interface AccessTokens {
    /**
     * @return the token itself, shown this once
     * @throws NotAllowedException for a role above the person's own
     * @throws IllegalArgumentException with a key below {@code account.problem.}: {@code label, scopes, networks, too-many-tokens}
     */
    String create(Person person, String label, Rights rights);

    /** A token for everything its role may, from anywhere. */
    default String create(Person person, String label, Role role) {
        return create(person, label, Rights.all(role));
    }

    List<TokenView> list(Person person);

    /** @return false when this person has no such token */
    boolean revoke(Person person, long id);

    /** Raised after a token has been revoked. */
    Signal revoked();

    /** Is there still such a token? Counts as neither use nor guess: for what a token began and would go on with. Blocks. */
    boolean holds(String token);

    /**
     * Whom a bearer token speaks for. Where it may be used from is in its rights, and not looked at here.
     *
     * @throws TooManyTriesException when too many wrong ones came from there, unless this one was right before
     */
    Optional<Bearer> bearer(String token, Origin origin);

    /**
     * What a token may.
     *
     * @param role at most its person's own; it acts in the lesser of both
     * @param networks it may be used from; empty: from anywhere
     */
    record Rights(Role role, Set<Scope> scopes, List<AddressRange> networks) {
        public Rights {
            scopes = Set.copyOf(scopes);
            networks = List.copyOf(networks);
        }

        public static Rights all(Role role) {
            return new Rights(role, EnumSet.allOf(Scope.class), List.of());
        }

        public boolean holdsFrom(@Nullable InetAddress caller) {
            return networks.isEmpty() || caller != null && networks.stream().anyMatch(range -> range.contains(caller));
        }
    }

    /** @param person in the role the token gives */
    record Bearer(Person person, Rights rights) {}

    /** @param prefix the first characters, to tell tokens apart */
    record TokenView(long id, String label, String prefix, Rights rights, Instant created, @Nullable Instant lastUsed) {
        TokenView numbered(long id) {
            return new TokenView(id, label, prefix, rights, created, lastUsed);
        }
    }
}
