package filbert.household;

import filbert.household.AccessTokens.TokenView;
import filbert.showroom.PersonsKeepsakes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores that forget, a clock that is set, and hashing that is quick. */
final class MemoryHouse implements AccountStore, TokenStore, SettingStore, Keepsakes, SettingSources, PasswordHashing, InstantSource {
    final Map<Long, Account> accounts = new LinkedHashMap<>();
    final Map<Long, Stored> tokens = new LinkedHashMap<>();
    final Map<String, String> page = new HashMap<>();
    final Map<String, String> facts = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final Map<String, String> file = new HashMap<>();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final Map<Long, Instant> seen = new HashMap<>();
    final Map<Long, Long> heirs = new HashMap<>();
    int hashed;
    int writes;

    record Stored(long person, String digest, TokenView view) {}

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public int longest() {
        return 72;
    }

    @Override
    public String hash(String password) {
        hashed++;
        return new StringBuilder(password).reverse().toString();
    }

    @Override
    public boolean matches(String password, String hash) {
        return hash(password).equals(hash);
    }

    @Override
    public Map<String, String> load() {
        return page;
    }

    @Override
    public void save(long person, Map<String, Optional<String>> changes) {
        changes.forEach((name, value) -> value.ifPresentOrElse(text -> page.put(name, text), () -> page.remove(name)));
    }

    @Override
    public Optional<String> environment(SettingKey key) {
        return Optional.ofNullable(environment.get(key.name()));
    }

    @Override
    public Optional<String> file(SettingKey key) {
        return Optional.ofNullable(file.get(key.name()));
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

    @Override
    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    @Override
    public Account insert(Account account) {
        var numbered = account.numbered(accounts.size() + 1);
        accounts.put(numbered.id(), numbered);
        return numbered;
    }

    @Override
    public boolean update(Account before, Account after) {
        accounts.put(after.id(), after);
        return true;
    }

    @Override
    public boolean remove(long id, long heir) {
        accounts.remove(id);
        tokens.values().removeIf(token -> token.person() == id);
        heirs.put(id, heir);
        return true;
    }

    @Override
    public Map<Long, Long> departed() {
        return heirs;
    }

    @Override
    public Map<Long, Instant> lastSeen() {
        return seen;
    }

    @Override
    public void seen(Map<Long, Instant> lastSeen) {
        writes++;
        seen.putAll(lastSeen);
    }

    @Override
    public long insert(long person, String digest, TokenView token) {
        var id = tokens.size() + 1L;
        tokens.put(id, new Stored(person, digest, token.numbered(id)));
        return id;
    }

    @Override
    public List<TokenView> list(long person) {
        return new ArrayList<>(tokens.values().stream().filter(token -> token.person() == person).map(Stored::view).toList());
    }

    @Override
    public boolean delete(long person, long id) {
        var token = tokens.get(id);
        return token != null && token.person() == person && tokens.remove(id) != null;
    }

    @Override
    public Optional<Found> byDigest(String digest) {
        return tokens.values().stream()
                .filter(token -> token.digest().equals(digest))
                .findFirst()
                .map(token -> new Found(token.person(), token.view()));
    }

    @Override
    public void used(long id, Instant when) {
        tokens.computeIfPresent(id, (_, old) -> {
            var view = old.view();
            return new Stored(
                    old.person(), old.digest(), new TokenView(id, view.label(), view.prefix(), view.rights(), view.created(), when));
        });
    }
}
