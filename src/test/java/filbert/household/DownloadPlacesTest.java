package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DownloadPlacesTest {
    private static final long ANNA = 1;
    private static final long BEN = 2;

    private final List<SharedFolder> shared = new ArrayList<>();

    @TempDir
    Path root;

    private Path home;
    private DownloadPlaces places;

    @BeforeEach
    void furnish() throws IOException {
        home = Files.createDirectories(root.resolve("downloads"));
        places = new DownloadPlaces(_ -> home, _ -> home, _ -> List.of(home.resolve("ben")), () -> List.copyOf(shared));
    }

    private void share(long owner, Path folder) throws IOException {
        Files.createDirectories(folder);
        shared.add(new SharedFolder(shared.size(), owner, folder, "x", Visibility.PRIVATE, List.of(), 0, 0, "ready", null));
    }

    @Test
    void oneMaySendItToOnesOwnFolderWhatIsRightBelowAndWhatOneShares() throws IOException {
        Files.createDirectories(home.resolve("films").resolve("old"));
        Files.createDirectory(home.resolve(".hidden"));
        Files.createDirectory(home.resolve("ben"));
        Files.createFile(home.resolve("a file"));
        Files.createSymbolicLink(home.resolve("way out"), Path.of("/tmp"));
        share(ANNA, root.resolve("music"));
        share(BEN, root.resolve("secrets"));
        share(BEN, home.resolve("bens too"));
        assertThat(places.of(ANNA)).containsExactly(home, home.resolve("films"), root.resolve("music"));
        assertThat(places.chosen(ANNA, root.resolve("music").toString())).isEqualTo(root.resolve("music"));
        for (var other : List.of(root.resolve("secrets"), home.resolve("ben"), home.resolve("way out"), home.resolve("films/old"), home.resolve("films/.."), root)) {
            assertThatThrownBy(() -> places.chosen(ANNA, other.toString())).hasMessage("said.download.folder.refused");
        }
    }

    @Test
    void aNewFolderIsMadeRightBelowOnesOwn() {
        assertThat(places.below(ANNA, "Spring 2026")).isEqualTo(home.resolve("Spring 2026")).isDirectory();
        assertThat(places.below(ANNA, "Spring 2026")).as("once more").isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../films", "/etc", "films/old", ".hidden", "a\\b", "con", "x\u0000", "C:x", "films."})
    void aNameThatIsNoNameIsRefused(String name) throws IOException {
        assertThatThrownBy(() -> places.below(ANNA, name)).hasMessage("said.download.folder.name");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatIsSomebodyElsesIsRefusedByNameToo() throws IOException {
        Files.createDirectory(home.resolve("ben"));
        Files.createSymbolicLink(home.resolve("link"), Path.of("/tmp"));
        assertThatThrownBy(() -> places.below(ANNA, "ben")).hasMessage("said.download.folder.refused");
        assertThatThrownBy(() -> places.below(ANNA, "link")).hasMessage("said.download.folder.refused");
    }
}
