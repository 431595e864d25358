package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.UnreadableException;
import filbert.sharing.download.UnreadableException.Why;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.showroom.PretendHouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playing and fetching what the library has. */
final class LibraryReaderTest {
    private static final int SIZE = 300_000;

    @TempDir
    Path root;

    private final PretendHouse house = new PretendHouse();
    private final byte[] bytes = new byte[SIZE];
    private long nanos;
    private final TornDisk disk = new TornDisk();
    private final HouseholdLibrary library = new HouseholdLibrary(house.library, disk, () -> nanos);

    @BeforeEach
    void share() throws IOException {
        new Random(3).nextBytes(bytes);
        share(1, "everybody", Visibility.HOUSEHOLD);
        share(2, "hers", Visibility.PRIVATE);
    }

    private void share(long id, String name, Visibility visibility) throws IOException {
        var folder = Files.createDirectories(root.resolve(name).resolve("album")).getParent();
        var file = Files.write(folder.resolve("album/hazel.ogg"), bytes);
        house.library.folders.add(new SharedFolder(id, PretendHouse.OWNER.id(), folder, name, visibility, List.of(), 1, SIZE, "ready", null));
        house.library.files.add(new SharedFile(
                id, id, file, "album/hazel.ogg", SIZE, Files.getLastModifiedTime(file).toInstant(), Optional.empty(), visibility));
    }

    private static byte[] all(DownloadReader reader) {
        var read = new ByteArrayOutputStream();
        try (reader) {
            for (var piece = piece(reader); piece.length > 0; piece = piece(reader)) {
                read.writeBytes(piece);
            }
        }
        return read.toByteArray();
    }

    private static byte[] piece(DownloadReader reader) {
        var piece = reader.next().toCompletableFuture().join();
        var bytes = new byte[piece.remaining()];
        piece.get(bytes);
        assertThat(bytes.length).isLessThanOrEqualTo(DownloadReader.PIECE);
        return bytes;
    }

    private DownloadReader reader() {
        return library.read(PretendHouse.GUEST, 1, 0, SIZE);
    }

    @Test
    void guestsReadWhatTheHouseholdShares() {
        assertThat(all(reader())).isEqualTo(bytes);
        assertThat(all(library.read(PretendHouse.GUEST, 1, 1_000, 200_000))).isEqualTo(Arrays.copyOfRange(bytes, 1_000, 200_000));
        assertThat(all(library.read(PretendHouse.GUEST, 1, SIZE, SIZE))).isEmpty();
        assertThatThrownBy(() -> library.read(PretendHouse.GUEST, 1, 0, SIZE + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsForOnePersonIsReadByNobodyElse() {
        assertThat(all(library.read(PretendHouse.OWNER, 2, 0, SIZE))).isEqualTo(bytes);
        for (var other : List.of(PretendHouse.MEMBER, PretendHouse.GUEST, new Person(9, "ben", Role.OWNER))) {
            assertThatThrownBy(() -> library.read(other, 2, 0, SIZE)).isInstanceOf(NoSuchElementException.class);
        }
        assertThatThrownBy(() -> library.read(PretendHouse.OWNER, 77, 0, 1)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aFileThatIsAnotherOneByNowIsNotRead() throws IOException {
        var reader = reader();
        piece(reader);
        var path = root.resolve("everybody/album/hazel.ogg");
        Files.write(path, new byte[SIZE - 1]);
        assertThatThrownBy(() -> piece(reader)).isInstanceOf(CompletionException.class).hasCauseInstanceOf(UnreadableException.class);
        assertThat(reader.cutShort().toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Why.CHANGED);
        assertThatThrownBy(this::reader).hasMessage("CHANGED");
        Files.delete(path);
        assertThatThrownBy(this::reader).hasMessage("CHANGED");
    }

    @Test
    void aDiskThatGivesTheFileOutNoMoreIsNotTakenForAnotherFile() {
        var reader = reader();
        piece(reader);
        disk.torn = true;
        assertThatThrownBy(() -> piece(reader)).hasCauseInstanceOf(UnreadableException.class).hasRootCauseMessage("DISK");
        assertThat(reader.cutShort().toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Why.DISK);
    }

    @Test
    void whatMayNotBeReadIsNotTakenForAnotherFile() {
        assertThat(UnreadableException.why(new AccessDeniedException("hazel.ogg"))).isEqualTo(Why.DISK);
        assertThat(UnreadableException.why(new NoSuchFileException("hazel.ogg"))).isEqualTo(Why.CHANGED);
    }

    /** Opens files until it is torn. */
    private static final class TornDisk implements Disk {
        private volatile boolean torn;

        @Override
        public FileChannel open(Path file, OpenOption... options) throws IOException {
            if (torn) {
                throw new FileSystemException(file.toString(), null, "Input/output error");
            }
            return Disk.super.open(file, options);
        }
    }

    @Test
    void aLinkPutInItsPlaceLeadsNowhere() throws IOException {
        var album = root.resolve("everybody/album");
        var known = Files.getLastModifiedTime(album.resolve("hazel.ogg"));
        var secret = Files.createDirectory(root.resolve("secret"));
        Files.setLastModifiedTime(Files.write(secret.resolve("hazel.ogg"), bytes), known);
        Files.delete(album.resolve("hazel.ogg"));
        Files.createSymbolicLink(album.resolve("hazel.ogg"), secret.resolve("hazel.ogg"));
        assertThatThrownBy(this::reader).hasMessage("CHANGED");
        Files.delete(album.resolve("hazel.ogg"));
        Files.delete(album);
        Files.createSymbolicLink(album, secret);
        assertThatThrownBy(this::reader).hasMessage("CHANGED");
    }

    @Test
    void onePersonReadsFourAtATimeAndWhoTakesNothingMakesRoom() {
        var readers = new ArrayList<DownloadReader>();
        for (var i = 0; i < LibraryReaders.MOST_OF_A_PERSON; i++) {
            readers.add(reader());
        }
        assertThatThrownBy(this::reader).hasMessage("TOO_MANY");
        library.read(PretendHouse.MEMBER, 1, 0, SIZE).close();
        readers.getFirst().close();
        reader();
        nanos = LibraryReaders.PATIENCE.toNanos() + 1;
        piece(readers.get(1));
        reader();
        assertThat(readers.get(2).cutShort().toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Why.IDLE);
        assertThat(readers.get(1).cutShort().toCompletableFuture()).isNotDone();
        assertThatThrownBy(() -> piece(readers.get(2))).hasCauseInstanceOf(UnreadableException.class);
    }
}
