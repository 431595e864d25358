package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class DigestedTokensTest {
    private static final Origin HERE = new Origin("192.0.2.7");

    private final MemoryHouse house = new MemoryHouse();
    private final Accounts accounts = new Accounts(house, house, house, house);
    private final DigestedTokens tokens = new DigestedTokens(house, accounts, "from outside", house, new SecureRandom());

    @Test
    void aTokenSpeaksForItsPersonInItsRole() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var token = tokens.create(ann, " backup script ", Role.GUEST);
        assertThat(token).matches("filbert_[a-z2-7]{32}");
        assertThat(tokens.bearer(token, HERE)).contains(new Person(ann.id(), "Ann", Role.GUEST));
        assertThat(tokens.bearer(token + "x", HERE)).isEmpty();
        assertThat(tokens.list(ann)).singleElement().satisfies(view -> {
            assertThat(view.label()).isEqualTo("backup script");
            assertThat(token).startsWith(view.prefix()).isNotEqualTo(view.prefix());
            assertThat(view.lastUsed()).isEqualTo(house.now);
        });
    }

    @Test
    void theTokenItselfIsKeptNowhere() {
        var token = tokens.create(accounts.create("Ann", "hazelnuts", Role.OWNER), "script", Role.OWNER);
        assertThat(house.tokens.toString()).doesNotContain(token);
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        var bob = accounts.create("Bob", "hazelnuts", Role.MEMBER);
        assertThatThrownBy(() -> tokens.create(bob, "script", Role.OWNER)).isInstanceOf(NotAllowedException.class);
        var token = tokens.create(bob, "script", Role.MEMBER);
        house.update(new AccountStore.Account(
                bob.id(), "Bob", Role.GUEST, "-", java.util.Optional.empty(), house.now));
        var later = new DigestedTokens(house, new Accounts(house, house, house, house), "", house, new SecureRandom());
        assertThat(later.bearer(token, HERE)).map(Person::role).contains(Role.GUEST);
    }

    @Test
    void onlyItsPersonRevokesAToken() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var bob = accounts.create("Bob", "hazelnuts", Role.MEMBER);
        var token = tokens.create(bob, "script", Role.MEMBER);
        assertThat(tokens.revoke(ann, 1)).isFalse();
        assertThat(tokens.bearer(token, HERE)).isPresent();
        assertThat(tokens.revoke(bob, 1)).isTrue();
        assertThat(tokens.bearer(token, HERE)).isEmpty();
    }

    @Test
    void theEnvironmentsTokenIsTheOwnersOnceThereIsOne() {
        assertThat(tokens.bearer("from outside", HERE)).isEmpty();
        accounts.create("Bob", "hazelnuts", Role.MEMBER);
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        assertThat(tokens.bearer("from outside", HERE)).contains(ann);
        assertThat(tokens.bearer("", HERE)).isEmpty();
        assertThat(new DigestedTokens(house, accounts, "", house, new SecureRandom()).bearer("", HERE)).isEmpty();
    }

    @Test
    void aPersonHasOnlySoManyTokens() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        for (int i = 0; i < 100; i++) {
            tokens.create(ann, "script", Role.GUEST);
        }
        assertThatThrownBy(() -> tokens.create(ann, "script", Role.GUEST)).hasMessage("account.problem.too-many-tokens");
        assertThatThrownBy(() -> tokens.create(ann, " ", Role.GUEST)).hasMessage("account.problem.label");
    }

    @Test
    void wrongTokensFromOneHouseKeepOutNewOnesFromThereOnly() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var used = tokens.create(ann, "used", Role.MEMBER);
        var fresh = tokens.create(ann, "fresh", Role.MEMBER);
        tokens.bearer(used, HERE);
        for (var i = 0; i < TokenGuesses.TRIES; i++) {
            assertThat(tokens.bearer("guess " + i, HERE)).isEmpty();
        }
        assertThatThrownBy(() -> tokens.bearer(fresh, HERE))
                .isInstanceOfSatisfying(TooManyTriesException.class, tooMany -> assertThat(tooMany.until()).isEqualTo(house.now.plusSeconds(60)));
        assertThat(tokens.bearer(used, HERE)).isPresent();
        assertThat(tokens.bearer(fresh, new Origin("192.0.2.8"))).isPresent();
        house.pass(java.time.Duration.ofMinutes(1));
        assertThat(tokens.bearer(fresh, HERE)).isPresent();
    }

    @Test
    void aRevokedTokenIsAWrongOne() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var token = tokens.create(ann, "script", Role.MEMBER);
        tokens.bearer(token, HERE);
        tokens.revoke(ann, 1);
        for (var i = 0; i < TokenGuesses.TRIES; i++) {
            assertThat(tokens.bearer(token, HERE)).isEmpty();
        }
        assertThatThrownBy(() -> tokens.bearer(token, HERE)).isInstanceOf(TooManyTriesException.class);
    }
}
