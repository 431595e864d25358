package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.sharing.download.DownloadView;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.showroom.PretendAccounts;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What owners decide about people, and that nobody else does. */
final class HouseholdPeopleTest {
    private static final Person OWNER = PretendHouse.OWNER;
    private static final Person MEMBER = PretendHouse.MEMBER;

    private final PretendHouse house = new PretendHouse();
    private final HouseholdPeople people = house.peopleDesk();

    @Test
    void anOwnerSeesHowMuchEverybodyUses() {
        house.downloads.put(PretendDownloads.view(1, "hazel.ogg", DownloadView.State.ACTIVE, 10, 1, 0, "")); // the owner's
        folder(1, OWNER, Visibility.NETWORK);
        folder(2, OWNER, Visibility.PRIVATE);
        var mara = people.one(OWNER, OWNER.id());
        assertThat(mara.use().downloads()).isEqualTo(1);
        assertThat(mara.use().unfinished()).isEqualTo(1);
        assertThat(mara.use().folders()).isEqualTo(1);
        assertThat(mara.use().privateFolders()).isEqualTo(1);
        assertThat(people.all(OWNER)).extracting(Resident::name).containsExactly("mara", "jonas", "visitor");
        assertThat(people.one(OWNER, MEMBER.id()).lastSeen()).isPresent();
        assertThatThrownBy(() -> people.one(OWNER, 99)).isInstanceOf(NoSuchElementException.class);
    }

    private void folder(long id, Person owner, Visibility visibility) {
        house.library.folders.add(new SharedFolder(id, owner.id(), Path.of("/srv/" + id), "f" + id, visibility, List.of(), 1, 10, "ready", null));
    }

    @Test
    void aDisabledAccountIsOutUntilItIsEnabled() {
        people.disable(OWNER, MEMBER.id());
        assertThat(house.people.authenticate("jonas", PretendAccounts.PASSWORD, Origin.UNKNOWN)).isEmpty();
        assertThat(house.people.active(MEMBER.id())).isEmpty();
        assertThat(house.people.byId(MEMBER.id())).as("its name is still shown").contains(MEMBER);
        people.enable(OWNER, MEMBER.id());
        assertThat(house.people.authenticate("jonas", PretendAccounts.PASSWORD, Origin.UNKNOWN)).contains(MEMBER);
        assertThat(house.people.active(MEMBER.id())).contains(MEMBER);
    }

    @Test
    void thereIsAlwaysAnOwner() {
        assertThatThrownBy(() -> people.changeRole(OWNER, OWNER.id(), Role.GUEST)).hasMessage("people.problem.last-owner");
        assertThatThrownBy(() -> people.disable(OWNER, OWNER.id())).hasMessage("people.problem.yourself");
        assertThatThrownBy(() -> people.remove(OWNER, OWNER.id())).hasMessage("people.problem.yourself");
        people.changeRole(OWNER, MEMBER.id(), Role.OWNER);
        people.disable(OWNER, MEMBER.id());
        assertThatThrownBy(() -> people.changeRole(OWNER, OWNER.id(), Role.GUEST)).as("who is out is no owner").hasMessage("people.problem.last-owner");
        people.enable(OWNER, MEMBER.id());
        people.changeRole(OWNER, OWNER.id(), Role.GUEST);
        assertThatThrownBy(() -> people.all(OWNER)).as("no longer, though the request began as one").isInstanceOf(NotAllowedException.class);
    }

