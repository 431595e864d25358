package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is kept out after how many wrong passwords, and who is not. */
final class LockOutTest {
    private static final Origin HOME = new Origin("192.0.2.7");
    private static final Origin STRANGER = new Origin("203.0.113.1");

    private final MemoryHouse house = new MemoryHouse();
    private final Accounts accounts = new Accounts(house, house, house, house);

    @BeforeEach
    void annLivesHere() {
        accounts.create("Ann", "hazelnuts", Role.OWNER);
    }

    private void fail(String name, Origin origin, int times) {
        for (var i = 0; i < times; i++) {
            assertThat(accounts.authenticate(name, "wrong", origin)).isEmpty();
        }
    }

    private void failFromManyHouses(int houses) {
        for (var i = 0; i < houses; i++) {
            fail("ann", new Origin("198.51.100." + i), 1);
        }
    }

    @Test
    void aStrangersFailuresLockOutTheStrangerOnly() {
        fail("ann", STRANGER, 5);
        assertThat(accounts.lockedUntil("ann", STRANGER)).isPresent();
        assertThat(accounts.authenticate("ann", "hazelnuts", STRANGER)).isEmpty();
        assertThat(accounts.authenticate("ann", "hazelnuts", HOME)).isPresent();
    }

    @Test
    void manyStrangersAreSlowedDownButNeverLockOutWhereThePersonSignedInBefore() {
        accounts.authenticate("ann", "hazelnuts", HOME);
        failFromManyHouses(50);
        assertThat(accounts.authenticate("ann", "hazelnuts", STRANGER)).isEmpty();
        assertThat(accounts.lockedUntil("ann", STRANGER)).contains(house.now.plus(Duration.ofHours(1)));
        assertThat(accounts.authenticate("ann", "hazelnuts", HOME)).isPresent();
        assertThat(new Accounts(house, house, house, house).authenticate("ann", "hazelnuts", HOME)).isPresent();
        house.pass(Duration.ofHours(1));
        assertThat(accounts.authenticate("ann", "hazelnuts", STRANGER)).isPresent();
    }

    @Test
    void whereAPersonSignedInOutlivesARestart() {
        accounts.authenticate("ann", "hazelnuts", HOME);
        var later = new FamiliarHouses(house);
        assertThat(later.knows(1, HOME)).isTrue();
        assertThat(later.knows(1, STRANGER)).isFalse();
        assertThat(later.knows(2, HOME)).isFalse();
    }

    @Test
    void onlyTheLatestPlacesAreKept() {
        var houses = new FamiliarHouses(house);
        for (var i = 0; i <= FamiliarHouses.MOST; i++) {
            houses.remember(1, new Origin("2001:db8:ffff:" + i + ":0:0:0:0"));
        }
        assertThat(houses.knows(1, new Origin("2001:db8:ffff:0:0:0:0:0"))).isFalse();
        assertThat(houses.knows(1, new Origin("2001:db8:ffff:1:0:0:0:0"))).isTrue();
        assertThat(house.facts.values()).allMatch(fact -> fact.length() < 4_000);
    }

    @Test
    void aHouseHasTwentyTriesWithAllNamesTogether() {
        for (var i = 0; i < 20; i++) {
            fail("name " + i, STRANGER, 1);
        }
        assertThat(accounts.lockedUntil("one more", STRANGER)).isPresent();
        assertThat(accounts.authenticate("ann", "hazelnuts", STRANGER)).isEmpty();
        assertThat(accounts.authenticate("ann", "hazelnuts", HOME)).isPresent();
    }

    @Test
    void anAccountOfOnesOwnGivesNoMoreTriesAtAnothers() {
        accounts.create("Bob", "walnuts and", Role.GUEST);
        for (var i = 0; i < 20; i++) {
            fail("name " + i, STRANGER, i < 19 ? 1 : 0);
            accounts.authenticate("bob", "walnuts and", STRANGER);
        }
        fail("ann", STRANGER, 1);
        assertThat(accounts.authenticate("bob", "walnuts and", STRANGER)).isEmpty();
    }

    @Test
    void floodsOfNamesAndHousesDoNotForgetTheOffender() {
        fail("ann", STRANGER, 5);
        for (var i = 0; i < Patience.CAPACITY + 1; i++) {
            fail("name " + i, new Origin("flood " + i), 1);
        }
        assertThat(accounts.lockedUntil("ann", STRANGER)).isPresent();
    }

    @Test
    void noFloodOfHousesHoweverManyLocksOutWhereThePersonSignedInBefore() {
        accounts.authenticate("ann", "hazelnuts", HOME);
        for (var i = 0; i < Patience.CAPACITY; i++) {
            fail("name " + i, new Origin("2001:db8:" + i + "::"), 5);
        }
        assertThat(accounts.lockedUntil("ann", new Origin("198.51.100.9"))).as("newcomers wait: memory is bounded").isPresent();
        assertThat(accounts.authenticate("ann", "hazelnuts", HOME)).isPresent();
        fail("ann", HOME, 5);
        assertThat(accounts.authenticate("ann", "hazelnuts", HOME)).as("five tries there as ever").isEmpty();
    }

    @Test
    void tooManyWrongPresentPasswordsAreToldApart() {
        var ann = accounts.all().getFirst();
        for (var i = 0; i < 4; i++) {
            assertThatThrownBy(() -> accounts.changePassword(ann, "wrong", "new password", HOME)).hasMessage("account.problem.wrong-password");
        }
        assertThatThrownBy(() -> accounts.changePassword(ann, "wrong", "new password", HOME)).hasMessage("account.problem.locked");
        assertThatThrownBy(() -> accounts.changePassword(ann, "hazelnuts", "new password", HOME)).hasMessage("account.problem.locked");
    }

    @Test
    void aHouseIsAnAddressOrTheHalfOfOneThatIPv6GivesIt() {
        assertThat(origin("192.0.2.7")).isEqualTo(HOME).isNotEqualTo(origin("192.0.2.8"));
        assertThat(origin("2001:db8::1")).isEqualTo(origin("2001:db8::ffff:1:2:3")).isNotEqualTo(origin("2001:db8:0:1::1"));
        assertThat(Origin.of(null)).isEqualTo(Origin.UNKNOWN);
        assertThat(Origin.of(InetSocketAddress.createUnresolved("who.example", 1))).isEqualTo(Origin.UNKNOWN);
    }

    private static Origin origin(String literal) {
        return Origin.of(new InetSocketAddress(InetAddress.ofLiteral(literal), 1));
    }
}
