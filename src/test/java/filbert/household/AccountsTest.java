package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsTest {
    private static final Origin HERE = new Origin("192.0.2.7");

    private final MemoryHouse house = new MemoryHouse();
    private final Accounts accounts = new Accounts(house, house, house, house);

    private Person ann() {
        return accounts.create("Ann", "hazelnuts", Role.OWNER);
    }

    @Test
    void whoHasTheRightPasswordIsLetInUnderAnySpellingOfTheName() {
        assertThat(accounts.nobody()).isTrue();
        var ann = ann();
        assertThat(accounts.nobody()).isFalse();
        assertThat(accounts.authenticate(" aNN ", "hazelnuts", HERE)).contains(ann);
        assertThat(accounts.authenticate("Ann", "walnuts", HERE)).isEmpty();
        assertThat(accounts.authenticate("Bob", "hazelnuts", HERE)).isEmpty();
        assertThat(new Accounts(house, house, house, house).authenticate("Ann", "hazelnuts", HERE)).contains(ann);
    }

    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        ann();
        var before = house.hashed;
        accounts.authenticate("Bob", "hazelnuts", HERE);
        assertThat(house.hashed).isEqualTo(before + 1);
    }

    @Test
    void fiveFailuresFromOneHouseLockANameThereForAQuarterOfAnHour() {
        var ann = ann();
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.lockedUntil("ann", HERE)).isEmpty();
            assertThat(accounts.authenticate("ann", "wrong", HERE)).isEmpty();
        }
        assertThat(accounts.lockedUntil("ANN", HERE)).contains(house.now.plus(Duration.ofMinutes(15)));
        assertThat(accounts.authenticate("ann", "hazelnuts", HERE)).isEmpty();
        house.pass(Duration.ofMinutes(15));
        assertThat(accounts.lockedUntil("ann", HERE)).isEmpty();
        assertThat(accounts.authenticate("ann", "hazelnuts", HERE)).contains(ann);
    }

    @Test
    void aSuccessForgivesEarlierFailures() {
        ann();
        for (int i = 0; i < 20; i++) {
            accounts.authenticate("ann", i % 4 == 3 ? "hazelnuts" : "wrong", HERE);
        }
        assertThat(accounts.lockedUntil("ann", HERE)).isEmpty();
    }

    @Test
    void aNameTooLongForAnyAccountIsNotRemembered() {
        var name = "a".repeat(201);
        for (var i = 0; i < 6; i++) {
            assertThat(accounts.authenticate(name, "wrong", HERE)).isEmpty();
        }
        assertThat(accounts.lockedUntil(name, HERE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../ann", "a/b", ".ann", "ann.", "a\nb", "ann\0", "12345678901234567890123456789012x"})
    void aNameThatWouldMakeABadFolderIsRefused(String name) {
        assertThatThrownBy(() -> accounts.create(name, "hazelnuts", Role.MEMBER)).hasMessage("account.problem.name-bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Zoë", "Jean-Luc P.E", "李雷", "o_o", "12345678901234567890123456789012"})
    void namesOfPeopleAreTaken(String name) {
        assertThat(accounts.create(name, "hazelnuts", Role.MEMBER).name()).isEqualTo(name);
    }

    @Test
    void aNameIsTakenOnceWhateverItsSpelling() {
        ann();
        assertThatThrownBy(() -> accounts.create("aNN", "hazelnuts", Role.MEMBER)).hasMessage("account.problem.name-taken");
    }

    @Test
    void passwordsHaveALengthAndChangeOnlyForWhoKnowsTheOldOne() {
        var ann = ann();
        assertThatThrownBy(() -> accounts.create("Bob", "short", Role.MEMBER)).hasMessage("account.problem.password-short");
        assertThatThrownBy(() -> accounts.create("Bob", "x".repeat(73), Role.MEMBER)).hasMessage("account.problem.password-long");
        assertThatThrownBy(() -> accounts.changePassword(ann, "wrong", "new password", HERE)).hasMessage("account.problem.wrong-password");
        accounts.changePassword(ann, "hazelnuts", "new password", HERE);
        assertThat(accounts.authenticate("ann", "hazelnuts", HERE)).isEmpty();
        assertThat(accounts.authenticate("ann", "new password", HERE)).contains(ann);
    }
}
