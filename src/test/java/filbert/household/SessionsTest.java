package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is signed in where, and for how long. */
final class SessionsTest {
    private static final Person MEMBER = PretendHouse.MEMBER;

    private final PretendHouse house = new PretendHouse();
    private final PretendSessions store = new PretendSessions();
    private Instant now = PretendHouse.NOW;
    private final Sessions sessions = open();

    private Sessions open() {
        return new Sessions(store, house.people, () -> now, new Random(5));
    }

    private String begin(String device) {
        return sessions.begin(MEMBER, "192.168.1.20", device);
    }

    @Test
    void aSessionOutlivesARestartAndOnlyItsDigestIsKept() {
        var secret = begin("Firefox");
        assertThat(sessions.who(secret)).contains(MEMBER);
        assertThat(store.all()).allMatch(kept -> !kept.digest().contains(secret));
        assertThat(open().who(secret)).contains(MEMBER);
        assertThat(open().who(store.all().getFirst().digest())).as("what a backup holds opens nothing").isEmpty();
    }

    @Test
    void whoStaysAwayForAMonthHasToSignInAgain() {
        var secret = begin("Firefox");
        now = now.plus(Duration.ofDays(29));
        assertThat(sessions.seen(secret)).contains(MEMBER);
        now = now.plus(Duration.ofDays(29));
        assertThat(sessions.seen(secret)).contains(MEMBER);
        now = now.plus(Sessions.AWAY);
        assertThat(sessions.seen(secret)).isEmpty();
        assertThat(sessions.list(MEMBER, secret)).isEmpty();
        sessions.keep();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void beingSeenIsNotWrittenWithEveryRequest() {
        var secret = begin("Firefox");
        for (var i = 0; i < 100; i++) {
            now = now.plusSeconds(1);
            sessions.seen(secret);
        }
        assertThat(store.writes).isZero();
        sessions.keep();
        sessions.keep();
        assertThat(store.writes).isEqualTo(1);
        assertThat(store.all().getFirst().lastSeen()).isEqualTo(sessions.list(MEMBER, "").getFirst().lastSeen()).isAfter(PretendHouse.NOW);
    }

    @Test
    void aPersonSeesAndEndsTheirOwnAndNobodyElses() {
        var phone = begin("phone");
        now = now.plusSeconds(60);
        var desk = begin("desk");
        assertThat(sessions.list(MEMBER, desk)).extracting(Sessions.View::device).containsExactly("desk", "phone");
        assertThat(sessions.list(MEMBER, desk)).extracting(Sessions.View::here).containsExactly(true, false);
        var id = sessions.list(MEMBER, desk).getLast().id();
        assertThat(sessions.end(PretendHouse.GUEST, id)).as("guessed").isFalse();
        assertThat(sessions.end(PretendHouse.OWNER, id)).isFalse();
        assertThat(sessions.who(phone)).contains(MEMBER);
        assertThat(sessions.end(MEMBER, id)).isTrue();
        assertThat(sessions.end(MEMBER, id)).isFalse();
        assertThat(sessions.who(phone)).isEmpty();
        assertThat(sessions.who(desk)).contains(MEMBER);
        assertThat(open().who(phone)).isEmpty();
    }

    @Test
    void allOthersEndTogetherAndThoseWhoWatchAreTold() {
        var told = new AtomicInteger();
        sessions.ended().watch(told::incrementAndGet);
        var here = begin("here");
        var there = begin("there");
        var visitors = sessions.begin(PretendHouse.GUEST, "192.168.1.9", "Safari");
        sessions.endOthers(MEMBER, here);
        assertThat(told).hasValue(1);
        assertThat(sessions.who(here)).isPresent();
        assertThat(sessions.who(there)).isEmpty();
        assertThat(sessions.who(visitors)).contains(PretendHouse.GUEST);
        sessions.end(here);
        assertThat(sessions.who(here)).isEmpty();
        assertThat(told).hasValue(2);
    }

    @Test
    void whoIsSwitchedOffIsSignedOutEverywhereAndStaysSo() {
        var secret = house.sessions.begin(MEMBER, "192.168.1.20", "Firefox");
        house.peopleDesk().disable(PretendHouse.OWNER, MEMBER.id());
        assertThat(house.sessions.who(secret)).isEmpty();
        house.peopleDesk().enable(PretendHouse.OWNER, MEMBER.id());
        assertThat(house.sessions.who(secret)).isEmpty();
    }

    @Test
    void whatBeganAndEndedOnAnotherMachineHoldsHereOnceItWasLookedAt() {
        var there = open();
        var told = new AtomicInteger();
        there.ended().watch(told::incrementAndGet);
        var phone = begin("phone");
        var desk = begin("desk");
        there.lookAgain();
        assertThat(there.who(phone)).contains(MEMBER);
        assertThat(told).as("nobody was signed out").hasValue(0);
        now = now.plusSeconds(60);
        there.seen(phone);
        sessions.endOthers(MEMBER, desk);
        there.lookAgain();
        assertThat(there.who(phone)).isEmpty();
        assertThat(there.who(desk)).contains(MEMBER);
        assertThat(told).hasValue(1);
        there.keep();
        sessions.lookAgain();
        assertThat(store.all()).as("seen there, and not begun anew by it").hasSize(1);
        assertThat(sessions.who(phone)).isEmpty();
    }

    @Test
    void whoIsHereOftenStaysSignedInThoughAnotherMachineNeverSawThem() {
        var there = open();
        var secret = begin("phone");
        there.lookAgain();
        now = now.plus(Duration.ofDays(20));
        sessions.seen(secret);
        sessions.keep();
        now = now.plus(Duration.ofDays(20));
        there.lookAgain();
        there.keep();
        assertThat(there.who(secret)).contains(MEMBER);
    }

    @Test
    void anotherRoleHoldsInTheSameSession() {
        var secret = house.sessions.begin(MEMBER, "192.168.1.20", "Firefox");
        house.peopleDesk().changeRole(PretendHouse.OWNER, MEMBER.id(), Role.GUEST);
        assertThat(house.sessions.who(secret)).map(Person::role).contains(Role.GUEST);
    }

    @Test
    void thirtyBrowsersAreEnoughAndTheOneNotSeenForLongestGoes() {
        var first = begin("first");
        for (var i = 0; i < 30; i++) {
            now = now.plusSeconds(1);
            begin("browser " + i);
        }
        assertThat(sessions.list(MEMBER, "")).hasSize(30);
        assertThat(sessions.who(first)).isEmpty();
        assertThat(store.all()).hasSize(30);
    }

    @Test
    void whatABrowserCallsItselfIsKeptShortAndPlain() {
        begin("x".repeat(5_000) + "\n\0é");
        begin("\u001b[31mé");
        assertThat(store.all()).allMatch(kept -> kept.device().length() <= 300 && kept.device().chars().allMatch(c -> c >= ' ' && c <= '~'));
        assertThat(sessions.who("x".repeat(5_000))).isEmpty();
        assertThat(sessions.who("")).isEmpty();
    }
}
