package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.library.LibrarySettings.KeepOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderListerTest {
    @TempDir
    Path disk;

    private Path top;
    private FolderLister lister;

    @BeforeEach
    void furnish() throws IOException {
        disk = disk.toRealPath();
        top = disk.resolve("top");
        for (var name : List.of("srv/music/album", "srv/Films", "srv/.hidden", "srv/@eaDir", "srv/incomplete", "home", "tmp/x", "root/x")) {
            Files.createDirectories(top.resolve(name));
        }
        Files.writeString(top.resolve("srv/song.ogg"), "x");
        Files.createDirectories(disk.resolve("outside/secret"));
        Files.createSymbolicLink(top.resolve("srv/way-out"), disk.resolve("outside"));
        Files.createSymbolicLink(top.resolve("srv/loop"), top.resolve("srv"));
        lister = new FolderLister(new FolderInspection(new Random(1), new KeepOut(List.of(), List.of(top.resolve("srv/incomplete"))), List.of()), top);
    }

    @Test
    void atTheTopAreThePlacesWherePeopleKeepFiles() {
        assertThat(lister.list(top)).isEqualTo(new FolderListing(top, Optional.empty(), List.of(top.resolve("home"), top.resolve("srv")), false));
    }

    @Test
    void realFoldersAreNamedWithoutLinksHiddenOnesAndOurs() {
        var listing = lister.list(top.resolve("srv"));
        assertThat(listing.folders()).containsExactly(top.resolve("srv/Films"), top.resolve("srv/music"));
        assertThat(listing.up()).contains(top);
        assertThat(lister.list(top.resolve("srv/music")).up()).contains(top.resolve("srv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/way-out", "srv/way-out/secret", "srv/../../outside", "tmp", "root", "srv/incomplete", "srv/absent", "srv/song.ogg", ".."})
    void nothingElseIsListed(String path) {
        assertThat(lister.list(top.resolve(path))).isEqualTo(lister.list(top));
        assertThat(lister.list(Path.of(path))).isEqualTo(lister.list(top));
    }

    @Test
    void aLinkThatStaysInsideIsListedAsWhatItLeadsTo() {
        assertThat(lister.list(top.resolve("srv/loop")).at()).isEqualTo(top.resolve("srv"));
    }

    @Test
    void noMoreThanSoManyAreNamed() throws IOException {
        for (var i = 0; i <= FolderLister.MOST; i++) {
            Files.createDirectory(top.resolve("home/" + i));
        }
        assertThat(lister.list(top.resolve("home")).folders()).hasSize(FolderLister.MOST);
        assertThat(lister.list(top.resolve("home")).more()).isTrue();
    }

    @Test
    void theSystemIsNotListed() {
        var real = new FolderLister(new FolderInspection(new Random(1), KeepOut.NOTHING, List.of()), Path.of("/"));
        assertThat(real.list(Path.of("/etc")).folders()).doesNotContain(Path.of("/etc"), Path.of("/usr"), Path.of("/proc"), Path.of("/var")).isEqualTo(real.list(Path.of("/")).folders());
    }
}
