package filbert.household;

import filbert.event.Signal;
import filbert.household.AccountStore.Account;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The people of this house, held in memory: they are few. Thread-safe. */
public final class Accounts implements People {
    private static final int SHORTEST_PASSWORD = 8;

    /** Hashing is slow by design; a flood of sign-ins must not take the whole machine. */
    private static final int HASHING_AT_ONCE = 2;

    private static final int LONGEST_TYPED_NAME = 200; // above every account's, however it is spelt: failures are remembered by name

    /** The name becomes the name of a folder too. */
    private static final String NAME = "[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,30}[\\p{L}\\p{N}_-])?";

    private final AccountStore store;
    private final PasswordHashing hashing;
    private final InstantSource clock;
    private final Doorkeeper doorkeeper;
    private final FamiliarHouses houses;
    private final Signal changed = new Signal();
    private final Semaphore hashers = new Semaphore(HASHING_AT_ONCE);
    private final Map<Long, Account> accounts = new ConcurrentSkipListMap<>();

    public Accounts(AccountStore store, PasswordHashing hashing, Keepsakes keepsakes, InstantSource clock) {
        this.store = store;
        this.hashing = hashing;
        this.clock = clock;
        this.doorkeeper = new Doorkeeper(clock);
        this.houses = new FamiliarHouses(keepsakes);
        store.accounts().forEach(account -> accounts.put(account.id(), account));
    }

    @Override
    public boolean nobody() {
        return accounts.isEmpty();
    }

    @Override
    public Person create(String name, String password, Role role) {
        checkLength(password);
        return createUnchecked(name, password, role);
    }

    /** As {@link #create}, for a password that the owner of the machine set from outside, however short. */
    synchronized Person createUnchecked(String name, String password, Role role) {
        var normal = normal(name);
        if (byName(normal).isPresent()) {
            throw new IllegalArgumentException("account.problem.name-taken");
        }
        var account = store.insert(new Account(0, normal, role, hash(password), Optional.empty(), clock.instant()));
        accounts.put(account.id(), account);
        return account.person();
    }

    /** Another machine of the house may have changed an account, or made one, since we last looked. */
    public synchronized void lookAgain() {
        var now = store.accounts().stream().collect(Collectors.toMap(Account::id, Function.identity()));
        if (!now.equals(accounts)) {
            accounts.keySet().retainAll(now.keySet());
            accounts.putAll(now);
            changed.raise();
        }
    }

    /** As it is kept. @throws IllegalArgumentException {@code account.problem.name-bad} */
    static String normal(String name) {
        var normal = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        if (!normal.matches(NAME)) {
            throw new IllegalArgumentException("account.problem.name-bad");
        }
        return normal;
    }

