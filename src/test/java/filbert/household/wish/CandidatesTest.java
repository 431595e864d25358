package filbert.household.wish;

import static filbert.showroom.PretendSearches.found;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.showroom.PretendDownloads;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CandidatesTest {
    private static final Taking ALL = new Taking(9, 9, 1, Taking.Choice.ALL);

    private static List<String> names(Taking taking, FoundFile... files) {
        return new Candidates(taking, PretendDownloads.sha1(9)::equals).of(List.of(files)).stream().map(FoundFile::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "hazel.exe", "HAZEL.EXE", "hazel.mp3.exe", "hazel.exe.mp3", "hazel.scr ", "hazel.ogg.lnk", "hazel.jar", "hazel.apk", "hazel.sh", "hazel.docm", "hazel.bin",
        "hazel.js", "hazel.mp3.com", "hazel .bat"
    })
    void whatRunsIsNeverTakenUnasked(String name) {
        assertThat(names(ALL, found(1, name, 100, 5))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hazel.ogg", "hazel vol. 2.flac", "Mr. Hazel.epub", "hazel", "exe.ogg", "hazel.com bush.ogg"})
    void whatDoesNotRunMayBe(String name) {
        assertThat(names(ALL, found(1, name, 100, 5))).containsExactly(name);
    }

    @Test
    void oneOfItsNamesIsEnoughToDoubt() {
        var twoFaced = new FoundFile("x", Optional.of(new Sha1(1, 2, 3)), Optional.empty(), "hazel.ogg", List.of("hazel.ogg", "setup.exe"), 100, List.of(),
                found(1, "a", 1, 1).firstSeen(), found(1, "a", 1, 1).lastSeen());
        assertThat(names(new Taking(9, 9, 1, Taking.Choice.ALL), twoFaced)).isEmpty();
    }

    @Test
    void theBestHasMostSourcesAndIsNotReplacedByTheNextWhenTheHouseHasIt() {
        var best = new Taking(9, 9, 2, Taking.Choice.BEST);
        assertThat(names(best, found(1, "a.ogg", 100, 2), found(2, "b.ogg", 100, 3), found(3, "c.ogg", 100, 1))).containsExactly("b.ogg");
        assertThat(names(best, found(1, "a.ogg", 100, 2), found(9, "b.ogg", 100, 3))).isEmpty();
        assertThat(names(ALL, found(1, "a.ogg", 100, 2), found(9, "b.ogg", 100, 3), found(2, "c.ogg", 0, 3))).containsExactly("a.ogg");
    }
}
