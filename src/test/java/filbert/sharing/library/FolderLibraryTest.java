package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Sha1;
import filbert.servent.search.LocalFile;
import filbert.wire.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLibraryTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path disk;

    private Path music;
    private final PatientOwner owner = new PatientOwner();
    private final LibraryStore store = LibraryStore.inMemory();
    private FolderLibrary library;

    @BeforeEach
    void aFolderWithTwoSongs() throws IOException {
        music = Files.createDirectory(disk.resolve("music"));
        write("The Beatles/Help.mp3", "help");
        write("Café.ogg", "coffee");
        library = start();
    }

    private FolderLibrary start() {
        var started = new FolderLibrary(store, LibrarySettings.DEFAULT, owner, () -> NOW.plusNanos(owner.nanos()), new Random(1), Runnable::run);
        started.start();
        return started;
    }

    private Path write(String relative, String content) throws IOException {
        var file = music.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(3600)));
        return file;
    }

    private List<String> found(String words) {
        return library.shared().matching(Words.of(words), List.of(), 0, 50).stream().map(LocalFile::name).sorted().toList();
    }

    private static Sha1 sha1(String content) throws Exception {
        return Sha1.of(MessageDigest.getInstance("SHA-1").digest(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test // S-19
    void aFileIsFoundByTheBeginningsOfItsWords() {
        library.add(1, music, Visibility.NETWORK, List.of());
        assertThat(found("cafe")).containsExactly("Café.ogg");
        assertThat(found("beat")).containsExactly("Help.mp3");
        assertThat(found("eatles")).isEmpty();
    }

    @Test // S-20
    void aFileIsFoundByItsHash() throws Exception {
        library.add(1, music, Visibility.NETWORK, List.of());
        assertThat(library.shared().matching(List.of(), List.of(sha1("help")), 0, 50)).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("Help.mp3");
            assertThat(file.sha1()).isEqualTo(sha1("help"));
            assertThat(file.index()).isPositive();
        });
    }

    @Test
    void nothingOfAHouseholdFolderIsAnswered() throws Exception {
        var folder = library.add(1, music, Visibility.HOUSEHOLD, List.of());
        assertThat(found("help")).isEmpty();
        assertThat(library.shared().bySha1(sha1("help"))).isEmpty();
        assertThat(library.bySha1(sha1("help"))).isPresent();
        library.change(folder.id(), Visibility.NETWORK, List.of());
        assertThat(found("help")).containsExactly("Help.mp3");
        library.change(folder.id(), Visibility.PRIVATE, List.of());
        assertThat(found("help")).isEmpty();
        assertThat(library.shared().files()).isZero();
    }

    @Test
    void theSameFolderIsNotAddedTwice() {
        library.add(1, music, Visibility.HOUSEHOLD, List.of());
        assertThatThrownBy(() -> library.add(1, music, Visibility.HOUSEHOLD, List.of())).hasMessage("overlaps");
    }

    @Test
    void aVolumeThatIsNotMountedIsNotAnEmptyFolder() throws IOException {
        library.add(1, music, Visibility.NETWORK, List.of());
        library.close();
        Files.move(music, disk.resolve("away"));
        Files.createDirectory(music);
        library = start();
        assertThat(library.view().folders().getFirst().state()).isEqualTo("missing");
        assertThat(found("help")).containsExactly("Help.mp3");
        owner.pass(Duration.ofHours(25));
        assertThat(found("help")).isEmpty();
        assertThat(store.filesAfter(1, "", 10)).hasSize(2);
        Files.delete(music);
        Files.move(disk.resolve("away"), music);
        owner.pass(Duration.ofHours(1));
        assertThat(library.view().folders().getFirst().state()).isEqualTo("ready");
        assertThat(found("help")).containsExactly("Help.mp3");
    }
}
