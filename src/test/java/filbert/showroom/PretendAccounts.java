package filbert.showroom;

import filbert.household.AccountStore;
import filbert.household.Accounts;
import filbert.household.Invitation;
import filbert.household.InvitationStore;
import filbert.household.Keepsakes;
import filbert.household.PasswordHashing;
import filbert.household.Person;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Three people whose password is {@value #PASSWORD}, and invitations, all of it forgotten in the end. */
public final class PretendAccounts implements AccountStore, InvitationStore, PasswordHashing, Keepsakes {
    public static final String PASSWORD = "hazel bush hedge";

    private final Map<Long, Account> accounts = Collections.synchronizedMap(new TreeMap<>());
    private final Map<Long, Invitation> invitations = Collections.synchronizedMap(new TreeMap<>(Collections.reverseOrder()));
    private final Map<String, Long> digests = new ConcurrentHashMap<>();
    private final Map<String, String> facts = new ConcurrentHashMap<>();
    public final Map<Long, Long> departed = new ConcurrentHashMap<>();
    private long last;

    PretendAccounts() {
        restore();
    }

    /** As they were at first. */
    public void restore() {
        accounts.clear();
        Stream.of(PretendHouse.OWNER, PretendHouse.MEMBER, PretendHouse.GUEST).forEach(person -> accounts.put(person.id(), account(person)));
    }

    private static Account account(Person person) {
        return new Account(person.id(), person.name(), person.role(), PASSWORD, Optional.empty(), PretendHouse.NOW.minusSeconds(86_400 * person.id()));
    }

    Accounts desk() {
        return new Accounts(this, this, this, InstantSource.fixed(PretendHouse.NOW));
    }

    @Override
    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized Account insert(Account account) {
        var numbered = account.numbered(100 + ++last);
        accounts.put(numbered.id(), numbered);
        return numbered;
    }

    @Override
    public boolean update(Account before, Account after) {
        if (before.isOwner() && !after.isOwner() && !hasOwnerBesides(after.id())) {
            return false;
        }
        accounts.put(after.id(), after);
        return true;
    }

    private boolean hasOwnerBesides(long id) {
        return accounts.values().stream().anyMatch(account -> account.id() != id && account.isOwner());
    }

    @Override
    public boolean remove(long id, long heir) {
        if (!hasOwnerBesides(id)) {
            return false;
        }
        accounts.remove(id);
        departed.put(id, heir);
        return true;
    }

    @Override
    public Map<Long, Long> departed() {
        return departed;
    }

    @Override
    public Map<Long, Instant> lastSeen() {
        return Map.of(PretendHouse.MEMBER.id(), PretendHouse.NOW.minusSeconds(7_200));
    }

    @Override
    public void seen(Map<Long, Instant> lastSeen) {}

    @Override
    public synchronized long insert(Invitation one, String digest) {
        var id = ++last;
        invitations.put(id, new Invitation(id, one.role(), one.by(), one.made(), one.expires(), one.used(), one.usedBy()));
        digests.put(digest, id);
        return id;
    }

    @Override
    public List<Invitation> all() {
        return List.copyOf(invitations.values());
    }

    @Override
    public Optional<Invitation> byDigest(String digest) {
        return Optional.ofNullable(digests.get(digest)).map(invitations::get);
    }

    @Override
    public synchronized boolean take(long id, String name, Instant now) {
        var one = invitations.get(id);
        if (one == null || !one.open(now)) {
            return false;
        }
        invitations.put(id, new Invitation(id, one.role(), one.by(), one.made(), one.expires(), Optional.of(now), name));
        return true;
    }

    @Override
    public void giveBack(long id) {
        invitations.computeIfPresent(id, (_, one) -> new Invitation(id, one.role(), one.by(), one.made(), one.expires(), Optional.empty(), ""));
    }

    @Override
    public boolean delete(long id) {
        return invitations.remove(id) != null;
    }

    @Override
    public void forget(Instant endedBefore) {
        invitations.values().removeIf(one -> one.expires().isBefore(endedBefore));
    }

    @Override
    public int longest() {
        return 72;
    }

    @Override
    public String hash(String password) {
        return password;
    }

    @Override
    public boolean matches(String password, String hash) {
        return password.equals(hash);
    }

    @Override
    public Optional<String> recall(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public void keep(String name, String fact) {
        facts.put(name, fact);
    }

    @Override
    public Keepsakes of(long person) {
        return new PersonsKeepsakes(this, person);
    }
}
