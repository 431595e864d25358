package filbert.household.telling;

import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.OwnLimits;
import filbert.sharing.download.DownloadView.State;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever fetched all they may hears of it: once a week, unless they may more. */
final class QuotaWatchTest {
    private static final String WEEK = "quota-reached.week 0 5 MB";

    private final PretendHouse house = new PretendHouse();
    private final HouseholdInbox inbox = new HouseholdInbox(house.inbox, house.people, InstantSource.fixed(NOW), _ -> {});
    private QuotaWatch watch = new QuotaWatch(inbox, house.limits, house.people);

    private void may(int active, int mebibytes) {
        house.limits.set(OWNER, OWNER.id(), new OwnLimits(Optional.of(active), Optional.of(mebibytes), Optional.empty()));
    }

    private void look(State state, String reason) {
        var one = PretendDownloads.view(1, "hazel.ogg", state, 10, 1, 0, reason); // the owner's
        var other = PretendDownloads.view(2, "birch.ogg", state, 10, 1, 0, reason);
        watch.look(List.of(one, other));
    }

    private List<String> told() {
        return house.inbox.all.reversed().stream().map(told -> told.notice().words() + " " + told.notice().count() + " " + told.notice().subject()).toList();
    }

    @Test
    void aWeeksUseThatKeepsADownloadWaitingIsToldOnce() {
        may(0, 5);
        look(State.ACTIVE, "");
        assertThat(told()).isEmpty();
        look(State.QUEUED, "quota-reached");
        look(State.QUEUED, "quota-reached");
        watch = new QuotaWatch(inbox, house.limits, house.people); // a restart, or the other machine of the house
        look(State.QUEUED, "quota-reached");
        assertThat(told()).containsExactly(WEEK);
        assertThat(house.inbox.all.getFirst().person()).isEqualTo(OWNER.id());
        house.inbox.all.clear();
        look(State.QUEUED, "quota-reached");
        look(State.ACTIVE, "");
        look(State.QUEUED, "quota-reached");
        assertThat(told()).as("whoever deletes it knows").isEmpty();
    }

    @Test
    void whoMayFetchNothingAtAllHasReachedNoQuota() {
        may(0, 5);
        house.people.create("other owner", "acorn tree", filbert.household.Role.OWNER);
        house.peopleDesk().changeRole(OWNER, OWNER.id(), filbert.household.Role.GUEST);
        house.keptLimits.limits.clear();
        house.limits.lookAgain();
        look(State.QUEUED, "quota-reached");
        assertThat(told()).isEmpty();
    }

    @Test
    void anotherLimitIsAnotherNotice() {
        may(0, 5);
        look(State.QUEUED, "quota-reached");
        may(2, 6);
        look(State.QUEUED, "quota-reached");
        look(State.QUEUED, "own-places");
        look(State.QUEUED, "own-places");
        assertThat(told()).containsExactly(WEEK, "quota-reached.week 0 6 MB", "quota-reached.places 2 ");
    }
}
