package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.spam.Experience;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Lessons;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RememberedLinesTest {
    private final Shelf store = new Shelf();
    private final Experience experience = new Experience();
    private final RememberedLines remembered = new RememberedLines(store, experience);

    @Test
    void aPastSearchIsReadOnceHoweverOftenItIsLookedAt() {
        store.lengths.put("a", 10_000);
        var first = of("a");
        for (var look = 0; look < 100; look++) {
            assertThat(of("a")).isSameAs(first);
        }
        assertThat(store.read).containsOnly(Map.entry("a", 1));
    }

    @Test
    void theOneLookedAtLongestAgoLeavesWhenThereAreTooManyLines() {
        for (var id : List.of("a", "b", "c")) {
            store.lengths.put(id, RememberedLines.MOST_LINES / 3 + 1);
        }
        of("a");
        of("b");
        of("a");
        of("c");
        of("a");
        assertThat(store.read).containsEntry("a", 1);
        of("b");
        assertThat(store.read).containsEntry("b", 2);
    }

    @Test
    void evenTheLargestIsReadOnceWhileNobodyLooksAtAnother() {
        store.lengths.put("a", RememberedLines.MOST_LINES * 2);
        of("a");
        of("a");
        assertThat(store.read).containsOnly(Map.entry("a", 1));
    }

    @Test
    void emptySearchesAreNotRememberedWithoutEnd() {
        for (var i = 0; i < 1_000; i++) {
            of("empty " + i);
        }
        of("empty 0");
        assertThat(store.read).containsEntry("empty 0", 2);
    }

    @Test
    void whatTheHouseholdLearnsIsSeenInPastSearches() {
        store.lengths.put("a", 10);
        var first = of("a");
        experience.learned(new Lessons(List.of()));
        assertThat(of("a")).isNotSameAs(first).isSameAs(of("a"));
        assertThat(store.read).as("read once all the same").containsEntry("a", 1);
    }

    private List<FoundLine> of(String id) {
        return remembered.of(new SearchView(id, 1, "hazel", SearchView.State.DONE, Instant.EPOCH, 1, 1, "", 0, List.of()));
    }

    /** Counts what is read of it. */
    private static final class Shelf implements SearchStore {
        private static final FoundLine LINE =
                new FoundLine("n", Optional.empty(), "hazel.ogg", 1, 1, Offers.NONE, Instant.EPOCH, Judgement.CLEAN, Tags.NONE, false);

        final Map<String, Integer> lengths = new HashMap<>();
        final Map<String, Integer> read = new HashMap<>();

        @Override
        public List<FoundLine> lines(String searchId) {
            read.merge(searchId, 1, Integer::sum);
            return Collections.nCopies(lengths.getOrDefault(searchId, 0), LINE);
        }

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
            throw new AssertionError("nothing is read with all its sources");
        }

        @Override
        public Optional<SearchView> latest(long person, String canonicalQuery) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public List<SearchView> recent(long person, int atMost) {
            throw new AssertionError("nobody asks");
        }
    }
}
