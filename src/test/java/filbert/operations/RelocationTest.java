package filbert.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RelocationTest {
    @Test
    void theLongestThatFitsCounts() {
        var relocation = Relocation.parse(List.of("/srv=/mnt/disk", "/srv/music/=/mnt/music"));
        assertThat(relocation.apply("/srv/music/a.ogg")).isEqualTo("/mnt/music/a.ogg");
        assertThat(relocation.apply("/srv/music")).isEqualTo("/mnt/music");
        assertThat(relocation.apply("/srv/musical/b.ogg")).isEqualTo("/mnt/disk/musical/b.ogg");
        assertThat(relocation.apply("/home/c.ogg")).isEqualTo("/home/c.ogg");
        assertThat(relocation.moves("/srvs")).isFalse();
    }

    @Test
    void theRootMayBeEither() {
        assertThat(Relocation.parse(List.of("/=/mnt/old")).apply("/srv/a")).isEqualTo("/mnt/old/srv/a");
        assertThat(Relocation.parse(List.of("/data=/")).apply("/data")).isEqualTo("/");
        assertThat(Relocation.parse(List.of("/data=/")).apply("/data/a")).isEqualTo("/a");
    }

    @Test
    void blankPairsAreLeftOutAndTheRestIsReadBack() {
        var relocation = Relocation.of(List.of("", " /old "), List.of(" ", "/new/"));
        assertThat(relocation.pairs()).containsExactly("/old=/new");
        assertThat(Relocation.parse(relocation.pairs())).isEqualTo(relocation);
        assertThat(Relocation.parse(List.of("/=/x")).pairs()).containsExactly("/=/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/old", "old=/new", "/old=new", "/old=", "=/new", "/old=/a/../b", "/old=/new\n/x", "/a//b=/new"})
    void whatAreNoTwoPathsIsRefused(String pair) {
        assertThatThrownBy(() -> Relocation.parse(List.of(pair))).hasMessage("backup.problem.move");
    }

    @Test
    void thereAreOnlySoMany() {
        assertThatThrownBy(() -> Relocation.parse(Collections.nCopies(21, "/a=/b"))).hasMessage("backup.problem.moves");
    }
}
