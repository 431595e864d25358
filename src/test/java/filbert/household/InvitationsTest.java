package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.showroom.PretendHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in by a link, and who does not. */
final class InvitationsTest {
    private static final Person OWNER = PretendHouse.OWNER;
    private static final String PASSWORD = "acorn tree";

    private final PretendHouse house = new PretendHouse();
    private Instant now = PretendHouse.NOW;
    private final Invitations invitations = new Invitations(house.accounts, house.people, () -> now, new Random(3));

    @Test
    void whoOpensALinkFirstIsInWithTheRoleThatWasChosen() {
        var made = invitations.make(OWNER, Role.MEMBER, 7);
        assertThat(made.secret()).matches("[a-z2-7]{32}");
        assertThat(invitations.open(made.secret()).role()).isEqualTo(Role.MEMBER);
        var cameIn = new ArrayList<String>();
        invitations.whenAccepted((invitation, guest) -> cameIn.add(guest.name() + " by " + invitation.by()));
        var ida = invitations.accept(made.secret(), " Ida ", PASSWORD);
        assertThat(cameIn).containsExactly("Ida by " + OWNER.id());
        assertThat(ida).isEqualTo(new Person(ida.id(), "Ida", Role.MEMBER));
        assertThat(house.people.authenticate("ida", PASSWORD, Origin.UNKNOWN)).contains(ida);
        assertThatThrownBy(() -> invitations.accept(made.secret(), "Eve", PASSWORD)).hasMessage("invitation.problem.used");
        assertThat(invitations.all(OWNER)).extracting(Invitation::usedBy).containsExactly("Ida");
    }

    @Test
    void ofManyAtOnceOneComesIn() throws Exception {
        var secret = invitations.make(OWNER, Role.GUEST, 1).secret();
        var people = house.people.all().size();
        var barrier = new CyclicBarrier(8);
        var tries = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 8; i++) {
            var name = "twin " + i;
            tries.add(() -> {
                barrier.await();
                try {
                    invitations.accept(secret, name, PASSWORD);
                    return true;
                } catch (IllegalArgumentException used) {
                    return false;
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var in = 0;
            for (var one : threads.invokeAll(tries)) {
                in += one.get() ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        }
        assertThat(house.people.all()).hasSize(people + 1);
    }

    @Test
    void aNameThatIsTakenOrAPasswordTooShortSpendsNothing() {
        var secret = invitations.make(OWNER, Role.GUEST, 1).secret();
        assertThatThrownBy(() -> invitations.accept(secret, "MARA", PASSWORD)).hasMessage("account.problem.name-taken");
        assertThatThrownBy(() -> invitations.accept(secret, "../x", PASSWORD)).hasMessage("account.problem.name-bad");
        assertThatThrownBy(() -> invitations.accept(secret, "ida", "short")).hasMessage("account.problem.password-short");
        assertThat(invitations.accept(secret, "ida", PASSWORD).name()).isEqualTo("ida");
    }

    @Test
    void aLinkRunsOutAndCanBeTakenBack() {
        var late = invitations.make(OWNER, Role.GUEST, 1).secret();
        now = now.plus(Duration.ofDays(1));
        assertThatThrownBy(() -> invitations.accept(late, "ida", PASSWORD)).hasMessage("invitation.problem.expired");
        var back = invitations.make(OWNER, Role.GUEST, 1);
        assertThat(invitations.revoke(OWNER, back.invitation().id())).isTrue();
        assertThat(invitations.revoke(OWNER, back.invitation().id())).isFalse();
        assertThatThrownBy(() -> invitations.open(back.secret())).hasMessage("invitation.problem.unknown");
        now = now.plus(Duration.ofDays(31));
        assertThat(invitations.all(OWNER)).isEmpty();
    }

    @Test
    void whoIsNoOwnerAnyMoreInvitesNobody() {
        var ida = house.people.create("ida", PASSWORD, Role.OWNER);
        var secret = invitations.make(ida, Role.OWNER, 7).secret();
        house.peopleDesk().changeRole(OWNER, ida.id(), Role.MEMBER);
        assertThatThrownBy(() -> invitations.accept(secret, "eve", PASSWORD)).hasMessage("invitation.problem.unknown");
        assertThatThrownBy(() -> invitations.make(ida, Role.GUEST, 7)).isInstanceOf(NotAllowedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --"})
    void guessesLeadNowhere(String guess) {
        invitations.make(OWNER, Role.OWNER, 1);
        assertThatThrownBy(() -> invitations.accept(guess, "eve", PASSWORD)).hasMessage("invitation.problem.unknown");
    }

    @Test
    void linksHoldForDaysNotForYearsAndThereAreFiftyAtMost() {
        assertThatThrownBy(() -> invitations.make(OWNER, Role.GUEST, 0)).hasMessage("people.problem.days");
        assertThatThrownBy(() -> invitations.make(OWNER, Role.GUEST, 31)).hasMessage("people.problem.days");
        for (var i = 0; i < 50; i++) {
            invitations.make(OWNER, Role.GUEST, 1);
        }
        assertThatThrownBy(() -> invitations.make(OWNER, Role.GUEST, 1)).hasMessage("people.problem.many-invitations");
        for (var other : new Person[] {PretendHouse.MEMBER, PretendHouse.GUEST, new Person(OWNER.id(), OWNER.name(), Role.MEMBER)}) {
            assertThatThrownBy(() -> invitations.make(other, Role.GUEST, 1)).isInstanceOf(NotAllowedException.class);
            assertThatThrownBy(() -> invitations.all(other)).isInstanceOf(NotAllowedException.class);
            assertThatThrownBy(() -> invitations.revoke(other, 1)).isInstanceOf(NotAllowedException.class);
        }
    }
}
