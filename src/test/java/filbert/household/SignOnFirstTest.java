package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A name that comes by the reverse proxy into a house nobody has set up. */
final class SignOnFirstTest {
    private final MemoryHouse house = new MemoryHouse();
    private final Accounts accounts = new Accounts(house, house, house, house);

    @Test
    void nobodyComesInBeforeTheOwnerAndGuestsDoAfterwards() {
        house.environment.put("filbert.people.sign-on-unknown", "guest");
        var signOn = new SignOn(new LayeredSettings(SettingKeys.all(), house, house), accounts, new Random(1));
        assertThat(signOn.welcome("alice")).isEmpty();
        assertThat(accounts.nobody()).as("set-up still waits for its owner").isTrue();
        accounts.create("alice", "hazelnuts", Role.OWNER);
        assertThat(signOn.welcome("alice")).map(Person::role).contains(Role.OWNER);
        assertThat(signOn.welcome("bob")).map(Person::role).contains(Role.GUEST);
    }
}
