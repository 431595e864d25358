package filbert.sharing.download.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.adopt.SearchView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.HalfDone;
import filbert.sharing.download.disk.PartialFolder;
import filbert.sharing.download.disk.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A walk through a folder of all sorts. */
final class SearchTest {
    private static final Content CONTENT = Content.ofSize(600_000);
    private static final Content OTHER = Content.of(600_000, 8);

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectories(home.resolve("old"));
    }

    private SearchView look(Search.Waiting... waiting) {
        var search = new Search(Runnable::run, List.of());
        assertThat(search.begin(folder, List.of(waiting))).isTrue();
        return search.view();
    }

    @Test
    void everySortIsFoundBelowTheFolderAndOnlyThere() throws IOException {
        var deep = Files.createDirectories(folder.resolve("a/.b/incomplete"));
        GtkFile.of(CONTENT, "hazel.ogg").with(new Span(0, 300_000)).write(deep.resolve("hazel.ogg"));
        Files.write(folder.resolve("T-600000-almond.ogg"), new byte[1000]);
        HalfDone.leave(folder, OTHER, new Span(0, 262_144));
        Files.write(folder.resolve("letter.txt"), new byte[600]);
        GtkFile.of(CONTENT, "outside").with(new Span(0, 300_000)).write(home.resolve("outside"));
        var view = look();
        assertThat(view.state()).isEqualTo(State.DONE);
        assertThat(view.files()).isEqualTo(5);
        assertThat(view.found()).extracting(found -> found.origin().client())
                .containsExactlyInAnyOrder(Client.GTK_GNUTELLA, Client.LIMEWIRE, Client.FILBERT);
        assertThat(view.found()).extracting(Finding::relative)
                .containsExactlyInAnyOrder("a/.b/incomplete/hazel.ogg", "T-600000-almond.ogg", PartialFolder.dataName(OTHER.sha1()));
        assertThat(view.found()).extracting(Finding::number).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aWholeFileIsFoundByItsHashWhenOneOfItsSizeIsWaitedFor() throws IOException {
        Files.write(folder.resolve("right"), CONTENT.bytes());
        Files.write(folder.resolve("wrong"), OTHER.bytes());
        Files.write(folder.resolve("shorter"), CONTENT.slice(new Span(0, 599_999)));
        var view = look(new Search.Waiting(CONTENT.sha1(), CONTENT.size()));
        assertThat(view.found()).singleElement().satisfies(found -> {
            assertThat(found.relative()).isEqualTo("right");
            assertThat(found.sha1()).contains(CONTENT.sha1());
            assertThat(found.origin().client()).isEqualTo(Client.FINISHED);
            assertThat(found.said()).isEqualTo(600_000);
        });
        assertThat(look().found()).isEmpty();
    }

    @Test
    void linksAreNotFollowedAndOurOwnFoldersPassedBy() throws IOException {
        var away = Files.createDirectories(home.resolve("away"));
        HalfDone.leave(away, CONTENT, new Span(0, 262_144));
        Files.createSymbolicLink(folder.resolve("link"), away);
        Files.createSymbolicLink(folder.resolve(PartialFolder.dataName(CONTENT.sha1())), away.resolve(PartialFolder.dataName(CONTENT.sha1())));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThat(look().files()).isZero();
        var search = new Search(Runnable::run, List.of(away.toRealPath()));
        search.begin(home, List.of());
        assertThat(search.view().found()).isEmpty();
    }

    @Test
    void whatIsDamagedIsCountedAndTheRestFound() throws IOException {
        for (var i = 0; i < 30; i++) {
            Files.write(folder.resolve("T-5-file" + i), new byte[6]);
        }
        Files.write(folder.resolve("T-6-good"), new byte[6]);
        var view = look();
        assertThat(view.damaged()).containsExactly(java.util.Map.entry("sizes", 30L));
        assertThat(view.samples()).hasSize(SearchRun.MOST_SAMPLES).allMatch(sample -> sample.key().equals("sizes"));
        assertThat(view.found()).extracting(Finding::name).containsExactly("good");
    }

    @Test
    void moreThanCanBeShownIsCounted() throws IOException {
        for (var i = 0; i < SearchRun.MOST_FOUND + 3; i++) {
            Files.createFile(folder.resolve("T-5-file" + i));
        }
        var view = look();
        assertThat(view.found()).hasSize(SearchRun.MOST_FOUND);
        assertThat(view.more()).isEqualTo(3);
    }

    @Test
    void aListOfGtkGnutellaAnywhereBelowTellsOfFilesAnywhereBelow() throws IOException {
        var configuration = Files.createDirectories(folder.resolve("z/.gtk-gnutella"));
        Files.writeString(
                configuration.resolve("fileinfo"),
                "# THIS FILE IS AUTOMATICALLY GENERATED -- DO NOT EDIT\n\nNAME hazel\nSIZE 600000\nSHA1 " + CONTENT.sha1() + "\nCHNK 0 600000 2\n\n");
        Files.write(folder.resolve("hazel"), CONTENT.bytes());
        var found = look().found();
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.origin().database()).isPresent();
            assertThat(one.sha1()).contains(CONTENT.sha1());
        });
        assertThat(found).allSatisfy(one -> assertThat(Leftovers.read(one.origin()).said()).isEqualTo(600_000));
    }

    @Test
    void oneAtATimeAndACancelledOneIsLeftBehind() throws IOException {
        Files.createFile(folder.resolve("T-5-x"));
        var kept = new AtomicReference<Runnable>(() -> {});
        var search = new Search(kept::set, List.of());
        assertThat(search.begin(folder, List.of())).isTrue();
        assertThat(search.begin(folder, List.of())).isFalse();
        var first = kept.get();
        search.cancel();
        assertThat(search.view().state()).isEqualTo(State.CANCELLED);
        assertThat(search.begin(folder, List.of())).isTrue();
        first.run();
        assertThat(search.view().found()).isEmpty();
        kept.get().run();
        assertThat(search.view().state()).isEqualTo(State.DONE);
        assertThat(search.view().found()).hasSize(1);
    }

    @Test
    void aFolderThatIsGoneFails() {
        folder = home.resolve("gone");
        assertThat(look().state()).isEqualTo(State.FAILED);
    }
}
