package filbert.household.telling;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.showroom.PretendHouse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HouseholdInboxTest {
    private static final Notice DONE = Notice.of(Notice.Kind.DOWNLOAD_DONE, "hazel.ogg", "/downloads");

    private final PretendHouse house = new PretendHouse();
    private final List<Told> onwards = new ArrayList<>();
    private final HouseholdInbox inbox = new HouseholdInbox(house.inbox, house.people, InstantSource.fixed(NOW), onwards::add);

    @Test
    void whatIsToldIsUnreadUntilItIsOpenedAndNobodyElseSeesIt() {
        var changes = new AtomicInteger();
        inbox.changed().watch(changes::incrementAndGet);
        inbox.tell(MEMBER.id(), DONE);
        assertThat(changes).hasValue(1);
        assertThat(onwards).extracting(Told::notice).containsExactly(DONE);
        assertThat(inbox.unread(MEMBER)).isEqualTo(1);
        assertThat(inbox.unread(OWNER)).isZero();
        assertThat(inbox.list(OWNER, 0, 10)).isEmpty();
        var id = inbox.list(MEMBER, 0, 10).getFirst().id();
        assertThatThrownBy(() -> inbox.read(OWNER, id)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> inbox.remove(OWNER, id)).isInstanceOf(NoSuchElementException.class);
        assertThat(inbox.read(MEMBER, id).notice().link()).isEqualTo("/downloads");
        assertThat(inbox.unread(MEMBER)).isZero();
    }

    @Test
    void ownersAreToldTogether() {
        inbox.tellOwners(DONE);
        assertThat(house.inbox.all).extracting(Told::person).containsExactly(OWNER.id());
    }

    @Test
    void aNoticeLeadsToAPageOfOursAndIsNotLong() {
        for (var link : List.of("https://evil.example/", "//evil.example/", "javascript:alert(1)", "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Notice.of(Notice.Kind.TROUBLE, "x", link));
        }
        assertThat(Notice.of(Notice.Kind.TROUBLE, "x".repeat(1_000), "/").subject()).hasSize(300);
        assertThat(Notice.of(Notice.Kind.TROUBLE, "x".repeat(299) + "\uD83C\uDF30", "/").subject()).hasSize(299);
    }

    @Test
    void aFullDiskIsToldOnceUntilThereIsPlentyAgain() {
        var watch = new DiskWatch(inbox);
        for (var free : List.of(5L << 30, -1L, 900L << 20, 800L << 20, 1_500L << 20, 900L << 20)) {
            watch.look(free);
        }
        assertThat(house.inbox.all).hasSize(1);
        assertThat(house.inbox.all.getFirst().notice().subject()).isEqualTo("900 MB");
        watch.look(3L << 30);
        watch.look(0);
        assertThat(house.inbox.all).hasSize(2);
    }
}
