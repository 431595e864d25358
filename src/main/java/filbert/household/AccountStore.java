package filbert.household;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps accounts. Writes are durable when they return. */
public interface AccountStore {
    List<Account> accounts();

    /** @return the account with its id */
    Account insert(Account account);

    /** By id. */
    void update(Account account);

    /** @param downloadFolder where this person's downloads go, when not where everybody's go */
    record Account(long id, String name, Role role, String passwordHash, Optional<Path> downloadFolder, Instant created) {
        Person person() {
            return new Person(id, name, role);
        }
    }
}
