package filbert.household;

import filbert.household.AccessTokens.TokenView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the digests of access tokens. Writes are durable when they return. */
public interface TokenStore {
    /** @return the token's id */
    long insert(long person, String digest, TokenView token);

    List<TokenView> list(long person);

    boolean delete(long person, long id);

    Optional<Found> byDigest(String digest);

    void used(long id, Instant when);

    record Found(long person, TokenView token) {}
}
