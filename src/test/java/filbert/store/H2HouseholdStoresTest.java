package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens.Rights;
import filbert.household.AccessTokens.TokenView;
import filbert.household.AddressRange;
import filbert.household.Scope;
import java.util.Set;
import filbert.household.AccountStore.Account;
import filbert.household.Invitation;
import filbert.household.Role;
import filbert.household.SessionStore.Session;
import filbert.household.TokenStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, tokens, settings and keepsakes. */
final class H2HouseholdStoresTest extends StoreTest {
    private static final Rights RIGHTS =
            new Rights(Role.GUEST, Set.of(Scope.READ, Scope.SEARCH), List.of(AddressRange.parse("192.168.1.0/24"), AddressRange.parse("fd00::/8")));
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");

    private Database database;
    private H2AccountStore accounts;
    private Account ann;

    @BeforeEach
    void open() {
        database = house();
        accounts = new H2AccountStore(database);
        ann = accounts.insert(new Account(0, "ann", Role.OWNER, "hash", Optional.empty(), NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAccountIsChangedInPlace() {
        var bob = accounts.insert(new Account(0, "bob", Role.OWNER, "hash", Optional.empty(), NOW));
        var changed = new Account(ann.id(), "Anne", Role.MEMBER, "other", Optional.of(Path.of("/media/anne")), NOW);
        assertThat(accounts.update(ann, changed)).isTrue();
        assertThat(accounts.accounts()).containsExactly(changed, bob);
        var homeless = new Account(ann.id(), "Anne", Role.MEMBER, "other", Optional.empty(), NOW);
        assertThat(accounts.update(changed, homeless)).isTrue();
        assertThat(accounts.accounts()).containsExactly(homeless, bob);
        assertThat(accounts.update(homeless, homeless)).isTrue();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileStays() {
        var bob = accounts.insert(new Account(0, "bob", Role.MEMBER, "hash", Optional.empty(), NOW));
        accounts.update(bob, new Account(bob.id(), "bob", Role.GUEST, "hash", Optional.empty(), NOW, true, true));
        accounts.update(bob, new Account(bob.id(), "bob", Role.MEMBER, "fresh", Optional.of(Path.of("/media/bob")), NOW)); // knows nothing of it
        assertThat(accounts.accounts().getLast())
                .isEqualTo(new Account(bob.id(), "bob", Role.GUEST, "fresh", Optional.of(Path.of("/media/bob")), NOW, true, true));
    }

    @Test
    void theLastOwnerStays() {
        var bob = accounts.insert(new Account(0, "bob", Role.OWNER, "hash", Optional.empty(), NOW));
        var out = new Account(bob.id(), "bob", Role.OWNER, "hash", Optional.empty(), NOW, true, false);
        assertThat(accounts.update(bob, out)).isTrue();
        var demoted = new Account(ann.id(), "ann", Role.MEMBER, "hash", Optional.empty(), NOW);
        assertThat(accounts.update(ann, demoted)).as("who is switched off owns nothing").isFalse();
        assertThat(accounts.remove(ann.id(), bob.id())).isFalse();
        assertThat(accounts.accounts()).containsExactly(ann, out);
        assertThat(accounts.departed()).isEmpty();
        assertThat(accounts.remove(bob.id(), ann.id())).isTrue();
        assertThat(accounts.departed()).isEqualTo(Map.of(bob.id(), ann.id()));
    }

    @Test
    void theLastOwnerStaysWhateverTheyWereTakenFor() {
        var bob = accounts.insert(new Account(0, "bob", Role.MEMBER, "hash", Optional.empty(), NOW));
        var lea = accounts.insert(new Account(0, "lea", Role.MEMBER, "hash", Optional.empty(), NOW, true, false));
        var elsewhere = new H2AccountStore(database);
        assertThat(elsewhere.update(bob, in(Role.OWNER, bob))).isTrue();
        assertThat(elsewhere.update(ann, in(Role.MEMBER, ann))).isTrue();
        assertThat(accounts.update(bob, in(Role.GUEST, bob))).as("a member became the only owner meanwhile").isFalse();
        assertThat(accounts.update(bob, off(bob))).isFalse();
        assertThat(elsewhere.update(lea, new Account(lea.id(), "lea", Role.OWNER, "hash", Optional.empty(), NOW))).isTrue();
        assertThat(elsewhere.update(in(Role.OWNER, bob), in(Role.GUEST, bob))).isTrue();
        assertThat(accounts.update(lea, new Account(lea.id(), "lea", Role.GUEST, "hash", Optional.empty(), NOW, true, false)))
                .as("who was switched off is the only owner meanwhile")
                .isFalse();
        assertThat(accounts.accounts()).extracting(Account::role).containsExactly(Role.MEMBER, Role.GUEST, Role.OWNER);
    }

    @Test
    void ofOwnersWhoAreDemotedAtOnceThroughTwoStoresOneStays() throws Exception {
        var bob = accounts.insert(new Account(0, "bob", Role.OWNER, "hash", Optional.empty(), NOW));
        var elsewhere = new H2AccountStore(database);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 20; round++) {
                var demoted = threads.invokeAll(List.<Callable<Boolean>>of(
                        () -> accounts.update(ann, in(Role.MEMBER, ann)), () -> elsewhere.update(bob, off(bob))));
                assertThat(List.of(demoted.getFirst().get(), demoted.getLast().get())).containsExactlyInAnyOrder(true, false);
                accounts.update(in(Role.MEMBER, ann), ann);
                accounts.update(off(bob), bob);
            }
        }
    }

    private static Account in(Role role, Account account) {
        return new Account(account.id(), account.name(), role, "hash", Optional.empty(), NOW, account.disabled(), false);
    }

    private static Account off(Account account) {
        return new Account(account.id(), account.name(), account.role(), "hash", Optional.empty(), NOW, true, false);
    }

    @Test
    void beingSeenLaterElsewhereCounts() {
        var sessions = new H2SessionStore(database);
        sessions.insert(new Session("d1", ann.id(), NOW, NOW, "", ""));
        sessions.seen(Map.of("d1", NOW.plusSeconds(60)));
        sessions.seen(Map.of("d1", NOW.plusSeconds(30)));
        assertThat(sessions.all()).extracting(Session::lastSeen).containsExactly(NOW.plusSeconds(60));
        accounts.seen(Map.of(ann.id(), NOW.plusSeconds(60)));
        accounts.seen(Map.of(ann.id(), NOW.plusSeconds(30)));
        assertThat(accounts.lastSeen()).isEqualTo(Map.of(ann.id(), NOW.plusSeconds(60)));
    }

    @Test
    void anInvitationIsTakenOnceByWhoeverComesFirst() throws Exception {
        var invitations = new H2InvitationStore(database);
        var made = new Invitation(0, Role.GUEST, ann.id(), NOW, NOW.plusSeconds(60), Optional.empty(), "");
        var id = invitations.insert(made, "digest");
        assertThat(invitations.byDigest("digest")).contains(new Invitation(id, Role.GUEST, ann.id(), NOW, NOW.plusSeconds(60), Optional.empty(), ""));
        assertThat(invitations.take(id, "late", NOW.plusSeconds(60))).isFalse();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var taken = 0;
            Callable<Boolean> take = () -> invitations.take(id, "ida", NOW.plusSeconds(5));
            for (var one : threads.invokeAll(Collections.nCopies(8, take))) {
                taken += one.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
        assertThat(invitations.all()).extracting(Invitation::usedBy).containsExactly("ida");
        invitations.giveBack(id);
        assertThat(invitations.take(id, "bob", NOW)).isTrue();
        invitations.forget(NOW);
        assertThat(invitations.all()).hasSize(1);
        invitations.forget(NOW.plusSeconds(1));
        assertThat(invitations.all()).isEmpty();
        assertThat(invitations.delete(id)).isFalse();
    }

    @Test
    void aSessionIsKeptUntilItEndsOrItsPersonLeaves() {
        var sessions = new H2SessionStore(database);
        var bob = accounts.insert(new Account(0, "bob", Role.MEMBER, "hash", Optional.empty(), NOW));
        var his = new Session("d1", bob.id(), NOW, NOW, "192.168.1.20", "Firefox");
        var hers = new Session("d2", ann.id(), NOW, NOW, "2001:db8::7", "");
        sessions.insert(his);
        sessions.insert(hers);
        sessions.seen(Map.of("d2", NOW.plusSeconds(5), "gone", NOW));
        var seen = new Session("d2", ann.id(), NOW, NOW.plusSeconds(5), "2001:db8::7", "");
        assertThat(sessions.all()).containsExactly(his, seen);
        accounts.remove(bob.id(), ann.id());
        assertThat(sessions.all()).containsExactly(seen);
        sessions.delete(List.of("d2", "gone"));
        assertThat(sessions.all()).isEmpty();
    }

    @Test
    void tastesAreKeptForEachPersonAndGoWithThem() {
        var tastes = new H2TasteStore(database);
        var bob = accounts.insert(new Account(0, "bob", Role.MEMBER, "hash", Optional.empty(), NOW));
        tastes.save(ann.id(), "theme", "dark");
        tastes.save(ann.id(), "theme", "light");
        tastes.save(bob.id(), "language", "");
        assertThat(tastes.all()).isEqualTo(Map.of(ann.id(), Map.of("theme", "light"), bob.id(), Map.of("language", "")));
        accounts.remove(bob.id(), ann.id());
        assertThat(tastes.all()).containsOnlyKeys(ann.id());
    }

    @Test
    void aNoteOnAHostIsItsWritersAndGoesWithThem() {
        var notes = new H2HostNoteStore(database);
        var bob = accounts.insert(new Account(0, "bob", Role.MEMBER, "hash", Optional.empty(), NOW));
        notes.save(ann.id(), "192.0.2.7", "kind");
        notes.save(ann.id(), "192.0.2.7", "kind\n– and \"fast\"");
        notes.save(ann.id(), "2001:db8:0:0:0:0:0:7", "x".repeat(500));
        notes.save(bob.id(), "192.0.2.7", "slow");
        notes.save(ann.id(), "2001:db8:0:0:0:0:0:7", "");
        assertThat(notes.all()).isEqualTo(Map.of(ann.id(), Map.of("192.0.2.7", "kind\n– and \"fast\""), bob.id(), Map.of("192.0.2.7", "slow")));
        accounts.remove(bob.id(), ann.id());
        assertThat(notes.all()).containsOnlyKeys(ann.id());
    }

    @Test
    void whoLeavesTakesWhatIsTheirsAndLeavesWhatTheHouseLivesBy() {
        var bob = accounts.insert(new Account(0, "bob", Role.OWNER, "hash", Optional.empty(), NOW, true, true));
        assertThat(accounts.accounts()).contains(bob);
        new H2SettingStore(database).save(bob.id(), Map.of("web.port", Optional.of("1")));
        var tokens = new H2TokenStore(database);
        tokens.insert(bob.id(), "digest", new TokenView(0, "phone", "fb_1", RIGHTS, NOW, null));
        accounts.seen(Map.of(bob.id(), NOW, 99L, NOW));
        assertThat(accounts.lastSeen()).isEqualTo(Map.of(bob.id(), NOW));
        accounts.remove(bob.id(), ann.id());
        assertThat(accounts.accounts()).containsExactly(ann);
        assertThat(new H2SettingStore(database).load()).containsEntry("web.port", "1");
        assertThat(tokens.byDigest("digest")).isEmpty();
    }

    @Test
    void aTokenIsFoundByItsDigestUntilItsPersonTakesItAway() {
        var tokens = new H2TokenStore(database);
        var id = tokens.insert(ann.id(), "digest", new TokenView(0, "phone", "fb_1", RIGHTS, NOW, null));
        tokens.used(id, NOW.plusSeconds(5));
        var token = new TokenView(id, "phone", "fb_1", RIGHTS, NOW, NOW.plusSeconds(5));
        assertThat(tokens.list(ann.id())).containsExactly(token);
        assertThat(tokens.byDigest("digest")).contains(new TokenStore.Found(ann.id(), token));
        assertThat(tokens.delete(ann.id() + 1, id)).isFalse();
        assertThat(tokens.delete(ann.id(), id)).isTrue();
        assertThat(tokens.byDigest("digest")).isEmpty();
    }

    @Test
    void aSettingIsSetChangedAndTakenBack() {
        var settings = new H2SettingStore(database);
        settings.save(ann.id(), Map.of("web.port", Optional.of("1"), "network.mode", Optional.of("practice")));
        settings.save(ann.id(), Map.of("web.port", Optional.of("2"), "network.mode", Optional.empty()));
        assertThat(settings.load()).isEqualTo(Map.of("web.port", "2"));
    }

    @Test
    void theNewestOfAFactIsRecalled() {
        var keepsakes = new H2Keepsakes(database);
        keepsakes.keep("guid", "one");
        keepsakes.keep("guid", "two");
        assertThat(keepsakes.recall("guid")).contains("two");
        assertThat(keepsakes.recall("nothing")).isEmpty();
    }
}
