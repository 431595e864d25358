package filbert.household.wish;

import static filbert.showroom.PretendHouse.GUEST;
import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static filbert.showroom.PretendSearches.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.Narrowing;
import filbert.household.NotAllowedException;
import filbert.servent.search.UnsearchableException;
import filbert.showroom.PretendHouse;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class HouseholdWishesTest {
    private static final Plan PLAN = new Plan("", "rare hazel", Narrowing.NONE, Duration.ofHours(6), true, Taking.NOTHING);

    private final PretendHouse house = new PretendHouse();
    private final HouseholdWishes desk = house.wishDesk();

    @Test
    void nobodySeesOrTouchesWhatAnotherWishesFor() {
        var id = desk.add(MEMBER, PLAN).id();
        house.wishes.meet(id, List.of(found(1, "rare hazel.ogg", 100, 1)), PretendHouse.NOW);
        var hit = house.wishes.hits(id, 0, 1).getFirst().id();
        List<Consumer<HouseholdWishes>> attempts = List.of(
                house -> house.view(OWNER, id),
                house -> house.hits(OWNER, id, 0, 10),
                house -> house.change(OWNER, id, PLAN),
                house -> house.pause(OWNER, id),
                house -> house.resume(OWNER, id),
                house -> house.runNow(OWNER, id),
                house -> house.seen(OWNER, id),
                house -> house.download(OWNER, id, hit),
                house -> house.remove(OWNER, id));
        attempts.forEach(attempt -> assertThatThrownBy(() -> attempt.accept(desk)).isInstanceOf(NoSuchElementException.class));
        assertThat(desk.list(OWNER)).isEmpty();
        assertThat(desk.list(MEMBER)).hasSize(1);
        assertThat(house.downloads.view()).isEmpty();
    }

    @Test
    void theOwnerSeesHowManyOthersHaveAndMembersDoNot() {
        desk.add(OWNER, PLAN);
        desk.add(MEMBER, PLAN);
        desk.pause(MEMBER, desk.add(MEMBER, PLAN).id());
        assertThat(desk.others(OWNER)).containsExactly(new WishStore.Tally(MEMBER.id(), 2, 1));
        assertThatThrownBy(() -> desk.others(MEMBER)).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void guestsDoNotWish() {
        assertThatThrownBy(() -> desk.add(GUEST, PLAN)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> desk.list(GUEST)).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void nobodyHasMoreThanThirty() {
        for (var i = 0; i < HouseholdWishes.MOST_OF_A_PERSON; i++) {
            desk.add(OWNER, PLAN);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> desk.add(OWNER, PLAN)).withMessage("wishes.problem.too-many");
        assertThat(desk.add(MEMBER, PLAN)).isNotNull();
    }

    @Test
    void plansAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan("", " ", Narrowing.NONE, Duration.ofHours(6), true, Taking.NOTHING)).withMessage("wishes.problem.words");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan("", "x".repeat(201), Narrowing.NONE, Duration.ofHours(6), true, Taking.NOTHING))
                .withMessage("wishes.problem.words-long");
        for (var every : List.of(Duration.ofMinutes(59), Duration.ofDays(8), Duration.ZERO)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Plan("", "hazel", Narrowing.NONE, every, true, Taking.NOTHING)).withMessage("wishes.problem.every");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Taking(1_001, 1, 1, Taking.Choice.BEST)).withMessage("wishes.problem.taking");
        assertThatThrownBy(() -> desk.add(OWNER, new Plan("", "a b", Narrowing.NONE, Duration.ofHours(6), true, Taking.NOTHING))).isInstanceOf(UnsearchableException.class);
        assertThat(PLAN.name()).isEqualTo("rare hazel");
    }

    @Test
    void otherWordsBeginAnewAndTheSameInAnotherSpellingDoNot() {
        var id = desk.add(OWNER, PLAN).id();
        house.wishes.meet(id, List.of(found(1, "rare hazel.ogg", 100, 1)), PretendHouse.NOW);
        desk.change(OWNER, id, new Plan("my hazel", "Rare  HAZEL", Narrowing.NONE, Duration.ofHours(1), true, Taking.NOTHING));
        assertThat(desk.view(OWNER, id).counts().total()).isEqualTo(1);
        desk.change(OWNER, id, new Plan("my hazel", "rare medlar", Narrowing.NONE, Duration.ofHours(1), true, Taking.NOTHING));
        assertThat(desk.view(OWNER, id).counts().total()).isZero();
        assertThat(desk.view(OWNER, id).wish().progress().atOnce()).isTrue();
    }

    @Test
    void aFindIsDownloadedByItsPersonWithTheSourcesItHad() {
        var id = desk.add(MEMBER, PLAN).id();
        house.wishes.meet(id, List.of(found(1, "rare hazel.ogg", 100, 3)), PretendHouse.NOW);
        var hit = desk.hits(MEMBER, id, 0, 10).getFirst();
        assertThat(desk.download(MEMBER, id, hit.id()).person()).isEqualTo(MEMBER.id());
        assertThat(desk.hits(MEMBER, id, 0, 10).getFirst().taken()).isTrue();
        assertThatThrownBy(() -> desk.download(MEMBER, id, "nothing")).isInstanceOf(NoSuchElementException.class);
    }
}
