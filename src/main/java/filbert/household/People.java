package filbert.household;

import filbert.event.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts. Methods block: hashing a password takes its time by design. */
public interface People {
    /** True until the first account exists: nothing but set-up answers then. */
    boolean nobody();

    /** @throws IllegalArgumentException with a message key below {@code account.problem.}: {@code name-taken, name-bad, password-short} */
    Person create(String name, String password, Role role);

    /** Empty for an unknown name, a wrong password and a disabled account alike, and while there were too many failures from there. */
    Optional<Person> authenticate(String name, String password, Origin origin);

    /** When sign-in with this name is possible again from there, if it is not now. */
    Optional<Instant> lockedUntil(String name, Origin origin);

    Optional<Person> byId(long id);

    /** The person as they are now, unless there is none any more or the account is disabled: whoever may still come in. Does not block. */
    Optional<Person> active(long id);

    List<Person> all();

    /** Raised when somebody's role changed, or when somebody may no longer come in, or again. */
    Signal changed();

    /** @throws IllegalArgumentException with a message key below {@code account.problem.}: {@code wrong-password, locked, password-short} */
    void changePassword(Person person, String oldPassword, String newPassword, Origin origin);
}