    @Test
    void ofTwoOwnersWhoDemoteEachOtherOneStays() throws Exception {
        for (var round = 0; round < 50; round++) {
            var other = house.people.create("other " + round, "acorn tree", Role.OWNER);
            var barrier = new CyclicBarrier(2);
            var refused = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var one : threads.invokeAll(List.of(demote(OWNER, other, barrier, refused), demote(other, OWNER, barrier, refused)))) {
                    one.get();
                }
            }
            assertThat(refused).hasValue(1);
            assertThat(house.people.all()).filteredOn(person -> person.role() == Role.OWNER).hasSize(1);
            house.accounts.restore();
            house.people.change(OWNER.id(), old -> old.in(Role.OWNER));
            house.people.change(other.id(), old -> old.in(Role.GUEST));
        }
    }

    private Callable<Void> demote(Person actor, Person whom, CyclicBarrier barrier, AtomicInteger refused) {
        return () -> {
            barrier.await();
            try {
                people.changeRole(actor, whom.id(), Role.MEMBER);
            } catch (NotAllowedException tooLate) {
                refused.incrementAndGet();
            }
            return null;
        };
    }

    @Test
    void aTokenOfLesserRoleManagesNobodyAndOneOfADemotedPersonHasTheirRole() {
        var asMember = new Person(OWNER.id(), OWNER.name(), Role.MEMBER);
        assertThatThrownBy(() -> people.changeRole(asMember, MEMBER.id(), Role.OWNER)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> people.remove(MEMBER, 3)).isInstanceOf(NotAllowedException.class);
        var tokens = new MemoryHouse();
        var desk = new DigestedTokens(tokens, house.people, "", tokens, new java.util.Random(1));
        people.changeRole(OWNER, MEMBER.id(), Role.OWNER);
        var jonas = house.people.byId(MEMBER.id()).orElseThrow();
        var token = desk.create(jonas, "all", AccessTokens.Rights.all(Role.OWNER));
        assertThat(desk.bearer(token, Origin.UNKNOWN)).map(one -> one.person().role()).contains(Role.OWNER);
        people.changeRole(OWNER, MEMBER.id(), Role.GUEST);
        assertThat(desk.bearer(token, Origin.UNKNOWN)).map(one -> one.person().role()).contains(Role.GUEST);
        people.disable(OWNER, MEMBER.id());
        assertThat(desk.bearer(token, Origin.UNKNOWN)).isEmpty();
    }

    @Test
    void whoIsRemovedLeavesWhatIsDoneAndWhatOthersUse() {
        people.changeRole(OWNER, MEMBER.id(), Role.OWNER);
        var jonas = house.people.byId(MEMBER.id()).orElseThrow();
        house.downloads.put(PretendDownloads.view(1, "hazel.ogg", DownloadView.State.ACTIVE, 10, 1, 0, "")); // the first owner's
        folder(1, OWNER, Visibility.HOUSEHOLD);
        folder(2, OWNER, Visibility.PRIVATE);
        people.remove(jonas, OWNER.id());
        assertThat(house.downloads.commands).contains("cancel 1");
        assertThat(house.library.folders).extracting(SharedFolder::id, SharedFolder::owner).containsExactly(org.assertj.core.groups.Tuple.tuple(1L, jonas.id()));
        assertThat(house.people.byId(OWNER.id())).isEmpty();
        assertThat(house.people.authenticate("mara", PretendAccounts.PASSWORD, Origin.UNKNOWN)).isEmpty();
    }

    @Test
    void whatIsHeldOfSomebodyRemovedOnAnotherMachineIsLetGo() {
        house.downloads.put(PretendDownloads.view(1, "hazel.ogg", DownloadView.State.ACTIVE, 10, 1, 0, "")); // the owner's
        folder(1, OWNER, Visibility.HOUSEHOLD);
        folder(2, OWNER, Visibility.PRIVATE);
        people.letGo();
        assertThat(house.downloads.commands).isEmpty();
        house.accounts.departed.put(OWNER.id(), 7L);
        house.accounts.departed.put(7L, MEMBER.id()); // who left as well
        people.letGo();
        assertThat(house.downloads.commands).containsExactly("cancel 1");
        assertThat(house.library.folders)
                .extracting(SharedFolder::id, SharedFolder::owner)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, MEMBER.id()));
    }

    @Test
    void lastSeenIsWrittenNowAndThenNotWithEveryRequest() {
        var store = new MemoryHouse();
        var attendance = new Attendance(store, store);
        for (var i = 0; i < 100; i++) {
            attendance.here(1);
            store.pass(Duration.ofMillis(100));
        }
        assertThat(store.writes).isZero();
        attendance.keep();
        attendance.keep();
        assertThat(store.writes).isEqualTo(1);
        assertThat(new Attendance(store, store).of(1)).isEqualTo(attendance.of(1)).isPresent();
    }
}
