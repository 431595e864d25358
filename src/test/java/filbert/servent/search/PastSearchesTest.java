package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.SearchView.State;
import filbert.servent.spam.Experience;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PastSearchesTest {
    private static final SearchView KILLED = new SearchView("a", 1, "Hazel  GROVE", State.RUNNING, Instant.EPOCH, 3, 0, "", 0, List.of());
    private static final SearchView DONE = new SearchView("b", 1, "acorn", State.DONE, Instant.EPOCH, 3, 2, "", 0, List.of());
    private static final SearchView NEVER_ASKED = new SearchView("c", 1, "beech", State.WAITING, Instant.EPOCH, 0, 0, "", 0, List.of());

    private final PastSearches searches =
            new PastSearches(new Shelf(Map.of("hazel grove", KILLED, "acorn", DONE, "beech", NEVER_ASKED)), new Experience());

    @Test
    void wordsAreTheSameHoweverTheyAreSpelt() {
        assertThat(searches.latest(1, "HAZEL grove")).map(SearchView::id).hasValue("a");
        assertThat(searches.latest(1, "x")).isEmpty();
        assertThat(searches.latest(2, "acorn")).isEmpty();
    }

    @Test
    void whatWasUnderWayWhenTheProcessEndedIsNoLonger() {
        assertThat(searches.view("a")).map(SearchView::state).hasValue(State.STOPPED);
        assertThat(searches.view("c")).map(SearchView::reason).hasValue("not-connected");
        assertThat(searches.view("b")).hasValue(DONE);
        assertThat(searches.recent(1, 10)).extracting(SearchView::state).doesNotContain(State.RUNNING, State.WAITING);
    }

    /** @param byWords searches under their canonical words */
    private record Shelf(Map<String, SearchView> byWords) implements SearchStore {
        @Override
        public void save(SearchView search, String canonicalQuery) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public void saveFiles(String searchId, Collection<FoundFile> files) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public Optional<SearchView> load(String searchId) {
            return byWords.values().stream().filter(search -> search.id().equals(searchId)).findFirst();
        }

        @Override
        public Optional<SearchView> latest(long person, String canonicalQuery) {
            return Optional.ofNullable(byWords.get(canonicalQuery)).filter(search -> search.person() == person);
        }

        @Override
        public List<SearchView> recent(long person, int atMost) {
            return List.copyOf(byWords.values());
        }
    }
}