    void checkLength(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException("account.problem.password-short");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > hashing.longest()) {
            throw new IllegalArgumentException("account.problem.password-long");
        }
    }

    /** In any spelling of the name, also one whose account is disabled. */
    Optional<Person> named(String name) {
        return name.length() > LONGEST_TYPED_NAME ? Optional.empty() : byName(name).map(Account::person);
    }

    private Optional<Account> byName(String name) {
        var key = key(name);
        return accounts.values().stream().filter(account -> key(account.name()).equals(key)).findFirst();
    }

    private static String key(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Person> authenticate(String name, String password, Origin origin) {
        if (name.length() > LONGEST_TYPED_NAME) {
            return Optional.empty();
        }
        var account = byName(name);
        var knock = knock(name, account, origin);
        if (!doorkeeper.admits(knock)) {
            return Optional.empty();
        }
        // an unknown name costs the same work as a wrong password: somebody's hash is tried in any case
        var tried = account.or(() -> accounts.values().stream().findFirst());
        if (tried.isEmpty() || !matches(password, tried.get().passwordHash()) || account.isEmpty() || account.get().disabled()) {
            return Optional.empty();
        }
        doorkeeper.welcome(knock);
        houses.remember(account.get().id(), origin);
        return account.map(Account::person);
    }

    private Doorkeeper.Knock knock(String name, Optional<Account> account, Origin origin) {
        return new Doorkeeper.Knock(key(name), origin, account.filter(person -> houses.knows(person.id(), origin)).isPresent());
    }

    private boolean matches(String password, String hash) {
        if (password.getBytes(StandardCharsets.UTF_8).length > hashing.longest()) {
            return false;
        }
        hashers.acquireUninterruptibly();
        try {
            return hashing.matches(password, hash);
        } finally {
            hashers.release();
        }
    }

    private String hash(String password) {
        hashers.acquireUninterruptibly();
        try {
            return hashing.hash(password);
        } finally {
            hashers.release();
        }
    }

    @Override
    public Optional<Instant> lockedUntil(String name, Origin origin) {
        return name.length() > LONGEST_TYPED_NAME ? Optional.empty() : doorkeeper.closedUntil(knock(name, byName(name), origin));
    }

    @Override
    public Optional<Person> byId(long id) {
        return account(id).map(Account::person);
    }

    Optional<Account> account(long id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public List<Person> all() {
        return accounts.values().stream().map(Account::person).toList();
    }

    @Override
    public void changePassword(Person person, String oldPassword, String newPassword, Origin origin) {
        checkLength(newPassword);
        if (authenticate(person.name(), oldPassword, origin).isEmpty()) {
            var locked = lockedUntil(person.name(), origin).isPresent();
            throw new IllegalArgumentException(locked ? "account.problem.locked" : "account.problem.wrong-password");
        }
        var hash = hash(newPassword);
        change(person.id(), old -> old.withPassword(hash));
    }

    synchronized void change(long id, UnaryOperator<Account> how) {
        var old = account(id).orElseThrow();
        var changed = how.apply(old);
        store.update(old, changed);
        accounts.put(id, changed);
    }

    /**
     * What owners do to accounts. Whether the actor is an owner is looked up here, under the lock that changes it: of two owners who demote each other
     * at once the second is none any more. On two machines the store has the last word: one of them stays.
     *
     * @throws NotAllowedException when the actor is no owner
     * @throws NoSuchElementException without such a person
     * @throws IllegalArgumentException {@code people.problem.last-owner} when nobody would be left who may do everything
     */
    synchronized Person manage(Person actor, long id, UnaryOperator<Account> how) {
        requireOwner(actor);
        var old = account(id).orElseThrow(() -> none(id));
        var changed = how.apply(old);
        if (!store.update(old, changed)) {
            throw new IllegalArgumentException("people.problem.last-owner");
        }
        accounts.put(id, changed);
        this.changed.raise();
        return changed.person();
    }

    /**
     * As {@link #manage}. What the house lives by is the actor's from now on.
     *
     * @throws IllegalArgumentException {@code people.problem.yourself, last-owner}
     */
    synchronized void remove(Person actor, long id) {
        requireOwner(actor);
        if (!accounts.containsKey(id)) {
            throw none(id);
        }
        if (actor.id() == id) {
            throw new IllegalArgumentException("people.problem.yourself");
        }
        if (!store.remove(id, actor.id())) {
            throw new IllegalArgumentException("people.problem.last-owner");
        }
        accounts.remove(id);
        this.changed.raise();
    }

    /** Those who were removed, on whatever machine, each with whoever has now what others use of theirs. Blocks. */
    Map<Long, Long> departed() {
        var left = store.departed();
        return left.keySet().stream().collect(Collectors.toMap(Function.identity(), one -> heir(one, left)));
    }

    private static long heir(long id, Map<Long, Long> left) {
        var heir = id;
        for (var steps = 0; left.containsKey(heir) && steps < left.size(); steps++) {
            heir = left.get(heir);
        }
        return heir;
    }

    /** Now, whatever the person was when the request began; and not in a lesser role, as a token may give. */
    void requireOwner(Person actor) {
        actor.require(Role.OWNER);
        if (account(actor.id()).filter(Account::isOwner).isEmpty()) {
            throw new NotAllowedException(Role.OWNER);
        }
    }

    static NoSuchElementException none(long id) {
        return new NoSuchElementException("person " + id);
    }

    @Override
    public Optional<Person> active(long id) {
        return account(id).filter(account -> !account.disabled()).map(Account::person);
    }

    List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
