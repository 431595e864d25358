package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.LocalFile;
import filbert.servent.search.Tags;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.wire.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were hashed before their tags were read. */
final class TagCatchUpTest {
    @TempDir
    Path folder;

    private final PatientOwner owner = new PatientOwner();
    private final LibraryStore store = LibraryStore.inMemory();
    private final SharedIndex index = new SharedIndex(new Random(1), owner, _ -> {});
    private final Catalogue catalogue = new Catalogue(store, index, LibrarySettings.KeepOut.NOTHING);
    private final List<String> read = new ArrayList<>();
    private boolean hashing;
    private final TagCatchUp catchUp = new TagCatchUp(store, catalogue, owner, Runnable::run, () -> hashing, this::tags);
    private long shared;

    @BeforeEach
    void share() {
        shared = catalogue.add(1, folder, Visibility.NETWORK, List.of()).id();
    }

    private Tags tags(Path file) {
        var name = String.valueOf(file.getFileName());
        read.add(name);
        return name.startsWith("plain") ? Tags.NONE : new Tags("Title of " + name, "Filberts", "", "", 0, 0, 0, 0, 0);
    }

    private void hashed(String name) throws IOException {
        var path = Files.writeString(folder.resolve(name), name);
        var modified = Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.MICROS);
        var hashes = new SharedFile.Hashes(new Sha1(1, 2, name.hashCode()), new TigerRoot(3, 4, name.hashCode()));
        var file = new SharedFile(0, shared, path, name, name.length(), modified, Optional.of(hashes), Visibility.NETWORK);
        catalogue.save(shared, List.of(new StoredFile(file, "", Instant.EPOCH)));
    }

    private List<String> found(String words) {
        return index.matching(Words.of(words), List.of(), 0, 50).stream().map(LocalFile::name).sorted().toList();
    }

    @Test
    void theirTagsAreReadAndTheyAreFoundByThem() throws IOException {
        hashed("one.mp3");
        hashed("plain.mp3");
        assertThat(found("filberts")).isEmpty();
        catchUp.wake();
        assertThat(found("filberts title")).containsExactly("one.mp3");
        assertThat(found("mp3")).containsExactly("one.mp3", "plain.mp3");
    }

    @Test
    void eachIsReadOnceWhateverItSays() throws IOException {
        hashed("one.mp3");
        hashed("plain.mp3");
        catchUp.wake();
        owner.pass(Duration.ofMinutes(1));
        catchUp.wake();
        owner.pass(Duration.ofMinutes(1));
        assertThat(read).containsExactlyInAnyOrder("one.mp3", "plain.mp3");
    }

    @Test
    void aFewAreReadAtATime() throws IOException {
        for (var i = 0; i < 3 * TagCatchUp.AT_ONCE; i++) {
            hashed("song " + i + ".mp3");
        }
        catchUp.wake();
        assertThat(read).hasSize(TagCatchUp.AT_ONCE);
        owner.pass(TagCatchUp.PAUSE);
        assertThat(read).hasSize(2 * TagCatchUp.AT_ONCE);
        owner.pass(Duration.ofMinutes(1));
        assertThat(found("filberts")).hasSize(50);
        assertThat(read).hasSize(3 * TagCatchUp.AT_ONCE);
    }

    @Test
    void hashingGoesFirst() throws IOException {
        hashed("one.mp3");
        hashing = true;
        catchUp.wake();
        owner.pass(Duration.ofMinutes(5));
        assertThat(read).isEmpty();
        hashing = false;
        owner.pass(TagCatchUp.WHILE_HASHING);
        assertThat(read).containsExactly("one.mp3");
    }

    @Test
    void howeverOftenItIsWokenItPausesBetweenAFewFiles() throws IOException {
        for (var i = 0; i < 5 * TagCatchUp.AT_ONCE; i++) {
            hashed("song " + i + ".mp3");
        }
        hashing = true;
        for (var i = 0; i < 4; i++) {
            catchUp.wake();
        }
        hashing = false;
        owner.pass(TagCatchUp.WHILE_HASHING);
        assertThat(read).hasSize(TagCatchUp.AT_ONCE);
        catchUp.wake();
        catchUp.wake();
        assertThat(read).as("in the pause").hasSize(TagCatchUp.AT_ONCE);
        owner.pass(TagCatchUp.PAUSE);
        assertThat(read).hasSize(2 * TagCatchUp.AT_ONCE);
        owner.pass(TagCatchUp.PAUSE);
        assertThat(read).hasSize(3 * TagCatchUp.AT_ONCE);
    }

    @Test
    void whatIsNotAsStoredIsPassedOverAndHasItsTurnLater() throws IOException {
        hashed("gone.mp3");
        hashed("one.mp3");
        var away = Files.move(folder.resolve("gone.mp3"), folder.resolve("away"));
        catchUp.wake();
        owner.pass(Duration.ofMinutes(1));
        assertThat(read).containsExactly("one.mp3");
        Files.move(away, folder.resolve("gone.mp3"));
        catchUp.wake();
        assertThat(read).containsExactly("one.mp3", "gone.mp3");
    }

    @Test
    void itEndsWhenTold() throws IOException {
        hashed("one.mp3");
        catchUp.stop();
        catchUp.wake();
        owner.pass(Duration.ofMinutes(1));
        assertThat(read).isEmpty();
    }
}
