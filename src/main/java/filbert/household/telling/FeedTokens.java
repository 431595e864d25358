package filbert.household.telling;

import filbert.household.People;
import filbert.household.Person;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** The word in the address of a person's feeds. Whoever has it may read them, and do nothing else; with another one the old leads nowhere. */
public final class FeedTokens {
    private static final int RANDOM_BYTES = 20;
    private static final String SHAPE = "[0-9a-f]{40}";

    private final FeedTokenStore store;
    private final People people;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public FeedTokens(FeedTokenStore store, People people, InstantSource clock) {
        this.store = store;
        this.people = people;
        this.clock = clock;
    }

    public Optional<String> of(Person person) {
        return store.of(person.id());
    }

    /** In place of the one before. */
    public String make(Person person) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        store.keep(person.id(), token, clock.instant());
        return token;
    }

    public void revoke(Person person) {
        store.forget(person.id());
    }

    /** Whose feeds they are; empty when nobody's, or when that person may not come in. */
    public Optional<Person> reader(String token) {
        return token.matches(SHAPE) ? store.person(token).flatMap(people::active) : Optional.empty();
    }
}
