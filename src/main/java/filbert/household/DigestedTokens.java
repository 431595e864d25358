package filbert.household;

import filbert.event.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tokens of 160 random bits, of which only the SHA-256 is kept; and one that the environment may give to the owner. Thread-safe. */
public final class DigestedTokens implements AccessTokens {
    private static final String START = "filbert_";
    private static final int RANDOM_BYTES = 20;
    private static final int PREFIX = START.length() + 4;
    private static final int MOST_TOKENS = 100;
    private static final int MOST_NETWORKS = 10;
    private static final int LONGEST_LABEL = 60;

    /** "Last used" is for people: it need not be written on every request. */
    private static final Duration LAST_USED_STEP = Duration.ofMinutes(5);

    private final TokenStore store;
    private final People people;
    private final Optional<String> ownersDigest;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final TokenGuesses guesses;
    private final Diary diary;
    private final Signal revoked = new Signal();

    /** @param ownersToken {@code FILBERT_OWNER_TOKEN}, or empty */
    public DigestedTokens(TokenStore store, People people, String ownersToken, InstantSource clock, RandomGenerator random) {
        this(store, people, ownersToken, clock, random, Diary.NONE);
    }

    /** @param diary notes whose tokens were made and revoked, by what they are called */
    public DigestedTokens(TokenStore store, People people, String ownersToken, InstantSource clock, RandomGenerator random, Diary diary) {
        this.diary = diary;
        this.store = store;
        this.people = people;
        this.ownersDigest = ownersToken.isEmpty() ? Optional.empty() : Optional.of(Secrets.digest(ownersToken));
        this.clock = clock;
        this.random = random;
        this.guesses = new TokenGuesses(clock);
    }

    @Override
    public String create(Person person, String label, Rights rights) {
        person.require(rights.role());
        if (rights.scopes().isEmpty()) {
            throw new IllegalArgumentException("account.problem.scopes");
        }
        if (rights.networks().size() > MOST_NETWORKS) {
            throw new IllegalArgumentException("account.problem.networks");
        }
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("account.problem.label");
        }
        if (store.list(person.id()).size() >= MOST_TOKENS) {
            throw new IllegalArgumentException("account.problem.too-many-tokens");
        }
        var token = START + Secrets.make(random, RANDOM_BYTES);
        store.insert(
                person.id(), Secrets.digest(token), new TokenView(0, label.strip(), token.substring(0, PREFIX), rights, clock.instant(), null));
        diary.note(person, "token.made", label.strip());
        return token;
    }

    @Override
    public List<TokenView> list(Person person) {
        return store.list(person.id());
    }

    @Override
    public boolean revoke(Person person, long id) {
        var label = store.list(person.id()).stream().filter(token -> token.id() == id).map(TokenView::label).findFirst().orElse("");
        var gone = store.delete(person.id(), id);
        if (gone) {
            diary.note(person, "token.revoked", label);
            revoked.raise();
        }
        return gone;
    }

    /** A token may have been revoked on another machine of the house. */
    public void lookAgain() {
        revoked.raise();
    }

    @Override
    public Signal revoked() {
        return revoked;
    }

    @Override
    public boolean holds(String token) {
        var digest = Secrets.digest(token);
        return ownersDigest.filter(digest::equals).isPresent() || store.byDigest(digest).isPresent();
    }

    @Override
    public Optional<Bearer> bearer(String token, Origin origin) {
        var digest = Secrets.digest(token);
        guesses.admit(digest, origin);
        var found = owner(digest);
        if (found.isPresent()) {
            guesses.right(digest, origin);
        } else {
            guesses.wrong(digest, origin);
        }
        return found;
    }

    private Optional<Bearer> owner(String digest) {
        if (ownersDigest.filter(digest::equals).isPresent()) {
            return people.all().stream()
                    .filter(person -> person.role() == Role.OWNER)
                    .flatMap(person -> people.active(person.id()).stream())
                    .findFirst()
                    .map(owner -> new Bearer(owner, Rights.all(Role.OWNER)));
        }
        return store.byDigest(digest).flatMap(this::speaker);
    }

    private Optional<Bearer> speaker(TokenStore.Found found) {
        var token = found.token();
        var now = clock.instant();
        if (token.lastUsed() == null || token.lastUsed().plus(LAST_USED_STEP).isBefore(now)) {
            store.used(token.id(), now);
        }
        var role = token.rights().role();
        return people.active(found.person())
                .map(person -> new Bearer(person.role().includes(role) ? person.in(role) : person, token.rights()));
    }
}
