package filbert.household;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts. Methods block: hashing a password takes its time by design. */
public interface People {
    /** True until the first account exists: nothing but set-up answers then. */
    boolean nobody();

    /** @throws IllegalArgumentException with a message key below {@code account.problem.}: {@code name-taken, name-bad, password-short} */
    Person create(String name, String password, Role role);

    /** Empty for an unknown name and for a wrong password alike, and while there were too many failures from there. */
    Optional<Person> authenticate(String name, String password, Origin origin);

    /** When sign-in with this name is possible again from there, if it is not now. */
    Optional<Instant> lockedUntil(String name, Origin origin);

    Optional<Person> byId(long id);

    List<Person> all();

    /** @throws IllegalArgumentException with a message key below {@code account.problem.}: {@code wrong-password, locked, password-short} */
    void changePassword(Person person, String oldPassword, String newPassword, Origin origin);
}
