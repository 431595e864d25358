package filbert.household;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps accounts. Writes are durable when they return. */
public interface AccountStore {
    List<Account> accounts();

    /** @return the account with its id */
    Account insert(Account account);

    /**
     * What is different in {@code after}, and nothing else: somebody else may have changed the rest meanwhile, on another machine too.
     *
     * @return false, and nothing is written, when there would be no owner left who may sign in
     */
    boolean update(Account before, Account after);

    /**
     * With all that is this person's alone; what the house lives by (settings, lessons about spam) is {@code heir}'s from now on.
     *
     * @return false as {@link #update}
     */
    boolean remove(long id, long heir);

    /** Those who were removed, and whose heir each made. */
    Map<Long, Long> departed();

    /** When people were last here, by id; without those who never were. */
    Map<Long, Instant> lastSeen();

    /** Those of them who are still there. */
    void seen(Map<Long, Instant> lastSeen);

    /**
     * @param downloadFolder where this person's downloads go, when not where everybody's go
     * @param disabled cannot sign in, nor can their tokens
     * @param child see {@link Person}
     */
    record Account(
            long id, String name, Role role, String passwordHash, Optional<Path> downloadFolder, Instant created, boolean disabled, boolean child) {
        /** One that may sign in, of somebody grown up. */
        public Account(long id, String name, Role role, String passwordHash, Optional<Path> downloadFolder, Instant created) {
            this(id, name, role, passwordHash, downloadFolder, created, false, false);
        }

        Person person() {
            return new Person(id, name, role, child);
        }

        public Account numbered(long id) {
            return new Account(id, name, role, passwordHash, downloadFolder, created, disabled, child);
        }

        Account in(Role role) {
            return new Account(id, name, role, passwordHash, downloadFolder, created, disabled, child);
        }

        Account withPassword(String hash) {
            return new Account(id, name, role, hash, downloadFolder, created, disabled, child);
        }

        Account downloadingTo(Path folder) {
            return new Account(id, name, role, passwordHash, Optional.of(folder), created, disabled, child);
        }

        Account off() {
            return new Account(id, name, role, passwordHash, downloadFolder, created, true, child);
        }

        Account on() {
            return new Account(id, name, role, passwordHash, downloadFolder, created, false, child);
        }

        Account grownUp() {
            return new Account(id, name, role, passwordHash, downloadFolder, created, disabled, false);
        }

        Account aChild() {
            return new Account(id, name, role, passwordHash, downloadFolder, created, disabled, true);
        }

        public boolean isOwner() {
            return role == Role.OWNER && !disabled;
        }
    }
}
