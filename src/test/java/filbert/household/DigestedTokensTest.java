package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.AccessTokens.Bearer;
import filbert.household.AccessTokens.Rights;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DigestedTokensTest {
    private static final Origin HERE = new Origin("192.0.2.7");

    private final MemoryHouse house = new MemoryHouse();
    private final Accounts accounts = new Accounts(house, house, house, house);
    private final DigestedTokens tokens = new DigestedTokens(house, accounts, "from outside", house, new SecureRandom());

    @Test
    void aTokenSpeaksForItsPersonInItsRole() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var token = tokens.create(ann, " backup script ", Rights.all(Role.GUEST));
        assertThat(token).matches("filbert_[a-z2-7]{32}");
        assertThat(tokens.bearer(token, HERE)).contains(new Bearer(new Person(ann.id(), "Ann", Role.GUEST), Rights.all(Role.GUEST)));
        assertThat(tokens.bearer(token + "x", HERE)).isEmpty();
        assertThat(tokens.list(ann)).singleElement().satisfies(view -> {
            assertThat(view.label()).isEqualTo("backup script");
            assertThat(token).startsWith(view.prefix()).isNotEqualTo(view.prefix());
            assertThat(view.lastUsed()).isEqualTo(house.now);
        });
    }

    @Test
    void theTokenItselfIsKeptNowhere() {
        var token = tokens.create(accounts.create("Ann", "hazelnuts", Role.OWNER), "script", Rights.all(Role.OWNER));
        assertThat(house.tokens.toString()).doesNotContain(token);
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        var bob = accounts.create("Bob", "hazelnuts", Role.MEMBER);
        assertThatThrownBy(() -> tokens.create(bob, "script", Rights.all(Role.OWNER))).isInstanceOf(NotAllowedException.class);
        var token = tokens.create(bob, "script", Rights.all(Role.MEMBER));
        house.accounts.put(bob.id(), new AccountStore.Account(bob.id(), "Bob", Role.GUEST, "-", java.util.Optional.empty(), house.now));
        var later = new DigestedTokens(house, new Accounts(house, house, house, house), "", house, new SecureRandom());
        assertThat(later.bearer(token, HERE)).map(one -> one.person().role()).contains(Role.GUEST);
    }

    @Test
    void aTokenMayLessAndOnlyFromSomewhereWhenItsPersonSaysSo() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var rights = new Rights(Role.OWNER, Set.of(Scope.READ), List.of(AddressRange.parse("192.168.1.0/24"), AddressRange.parse("fd00::/8")));
        var found = tokens.bearer(tokens.create(ann, "reader", rights), HERE).orElseThrow().rights();
        assertThat(found).isEqualTo(rights);
        assertThat(found.holdsFrom(InetAddress.ofLiteral("192.168.1.77"))).isTrue();
        assertThat(found.holdsFrom(InetAddress.ofLiteral("fd12::1"))).isTrue();
        assertThat(found.holdsFrom(InetAddress.ofLiteral("192.168.2.1"))).isFalse();
        assertThat(found.holdsFrom(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
        assertThat(found.holdsFrom(null)).isFalse();
        assertThatThrownBy(() -> tokens.create(ann, "nothing", new Rights(Role.OWNER, Set.of(), List.of()))).hasMessage("account.problem.scopes");
        var many = Collections.nCopies(11, AddressRange.parse("10.0.0.1"));
        assertThatThrownBy(() -> tokens.create(ann, "many", new Rights(Role.OWNER, Set.of(Scope.READ), many))).hasMessage("account.problem.networks");
    }

    @Test
    void onlyItsPersonRevokesAToken() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var bob = accounts.create("Bob", "hazelnuts", Role.MEMBER);
        var token = tokens.create(bob, "script", Rights.all(Role.MEMBER));
        var news = new AtomicInteger();
        tokens.revoked().watch(news::incrementAndGet);
        assertThat(tokens.revoke(ann, 1)).isFalse();
        assertThat(tokens.bearer(token, HERE)).isPresent();
        assertThat(tokens.holds(token)).isTrue();
        assertThat(news).hasValue(0);
        assertThat(tokens.revoke(bob, 1)).isTrue();
        assertThat(tokens.bearer(token, HERE)).isEmpty();
        assertThat(tokens.holds(token)).isFalse();
        assertThat(news).hasValue(1);
        assertThat(tokens.holds("from outside")).as("the environment's").isTrue();
    }

    @Test
    void theEnvironmentsTokenIsTheOwnersOnceThereIsOne() {
        assertThat(tokens.bearer("from outside", HERE)).isEmpty();
        accounts.create("Bob", "hazelnuts", Role.MEMBER);
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        assertThat(tokens.bearer("from outside", HERE)).contains(new Bearer(ann, Rights.all(Role.OWNER)));
        assertThat(tokens.bearer("", HERE)).isEmpty();
        assertThat(new DigestedTokens(house, accounts, "", house, new SecureRandom()).bearer("", HERE)).isEmpty();
    }

    @Test
    void aPersonHasOnlySoManyTokens() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        for (int i = 0; i < 100; i++) {
            tokens.create(ann, "script", Rights.all(Role.GUEST));
        }
        assertThatThrownBy(() -> tokens.create(ann, "script", Rights.all(Role.GUEST))).hasMessage("account.problem.too-many-tokens");
        assertThatThrownBy(() -> tokens.create(ann, " ", Rights.all(Role.GUEST))).hasMessage("account.problem.label");
    }

    @Test
    void wrongTokensFromOneHouseKeepOutNewOnesFromThereOnly() {
        var ann = accounts.create("Ann", "hazelnuts", Role.OWNER);
        var used = tokens.create(ann, "used", Rights.all(Role.MEMBER));
        var fresh = tokens.create(ann, "fresh", Rights.all(Role.MEMBER));
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
        var token = tokens.create(ann, "script", Rights.all(Role.MEMBER));
        tokens.bearer(token, HERE);
        tokens.revoke(ann, 1);
        for (var i = 0; i < TokenGuesses.TRIES; i++) {
            assertThat(tokens.bearer(token, HERE)).isEmpty();
        }
        assertThatThrownBy(() -> tokens.bearer(token, HERE)).isInstanceOf(TooManyTriesException.class);
    }
}
