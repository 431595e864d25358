package filbert.household.telling;

import filbert.household.Diary;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Secrets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The word in the address of a person's feeds. Whoever has it may read them, and do nothing else; with another one the old leads
 * nowhere. Its digest alone is kept.
 */
public final class FeedTokens {
    private static final int RANDOM_BYTES = 20;
    private static final String SHAPE = "[a-z2-7]{32}";

    private final FeedTokenStore store;
    private final People people;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Diary diary;

    public FeedTokens(FeedTokenStore store, People people, InstantSource clock, RandomGenerator random) {
        this(store, people, clock, random, Diary.NONE);
    }

    /** @param diary notes whose word was made and revoked */
    public FeedTokens(FeedTokenStore store, People people, InstantSource clock, RandomGenerator random, Diary diary) {
        this.diary = diary;
        this.store = store;
        this.people = people;
        this.clock = clock;
        this.random = random;
    }

    public boolean has(Person person) {
        return store.has(person.id());
    }

    /** In place of the one before. @return the word, shown this once */
    public String make(Person person) {
        var token = Secrets.make(random, RANDOM_BYTES);
        store.keep(person.id(), Secrets.digest(token), clock.instant());
        diary.note(person, "token.feed-made", "");
        return token;
    }

    public void revoke(Person person) {
        store.forget(person.id());
        diary.note(person, "token.feed-revoked", "");
    }

    /** Whose feeds they are; empty when nobody's, or when that person may not come in. */
    public Optional<Person> reader(String token) {
        return token.matches(SHAPE) ? store.person(Secrets.digest(token)).flatMap(people::active) : Optional.empty();
    }
}
