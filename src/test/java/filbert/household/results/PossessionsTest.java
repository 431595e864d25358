package filbert.household.results;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchSummary;
import filbert.servent.search.SearchView;
import filbert.showroom.PretendSearches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PossessionsTest {
    private final List<Sha1> asked = new ArrayList<>();
    private Set<Sha1> library = Set.of(line(1).sha1().orElseThrow());
    private Instant now = Instant.EPOCH;
    private final Possessions possessions = new Possessions(
            (_, contents) -> {
                asked.addAll(contents);
                return contents.stream().filter(library::contains).collect(Collectors.toSet());
            },
            () -> now);

    private static FoundLine line(int number) {
        return FoundLine.of(PretendSearches.found(number, "hazel.ogg", 1, 1));
    }

    private Set<Sha1> of(String run, FoundLine... lines) {
        return possessions.of(7, new SearchSummary(new SearchView(run, 7, "x", SearchView.State.RUNNING, Instant.EPOCH, 1, 1, "", 0, List.of()), List.of(lines)));
    }

    @Test
    void eachContentIsAskedForOnceAMinute() {
        assertThat(of("a", line(1), line(2))).isEqualTo(library);
        assertThat(of("a", line(1), line(2), line(3))).isEqualTo(library);
        assertThat(asked).containsExactly(line(1).sha1().orElseThrow(), line(2).sha1().orElseThrow(), line(3).sha1().orElseThrow());
        library = Set.of();
        now = now.plusSeconds(60);
        assertThat(of("a", line(1))).as("not yet").hasSize(1);
        now = now.plusSeconds(1);
        assertThat(of("a", line(1))).isEmpty();
    }

    @Test
    void onlySomeSearchesAreRemembered() {
        of("first", line(1));
        for (var i = 0; i < 8; i++) {
            of("other " + i, line(2));
        }
        asked.clear();
        of("first", line(1));
        assertThat(asked).hasSize(1);
    }
}
