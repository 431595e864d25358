package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.servent.search.LocalFile;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.library.scan.Walk;
import filbert.wire.words.Words;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that go from one shared folder into another, over real folders, in virtual time. */
final class MovesTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final long ANNA = 1;

    @TempDir
    Path disk;

    private final PatientOwner owner = new PatientOwner();
    private final LibraryStore store = LibraryStore.inMemory();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Volumes volumes = new Volumes();
    private boolean holdBack;
    private Path music;
    private Path films;
    private FolderLibrary library;
    private SharedFolder open;
    private SharedFolder home;

    /** One volume, or one for each shared folder, whose bytes may be spoilt. */
    private static final class Volumes implements Disk {
        boolean several;
        boolean spoilt;
        Runnable meanwhile = () -> {};
        long usable = Long.MAX_VALUE;

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (several && !from.getParent().equals(to.getParent())) {
                throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "another volume");
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            meanwhile.run();
        }

        @Override
        public FileChannel open(Path file, OpenOption... options) throws IOException {
            if (spoilt && file.getFileName().toString().endsWith(".part") && options[0] == StandardOpenOption.READ) {
                Files.writeString(file, "HELP", StandardOpenOption.WRITE);
            }
            return FileChannel.open(file, options);
        }

        @Override
        public long usable(Path folder) {
            return usable;
        }
    }

    @BeforeEach
    void twoFolders() throws IOException {
        music = Files.createDirectory(disk.resolve("music"));
        films = Files.createDirectory(disk.resolve("films"));
        write(music, "beat/Help.mp3", "help");
        write(films, "old.avi", "old");
        Executor workers = task -> {
            if (holdBack) {
                later.add(task);
            } else {
                task.run();
            }
        };
        library = new FolderLibrary(
                store, LibrarySettings.DEFAULT, owner, () -> NOW.plusNanos(owner.nanos()), new Random(1), workers, Walk::new, volumes);
        library.start();
        open = library.add(ANNA, music, Visibility.NETWORK, List.of());
        home = library.add(ANNA, films, Visibility.HOUSEHOLD, List.of("*.nfo"));
    }

    @AfterEach
    void close() {
        library.close();
    }

    private static Path write(Path folder, String relative, String content) throws IOException {
        var file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(3600)));
        return file;
    }

    private SharedFile known(String name) {
        return library.files(new FilesQuery(ANNA, 0, List.of(), "", "", 1)).files().stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow();
    }

    private List<String> names() {
        return library.files(new FilesQuery(ANNA, 0, List.of(), "", "", 1)).files().stream().map(SharedFile::relative).toList();
    }

    private List<String> found(String words) {
        return library.shared().matching(Words.of(words), List.of(), 0, 50).stream().map(LocalFile::name).toList();
    }

    private void refused(long file, long folder, String below, String problem) {
        assertThatThrownBy(() -> library.move(ANNA, file, folder, below)).isInstanceOf(NotMovedException.class).hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aMovedFileKeepsItsIdAndItsHashesAndIsSeenAsItsNewFolderSays(boolean severalVolumes) throws IOException {
        volumes.several = severalVolumes;
        var before = known("Help.mp3");
        assertThat(found("help")).containsExactly("Help.mp3");

        var after = library.move(ANNA, before.id(), home.id(), "sixties/beat").join();
        assertThat(after.path()).isEqualTo(films.resolve("sixties/beat/Help.mp3"));
        assertThat(Files.readString(after.path())).isEqualTo("help");
        assertThat(Files.getLastModifiedTime(after.path()).toInstant()).isEqualTo(NOW.minusSeconds(3600));
        assertThat(before.path()).doesNotExist();
        try (var left = Files.list(after.path().getParent())) {
            assertThat(left).containsExactly(after.path());
        }
        assertThat(library.file(before.id())).hasValueSatisfying(now -> {
            assertThat(now.folder()).isEqualTo(home.id());
            assertThat(now.hashed()).isPresent().isEqualTo(before.hashed());
            assertThat(now.visibility()).isEqualTo(Visibility.HOUSEHOLD);
        });
        assertThat(found("help")).isEmpty();

        library.rescan(open.id());
        library.rescan(home.id());
        assertThat(names()).containsExactlyInAnyOrder("sixties/beat/Help.mp3", "old.avi");
        assertThat(library.file(before.id()).orElseThrow().hashed()).isEqualTo(before.hashed());
        assertThat(library.view().folders()).extracting(SharedFolder::files).containsExactly(0L, 2L);

        library.move(ANNA, before.id(), open.id(), "").join();
        assertThat(found("help")).containsExactly("Help.mp3");
    }

    @Test
    void theNextLookNotesByWhatAMovedFileIsKnownSoThatANewNameCostsNoHashing() throws IOException {
        var moved = library.move(ANNA, known("Help.mp3").id(), home.id(), "").join();
        assertThat(store.file(moved.id()).orElseThrow().fileKey()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whatIsThereIsNeverOverwritten(boolean severalVolumes) throws IOException {
        volumes.several = severalVolumes;
        write(films, "Help.mp3", "another");
        var after = library.move(ANNA, known("Help.mp3").id(), home.id(), "").join();
        assertThat(after.name()).isEqualTo("Help (2).mp3");
        assertThat(films.resolve("Help.mp3")).hasContent("another");
        assertThat(after.path()).hasContent("help");
    }

    @ParameterizedTest
    @CsvSource({"../music, name", "a/../.., name", "., name", "'con', name", "raw.tmp, left-out", ".hidden, left-out", "info.nfo, left-out", "way out, link", "old.avi, link"})
    void nothingLeavesTheSharedFolders(String below, String problem) throws IOException {
        Files.createSymbolicLink(films.resolve("way out"), disk);
        refused(known("Help.mp3").id(), home.id(), below, problem);
        assertThat(music.resolve("beat/Help.mp3")).hasContent("help");
        try (var left = Files.list(films)) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void aLinkAChangedFileAndOneThatIsThereStayWhereTheyAre() throws IOException {
        Files.createSymbolicLink(music.resolve("again.mp3"), music.resolve("beat/Help.mp3"));
        library.rescan(open.id());
        refused(known("again.mp3").id(), home.id(), "", "link");

        refused(known("Help.mp3").id(), open.id(), "beat", "there");
        write(music, "text.nfo", "text");
        library.rescan(open.id());
        refused(known("text.nfo").id(), home.id(), "", "left-out");

        var id = known("Help.mp3").id();
        Files.writeString(music.resolve("beat/Help.mp3"), "longer than before");
        refused(id, home.id(), "", "changed");
        Files.delete(music.resolve("beat/Help.mp3"));
        refused(id, home.id(), "", "gone");
        refused(id, 99, "", "away");
    }

    @Test
    void aCopyThatDoesNotReadAsItWasWrittenIsThrownAway() {
        volumes.several = true;
        volumes.spoilt = true;
        failsLater("not-the-same");
    }

    @Test
    void aVolumeWithoutRoomTakesNothing() {
        volumes.several = true;
        volumes.usable = 3;
        failsLater("no-room");
    }

    private void failsLater(String problem) {
        var before = known("Help.mp3");
        assertThat(library.move(ANNA, before.id(), home.id(), "")).isCompletedExceptionally();
        assertThat(library.moves()).containsExactly(new MoveUnderWay(ANNA, "Help.mp3", problem.equals("no-room") ? 0 : 4, 4, problem));
        assertThat(before.path()).hasContent("help");
        assertThat(films).isDirectoryNotContaining(file -> !file.endsWith("old.avi"));
        assertThat(found("help")).containsExactly("Help.mp3");
    }

    @Test
    void aCopyGoesOnInTheBackgroundAndIsBegunOnce() {
        volumes.several = true;
        holdBack = true;
        var id = known("Help.mp3").id();
        var moving = library.move(ANNA, id, home.id(), "");
        assertThat(moving).isNotDone();
        assertThat(library.moves()).containsExactly(new MoveUnderWay(ANNA, "Help.mp3", 0, 4, ""));
        refused(id, home.id(), "", "under-way");
        while (!later.isEmpty()) {
            later.remove().run();
        }
        assertThat(moving).isCompletedWithValueMatching(file -> file.path().startsWith(films));
        assertThat(library.moves()).isEmpty();
    }

    @Test
    void looksThatAreQuickerThanWeHaveItHashedNothingTwice() {
        var before = known("Help.mp3");
        volumes.meanwhile = () -> {
            library.rescan(open.id());
            library.rescan(home.id());
        };
        var after = library.move(ANNA, before.id(), home.id(), "").join();
        assertThat(after.hashed()).isPresent().isEqualTo(before.hashed());
        assertThat(names()).containsExactlyInAnyOrder("Help.mp3", "old.avi");
        assertThat(library.view().folders()).extracting(SharedFolder::files).containsExactly(0L, 2L);
    }

    @Test
    void aLookThatBeganBeforeTheMoveForgetsNothing() {
        var catalogue = new Catalogue(store, new SharedIndex(new Random(1), owner, _ -> {}), LibrarySettings.DEFAULT.keepOut());
        catalogue.folders().forEach(folder -> catalogue.loadOnce(folder.id()));
        var before = store.file(known("Help.mp3").id()).orElseThrow();
        var after = new SharedFile(
                before.file().id(), home.id(), films.resolve("Help.mp3"), "Help.mp3", 4, before.file().modified(), before.file().hashed(), Visibility.HOUSEHOLD);
        assertThat(catalogue.moved(after, Optional.of(before.added()))).isPresent();
        catalogue.forget(open.id(), List.of(before));
        catalogue.hashed(List.of(before), Map.of());
        assertThat(names()).containsExactlyInAnyOrder("Help.mp3", "old.avi");
        assertThat(catalogue.folders()).extracting(SharedFolder::files).containsExactly(0L, 2L);
    }
}
