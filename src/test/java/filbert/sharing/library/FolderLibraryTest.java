package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Sha1;
import filbert.servent.search.LocalFile;
import filbert.sharing.hashing.FileHasher;
import filbert.sharing.library.LibrarySettings.KeepOut;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.upload.ServedFile;
import filbert.wire.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole library over real folders, on one thread, in virtual time. */
final class FolderLibraryTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path disk;

    private Path music;
    private final PatientOwner owner = new PatientOwner();
    private final LibraryStore store = LibraryStore.inMemory();
    private LibrarySettings settings = LibrarySettings.DEFAULT;
    private FolderLibrary library;

    @BeforeEach
    void aFolderWithTwoSongs() throws IOException {
        music = Files.createDirectory(disk.resolve("music"));
        write("The Beatles/Help.mp3", "help");
        write("Café.ogg", "coffee");
        library = start();
    }

    @AfterEach
    void close() {
        library.close();
    }

    private FolderLibrary start() {
        var started = new FolderLibrary(store, settings, owner, () -> NOW.plusNanos(owner.nanos()), new Random(1), Runnable::run);
        started.start();
        return started;
    }

    private void restart() {
        library.close();
        library = start();
    }

    private SharedFolder share(Visibility visibility) {
        return library.add(1, music, visibility, List.of());
    }

    private Path write(String relative, String content) throws IOException {
        var file = music.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        age(file);
        return file;
    }

    private void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusNanos(owner.nanos()).minusSeconds(3600)));
    }

    /** As if nothing had happened, for whoever does not read it. */
    private static void overwriteUnseen(Path file, String content) throws IOException {
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, time);
    }

    private List<String> found(String words) {
        return library.shared().matching(Words.of(words), List.of(), 0, 50).stream().map(LocalFile::name).sorted().toList();
    }

    private String state() {
        return library.view().folders().getFirst().state();
    }

    private List<StoredFile> stored() {
        return store.filesAfter(1, "", 1000);
    }

    private static Sha1 sha1(String content) {
        try {
            return Sha1.of(MessageDigest.getInstance("SHA-1").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void rescan() {
        library.rescan(1);
    }

    @Test // S-19
    void aFileIsFoundByTheBeginningsOfItsWords() {
        share(Visibility.NETWORK);
        assertThat(found("cafe")).containsExactly("Café.ogg");
        assertThat(found("beat")).containsExactly("Help.mp3");
        assertThat(found("eatles")).isEmpty();
    }

    @Test
    void aFileSaysInWhichFoldersBelowTheSharedOneItIs() throws IOException {
        write("The Beatles/Cafe\u0301/Live/Yesterday.mp3", "yesterday");
        share(Visibility.NETWORK);
        assertThat(library.shared().behind(0, 50))
                .extracting(LocalFile::folder, LocalFile::name)
                .containsExactlyInAnyOrder(
                        tuple("", "Café.ogg"),
                        tuple("The Beatles", "Help.mp3"),
                        tuple("The Beatles/Café/Live", "Yesterday.mp3"));
    }

    @Test // S-20
    void aFileIsFoundByItsHash() {
        share(Visibility.NETWORK);
        assertThat(library.shared().matching(List.of(), List.of(sha1("help")), 0, 50)).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("Help.mp3");
            assertThat(file.sha1()).isEqualTo(sha1("help"));
            assertThat(file.index()).isPositive();
        });
    }

    @Test // S-20: as gtk-gnutella, the file with the hash and those with the words, no file twice
    void hashesAndWordsTogetherFindEachFileOnce() {
        share(Visibility.NETWORK);
        assertThat(library.shared().matching(List.of("cafe"), List.of(sha1("help"), sha1("coffee")), 0, 50))
                .extracting(LocalFile::name)
                .containsExactlyInAnyOrder("Help.mp3", "Café.ogg");
        assertThat(library.shared().matching(List.of("cafe"), List.of(sha1("help"), sha1("coffee")), 0, 1)).hasSize(1);
    }

    @Test
    void aFileIsReadAgainWhenSomebodyWantsThat() throws IOException {
        share(Visibility.NETWORK);
        var help = library.bySha1(sha1("help")).orElseThrow();
        overwriteUnseen(help.path(), "holp");
        rescan();
        assertThat(library.bySha1(sha1("help"))).as("nothing to be seen from outside").isPresent();
        assertThat(library.rehash(help.id())).isTrue();
        assertThat(library.bySha1(sha1("help"))).isEmpty();
        assertThat(library.file(help.id()).orElseThrow().hashed().orElseThrow().sha1()).isEqualTo(sha1("holp"));
        assertThat(library.shared().bySha1(sha1("holp"))).isPresent();
        assertThat(library.view().filesLeft()).isZero();
        assertThat(library.rehash(4711)).isFalse();
    }

    @Test
    void nothingOfAHouseholdFolderIsAnswered() {
        var folder = share(Visibility.HOUSEHOLD);
        assertThat(found("help")).isEmpty();
        assertThat(library.shared().bySha1(sha1("help"))).isEmpty();
        assertThat(library.bySha1(sha1("help"))).isPresent();
        library.change(folder.id(), Visibility.NETWORK, List.of());
        assertThat(found("help")).containsExactly("Help.mp3");
        library.change(folder.id(), Visibility.PRIVATE, List.of());
        assertThat(found("help")).isEmpty();
        assertThat(library.shared().bySha1(sha1("help"))).isEmpty();
        assertThat(library.shared().files()).isZero();
        assertThat(library.shared().kibibytes()).isZero();
        var words = new ArrayList<String>();
        library.shared().words(words::add);
        assertThat(words).isEmpty();
    }

    @Test
    void schemasOfTheKindsTheNetworkSeesAreTold() throws IOException {
        write("Help.mp3", "help");
        write("picture.png", "not for anybody");
        var folder = share(Visibility.NETWORK);
        assertThat(schemas()).containsExactlyInAnyOrder("http://www.limewire.com/schemas/audio.xsd", "http://www.limewire.com/schemas/image.xsd");
        library.change(folder.id(), Visibility.HOUSEHOLD, List.of());
        assertThat(schemas()).isEmpty();
    }

    private List<String> schemas() {
        var told = new ArrayList<String>();
        library.shared().wholes(told::add);
        return told;
    }

    @Test // S-21: what is still being downloaded has no name a scan takes
    void unfinishedFilesAreNeverAnswered() throws IOException {
        write("hazel.ogg.part", "half");
        write(".hazel.ogg", "half");
        write("hazel.ogg.tmp", "half");
        write("Hazel.OGG.!ut", "half");
        Files.createFile(music.resolve("hazel reserved.ogg")); // the name a finished download will take
        share(Visibility.NETWORK);
        assertThat(found("hazel")).isEmpty();
        assertThat(library.view().files()).isEqualTo(2);
    }

    @Test
    void aRemovedFolderLeavesNothing() {
        var folder = share(Visibility.NETWORK);
        library.remove(folder.id());
        assertThat(found("help")).isEmpty();
        assertThat(library.view().folders()).isEmpty();
        assertThat(library.view().files()).isZero();
        assertThat(stored()).isEmpty();
        assertThat(music.resolve("Café.ogg")).exists();
        rescan();
        assertThat(library.view().files()).isZero();
    }

    @Test
    void aFolderWithinASharedOneIsRefused() throws IOException {
        share(Visibility.HOUSEHOLD);
        assertThatThrownBy(() -> share(Visibility.HOUSEHOLD)).hasMessage("overlaps");
        assertThatThrownBy(() -> library.add(1, music.resolve("The Beatles"), Visibility.HOUSEHOLD, List.of())).hasMessage("overlaps");
        assertThatThrownBy(() -> library.add(1, disk, Visibility.HOUSEHOLD, List.of())).hasMessage("overlaps");
        var link = Files.createSymbolicLink(disk.resolve("link"), music);
        assertThatThrownBy(() -> library.add(1, link, Visibility.HOUSEHOLD, List.of())).hasMessage("overlaps");
    }

    @Test
    void patternsOfAFolderLeaveFilesOut() throws IOException {
        write("raw/one.mp3", "1");
        write("two.wav", "2");
        var folder = library.add(1, music, Visibility.NETWORK, List.of("raw", "*.wav"));
        assertThat(library.view().files()).isEqualTo(2);
        library.change(folder.id(), Visibility.NETWORK, List.of("The Beatles/**"));
        assertThat(found("help")).isEmpty();
        assertThat(found("one")).containsExactly("one.mp3");
        assertThatThrownBy(() -> library.change(folder.id(), Visibility.NETWORK, List.of("[")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pattern");
        assertThat(found("one")).containsExactly("one.mp3");
    }

    @Test
    void hashesAndIndexesSurviveARestart() throws IOException {
        share(Visibility.NETWORK);
        var before = library.shared().bySha1(sha1("help")).orElseThrow();
        overwriteUnseen(music.resolve("The Beatles/Help.mp3"), "HELP");
        restart();
        assertThat(library.shared().bySha1(sha1("help"))).hasValue(before);
        assertThat(library.shared().byIndex(before.index())).hasValue(before);
        assertThat(library.view().files()).isEqualTo(2);
        assertThat(library.view().bytes()).isEqualTo(10);
        assertThat(library.shared().bySha1(sha1("HELP"))).isEmpty();
    }

    @Test
    void aServedFileSaysWhereItIs() {
        share(Visibility.NETWORK);
        var file = library.shared().bySha1(sha1("help")).orElseThrow();
        assertThat(file).extracting(ServedFile::name, ServedFile::root, ServedFile::relative, ServedFile::size)
                .containsExactly("Help.mp3", music, "The Beatles/Help.mp3", 4L);
        assertThat(library.shared().byName("Help.mp3")).containsExactly(file);
        assertThat(library.shared().byName("help.mp3")).isEmpty();
        assertThat(library.treeRows().of(file)).hasValueSatisfying(row -> assertThat(row.root()).isEqualTo(file.tigerRoot()));
    }

    @Test
    void aNameThatDecidesNothingIsSeenTwice() throws IOException {
        write("One/track.mp3", "1");
        write("Two/track.mp3", "2");
        write("Three/track.mp3", "3");
        share(Visibility.NETWORK);
        assertThat(library.shared().byName("track.mp3")).hasSize(2);
    }

    @Test
    void theRowsOfLargeTreesAreKept() throws IOException {
        write("large.bin", "x".repeat(3_000_000));
        share(Visibility.NETWORK);
        var file = library.shared().byName("large.bin").getFirst();
        assertThat(library.treeRows().of(file)).hasValueSatisfying(row -> {
            assertThat(row.shape().width()).isEqualTo(12);
            assertThat(row.root()).isEqualTo(file.tigerRoot());
        });
    }

    @Test
    void aChangedFileIsHashedAgainUnderItsIndex() throws IOException {
        share(Visibility.NETWORK);
        var before = library.shared().bySha1(sha1("help")).orElseThrow();
        write("The Beatles/Help.mp3", "help me");
        rescan();
        var after = library.shared().bySha1(sha1("help me")).orElseThrow();
        assertThat(after.index()).isEqualTo(before.index());
        assertThat(library.shared().bySha1(sha1("help"))).isEmpty();
        assertThat(library.view().bytes()).isEqualTo(13);
    }

    @Test
    void aFileFoundDifferentWhenServedIsLookedAtAgain() throws IOException {
        share(Visibility.NETWORK);
        var before = library.shared().bySha1(sha1("help")).orElseThrow();
        write("The Beatles/Help.mp3", "help me");
        library.shared().differsOnDisk(before);
        assertThat(library.shared().bySha1(sha1("help"))).isEmpty();
        assertThat(library.shared().bySha1(sha1("help me"))).isPresent();
    }

    @Test
    void aMovedFileIsNotHashedAgain() throws IOException {
        share(Visibility.NETWORK);
        Files.move(music.resolve("Café.ogg"), music.resolve("The Beatles/Kaffee.ogg"));
        overwriteUnseen(music.resolve("The Beatles/Kaffee.ogg"), "CoFFee");
        rescan();
        assertThat(found("kaffee")).containsExactly("Kaffee.ogg");
        assertThat(found("cafe")).isEmpty();
        assertThat(library.shared().bySha1(sha1("coffee"))).isPresent();
        assertThat(library.view().files()).isEqualTo(2);
    }

    @Test
    void aDeletedFileIsForgotten() throws IOException {
        share(Visibility.NETWORK);
        Files.delete(music.resolve("Café.ogg"));
        rescan();
        assertThat(found("cafe")).isEmpty();
        assertThat(stored()).hasSize(1);
        assertThat(library.view().files()).isEqualTo(1);
        assertThat(library.view().bytes()).isEqualTo(4);
    }

    @Test
    void aFileStillBeingWrittenWaitsUntilItIsQuiet() throws IOException {
        share(Visibility.NETWORK);
        var file = write("copying.mp3", "beginning");
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        rescan();
        assertThat(found("copying")).isEmpty();
        assertThat(library.view().filesLeft()).isEqualTo(1);
        assertThat(state()).isEqualTo("hashing");
        owner.pass(Duration.ofSeconds(6));
        assertThat(found("copying")).containsExactly("copying.mp3");
        assertThat(library.view().filesLeft()).isZero();
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void aFileThatChangesWhileItIsHashedIsHashedLater() throws IOException {
        var growing = music.resolve("growing.bin");
        var first = "1".repeat(3 << 20);
        Files.writeString(growing, first);
        age(growing);
        library.close();
        var changes = new AtomicInteger();
        Executor meddling = task -> {
            task.run();
            if (changes.get() == 0 && library.view().hashingNow().equals("growing.bin")) { // the first slice of the tree was built
                changes.incrementAndGet();
                try {
                    Files.writeString(growing, "2".repeat(3 << 20));
                    Files.setLastModifiedTime(growing, FileTime.from(NOW.minusSeconds(1800)));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };
        library = new FolderLibrary(store, settings, owner, () -> NOW.plusNanos(owner.nanos()), new Random(1), meddling);
        library.start();
        share(Visibility.NETWORK);
        assertThat(changes).hasValue(1);
        owner.pass(Duration.ofSeconds(10));
        var content = "2".repeat(3 << 20);
        assertThat(library.shared().byName("growing.bin")).singleElement().extracting(ServedFile::sha1).isEqualTo(sha1(content));
        assertThat(library.view().filesLeft()).isZero();
    }

    @Test
    void aFolderThatIsListenedToIsLeftAloneForADay() {
        share(Visibility.NETWORK);
        var last = library.view().folders().getFirst().lastScan();
        owner.pass(Duration.ofHours(23));
        assertThat(library.view().folders().getFirst().lastScan()).isEqualTo(last);
        owner.pass(Duration.ofHours(2));
        assertThat(library.view().folders().getFirst().lastScan()).isAfter(last);
    }

    @Test
    void aFolderTooLargeToListenToIsLookedAtEveryHour() {
        settings = new LibrarySettings(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24), Duration.ofSeconds(5), 1, KeepOut.NOTHING);
        library.close();
        library = start();
        share(Visibility.NETWORK);
        var last = library.view().folders().getFirst().lastScan();
        owner.pass(Duration.ofMinutes(61));
        assertThat(library.view().folders().getFirst().lastScan()).isAfter(last);
    }

    @Test
    void aNewFolderIsHeardOf() throws IOException {
        share(Visibility.NETWORK);
        write("New/Deep/hazel.ogg", "nut");
        write("The Beatles/Yesterday.mp3", "yes");
        var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (found("hazel").isEmpty() || found("yesterday").isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(patience);
            owner.pass(Duration.ofSeconds(5));
        }
        assertThat(found("beatles")).containsExactly("Help.mp3", "Yesterday.mp3");
        assertThat(library.view().files()).isEqualTo(4);
    }

    @Test
    void aFileThatVanishesBeforeItIsHashedIsForgotten() throws IOException {
        library.pauseHashing();
        share(Visibility.NETWORK);
        Files.delete(music.resolve("Café.ogg"));
        library.resumeHashing();
        assertThat(library.view().files()).isEqualTo(1);
        assertThat(library.view().filesLeft()).isZero();
        owner.pass(Duration.ofHours(1));
        assertThat(found("help")).hasSize(1);
    }

    @Test
    void pausedHashingGoesOnWhereItStopped() {
        library.pauseHashing();
        share(Visibility.NETWORK);
        assertThat(library.view().filesLeft()).isEqualTo(2);
        assertThat(library.shared().files()).isZero();
        library.resumeHashing();
        assertThat(library.shared().files()).isEqualTo(2);
    }

    @Test
    void aFinishedDownloadIsSharedWithoutBeingReadAgain() throws IOException {
        share(Visibility.NETWORK);
        var file = write("finished.ogg", "all of it");
        var hashes = new FileHasher(Runnable::run).hash(file, _ -> {});
        overwriteUnseen(file, "ALL OF IT");
        library.arrived(file, hashes.sha1(), Optional.of(hashes.row()));
        assertThat(found("finished")).containsExactly("finished.ogg");
        var served = library.shared().bySha1(hashes.sha1()).orElseThrow();
        assertThat(library.treeRows().of(served)).hasValueSatisfying(row -> assertThat(row.root()).isEqualTo(hashes.tigerRoot()));
    }

    @Test
    void aFinishedDownloadWithoutATreeIsHashedAtOnce() throws IOException {
        share(Visibility.NETWORK);
        library.arrived(write("finished.ogg", "all of it"), sha1("all of it"), Optional.empty());
        assertThat(found("finished")).containsExactly("finished.ogg");
    }

    @Test
    void aFileOutsideEveryFolderArrivesNowhere() throws IOException {
        share(Visibility.NETWORK);
        var elsewhere = Files.writeString(disk.resolve("elsewhere.ogg"), "private");
        library.arrived(elsewhere, sha1("private"), Optional.empty());
        assertThat(found("elsewhere")).isEmpty();
    }

    @Test
    void aVolumeThatIsNotMountedIsNotAnEmptyFolder() throws IOException {
        share(Visibility.NETWORK);
        library.close();
        Files.move(music, disk.resolve("away"));
        Files.createDirectory(music);
        library = start();
        assertThat(state()).isEqualTo("missing");
        assertThat(found("help")).containsExactly("Help.mp3");
        owner.pass(Duration.ofHours(23));
        assertThat(found("help")).containsExactly("Help.mp3");
        owner.pass(Duration.ofHours(2));
        assertThat(found("help")).isEmpty();
        assertThat(stored()).hasSize(2);
        assertThat(music).isEmptyDirectory();
        Files.delete(music);
        Files.move(disk.resolve("away"), music);
        overwriteUnseen(music.resolve("The Beatles/Help.mp3"), "HELP");
        owner.pass(Duration.ofHours(1));
        assertThat(library.shared().bySha1(sha1("help"))).isPresent();
        assertThat(state()).isEqualTo("ready");
        assertThat(found("help")).containsExactly("Help.mp3");
    }

    @Test
    void aFolderThatVanishesKeepsItsFilesForADay() throws IOException {
        share(Visibility.NETWORK);
        Files.move(music, disk.resolve("away"));
        owner.pass(Duration.ofHours(1));
        assertThat(state()).isEqualTo("missing");
        assertThat(found("help")).containsExactly("Help.mp3");
        assertThat(stored()).hasSize(2);
        Files.move(disk.resolve("away"), music);
        owner.pass(Duration.ofHours(1));
        assertThat(state()).isEqualTo("ready");
        assertThat(found("help")).containsExactly("Help.mp3");
    }

    @Test
    void aFewStrayFilesOnABareMountPointDoNotReplaceALibrary() throws IOException {
        for (var i = 0; i < 12; i++) {
            write("song " + i + ".mp3", "song " + i);
        }
        share(Visibility.NETWORK);
        library.close();
        Files.move(music, disk.resolve("away"));
        Files.createDirectory(music);
        write("stray.mp3", "stray");
        library = start();
        assertThat(state()).isEqualTo("missing");
        assertThat(found("song")).hasSize(12);
        assertThat(found("stray")).isEmpty();
        owner.pass(Duration.ofHours(25)); // a day later this is what the folder is
        assertThat(found("song")).isEmpty();
        assertThat(found("stray")).containsExactly("stray.mp3");
    }

    @Test
    void aFolderEmptiedBeforeOurEyesIsEmpty() throws IOException {
        share(Visibility.NETWORK);
        Files.delete(music.resolve("Café.ogg"));
        Files.delete(music.resolve("The Beatles/Help.mp3"));
        rescan();
        assertThat(found("help")).isEmpty();
        assertThat(stored()).isEmpty();
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void ourOwnFilesAreNeverShared() throws IOException {
        var data = Files.createDirectory(music.resolve("data"));
        write("data/filbert.mv.db", "secrets");
        write("data/downloads/hazel.ogg", "nut");
        write("data/incomplete/HALF", "half");
        settings = settings.keepingOut(new KeepOut(List.of(data), List.of(data.resolve("incomplete"))));
        restart();
        share(Visibility.NETWORK);
        assertThat(stored()).extracting(stored -> stored.file().relative())
                .containsExactly("Café.ogg", "The Beatles/Help.mp3", "data/downloads/hazel.ogg");
        library.remove(1);
        assertThatThrownBy(() -> library.add(1, data, Visibility.NETWORK, List.of())).hasMessage("system");
        assertThatThrownBy(() -> library.add(1, data.resolve("incomplete"), Visibility.NETWORK, List.of())).hasMessage("system");
        library.add(1, data.resolve("downloads"), Visibility.NETWORK, List.of());
        assertThat(found("hazel")).hasSize(1);
    }

    @Test
    void watchersAreToldButNotMoreThanOnceASecond() throws IOException {
        share(Visibility.NETWORK);
        owner.pass(Duration.ofSeconds(5));
        var told = new AtomicInteger();
        library.shared().changed().watch(told::incrementAndGet);
        for (var i = 0; i < 20; i++) {
            library.arrived(write("new " + i + ".ogg", "new " + i), sha1("new " + i), Optional.empty());
        }
        assertThat(told).hasValue(1);
        owner.pass(Duration.ofSeconds(10));
        assertThat(told).hasValue(2);
        assertThat(found("new")).hasSize(20);
    }

    @Test
    void whatWouldAppearInAFolderIsShownAsTheFolderIs() {
        var folder = library.add(1, music, Visibility.NETWORK, List.of("*.tmp"));
        assertThat(library.wouldShow(music.resolve("new/blue hazel.ogg"))).isTrue();
        assertThat(library.wouldShow(music.resolve("blue hazel.tmp"))).isFalse();
        assertThat(library.wouldShow(disk.resolve("elsewhere/blue hazel.ogg"))).isFalse();
        library.change(folder.id(), Visibility.HOUSEHOLD, List.of());
        assertThat(library.wouldShow(music.resolve("blue hazel.ogg"))).isFalse();
        library.change(folder.id(), Visibility.PRIVATE, List.of());
        assertThat(library.wouldShow(music.resolve("blue hazel.ogg"))).isFalse();
    }
}
