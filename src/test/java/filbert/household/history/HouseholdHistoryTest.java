package filbert.household.history;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.servent.search.UnsearchableException;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import filbert.servent.search.SearchView;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class HouseholdHistoryTest {
    private final PretendHouse house = new PretendHouse();
    private final HouseholdHistory history = house.historyDesk();

    @Test
    void everybodyHasTheirOwnAndTheOwnerReadsNobodyElses() {
        var run = house.searchDesk().start(MEMBER, "secret hazel");
        assertThat(history.list(MEMBER, 0, 10)).extracting(PastSearch::query).containsExactly("secret hazel");
        assertThat(history.list(OWNER, 0, 10)).isEmpty();
        assertThat(history.count(OWNER)).isZero();
        assertThatThrownBy(() -> history.remove(OWNER, run)).isInstanceOf(NoSuchElementException.class);
        history.clear(OWNER);
        assertThat(history.count(MEMBER)).isEqualTo(1);
    }

    @Test
    void oneThatGoesOnEndsWhenItIsForgotten() {
        var run = house.searchDesk().start(MEMBER, "hazel");
        history.remove(MEMBER, run);
        assertThat(house.searches.view(run)).isEmpty();
        assertThat(history.count(MEMBER)).isZero();
        house.searchDesk().start(MEMBER, "medlar");
        house.searchDesk().start(MEMBER, "quince");
        history.clear(MEMBER);
        assertThat(history.count(MEMBER)).isZero();
    }

    @Test
    void whatIsTakenIsCounted() {
        var desk = house.searchDesk();
        desk.whenTaken(house.history::taken);
        var file = PretendSearches.found(1, "hazel.ogg", 10, 1);
        house.searches.put(new SearchView("s", MEMBER.id(), "hazel", SearchView.State.DONE, PretendHouse.NOW, 4, 1, "", 0, List.of(file)));
        desk.download(MEMBER, "s", file.id());
        assertThat(history.list(MEMBER, 0, 1).getFirst().taken()).isEqualTo(1);
    }

    @Test
    void aBookmarkIsLiveHoweverItsWordsAreSpelt() {
        assertThat(history.isLive(MEMBER, "blue hazel")).isFalse();
        history.makeLive(MEMBER, "Blue  HAZEL");
        assertThat(history.isLive(MEMBER, "blue hazel")).isTrue();
        assertThat(history.isLive(OWNER, "blue hazel")).isFalse();
        history.makeStill(MEMBER, "blue hazel");
        assertThat(history.isLive(MEMBER, "blue hazel")).isFalse();
        assertThatThrownBy(() -> history.makeLive(MEMBER, "x")).isInstanceOf(UnsearchableException.class);
        for (var i = 0; i < HouseholdHistory.MOST_LIVE; i++) {
            history.makeLive(MEMBER, "hazel" + i);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> history.makeLive(MEMBER, "one more")).withMessage("history.problem.too-many-live");
    }
}
