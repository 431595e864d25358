package filbert.household;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What scripts sign in with. Only a digest of a token is kept. */
public interface AccessTokens {
    /** @return the token itself, shown this once; acts in {@code role}, at most the person's own */
    String create(Person person, String label, Role role);

    List<TokenView> list(Person person);

    /** @return false when this person has no such token */
    boolean revoke(Person person, long id);

    /**
     * Whom a bearer token speaks for, in the token's role.
     *
     * @throws TooManyTriesException when too many wrong ones came from there, unless this one was right before
     */
    Optional<Person> bearer(String token, Origin origin);

    /** @param prefix the first characters, to tell tokens apart */
    record TokenView(long id, String label, String prefix, Role role, Instant created, @Nullable Instant lastUsed) {}
}
