package filbert.showroom;

import filbert.household.Origin;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Three people whose password is {@code hazel bush hedge}. */
public final class PretendPeople implements People {
    public static final String PASSWORD = "hazel bush hedge";

    @Override
    public boolean nobody() {
        return false;
    }

    @Override
    public Person create(String name, String password, Role role) {
        throw new IllegalArgumentException("account.problem.name-taken");
    }

    @Override
    public Optional<Person> authenticate(String name, String password, Origin origin) {
        return all().stream().filter(person -> person.name().equals(name) && password.equals(PASSWORD)).findFirst();
    }

    @Override
    public Optional<Instant> lockedUntil(String name, Origin origin) {
        return Optional.empty();
    }

    @Override
    public Optional<Person> byId(long id) {
        return all().stream().filter(person -> person.id() == id).findFirst();
    }

    @Override
    public List<Person> all() {
        return List.of(PretendHouse.OWNER, PretendHouse.MEMBER, PretendHouse.GUEST);
    }

    @Override
    public void changePassword(Person person, String oldPassword, String newPassword, Origin origin) {
        if (!oldPassword.equals(PASSWORD)) {
            throw new IllegalArgumentException("account.problem.wrong-password");
        }
    }
}
