package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Tags;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2LibraryStoreTest extends StoreTest {
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.123456789Z");
    private static final Instant ADDED = Instant.parse("2026-02-04T04:05:06.123456Z");
    private static final SharedFile.Hashes HASHES = new SharedFile.Hashes(new Sha1(1, 2, 3), new TigerRoot(4, 5, 6));

    private Database database;
    private H2LibraryStore store;
    private long ann;
    private long bob;

    @BeforeEach
    void open() {
        database = house();
        store = store();
        var people = new H2AccountStore(database);
        ann = people.insert(new Account(0, "ann", Role.OWNER, "-", Optional.empty(), ADDED)).id();
        bob = people.insert(new Account(0, "bob", Role.MEMBER, "-", Optional.empty(), ADDED)).id();
    }

    private H2LibraryStore store() {
        return new H2LibraryStore(database, text -> text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SharedFolder folder(String path, Visibility visibility) {
        return store.insert(new SharedFolder(0, ann, Path.of(path), "Music", visibility, List.of("*.tmp", "a\nb"), 0, 0, "new", null));
    }

    private static StoredFile file(SharedFolder folder, String relative, long size, Optional<SharedFile.Hashes> hashes) {
        return new StoredFile(
                new SharedFile(0, folder.id(), folder.path().resolve(relative), relative, size, TIME, hashes, folder.visibility()),
                "inode-" + relative,
                ADDED);
    }

    private FilesQuery query(long person, String sort, int page, String... words) {
        return new FilesQuery(person, 0, List.of(words), "", sort, page);
    }

    private List<String> names(FilesQuery query) {
        return store.page(query).files().stream().map(SharedFile::relative).toList();
    }

    @Test
    void aFolderComesBackAsItWasAlsoAfterReopening() {
        var folder = folder("/music", Visibility.NETWORK);
        var ready = new SharedFolder(
                folder.id(), ann, folder.path(), "Songs", Visibility.HOUSEHOLD, List.of(), 3, 4_000, "ready", ADDED);
        store.update(ready);
        database.close();
        open2();
        assertThat(store.folders()).containsExactly(ready);
    }

    @Test
    void whatOnlyOnePersonSawGoesWithThemWhicheverServentSharesIt() {
        var secret = store.insert(new SharedFolder(0, bob, Path.of("/diary"), "Diary", Visibility.PRIVATE, List.of(), 0, 0, "new", null));
        var seen = store.insert(new SharedFolder(0, bob, Path.of("/films"), "Films", Visibility.HOUSEHOLD, List.of(), 0, 0, "new", null));
        assertThat(store.folders()).containsExactly(secret, seen);
        new H2AccountStore(database).remove(bob, ann);
        assertThat(store.folders()).extracting(SharedFolder::id, SharedFolder::owner).containsExactly(org.assertj.core.groups.Tuple.tuple(seen.id(), ann));
    }

    private void open2() {
        database = house();
        store = store();
    }

    @Test
    void changingAFolderThatIsNotThereSaysSo() {
        var folder = folder("/music", Visibility.NETWORK);
        store.delete(folder.id());
        assertThatThrownBy(() -> store.update(folder)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void tagsComeBackAndFilesAreFoundByThem() {
        var folder = folder("/music", Visibility.NETWORK);
        var tags = new Tags("Blue hazel", "The Filberts", "Nuts", "folk", 2026, 201, 192, 0, 0);
        var hashes = new SharedFile.Hashes(HASHES.sha1(), HASHES.tigerRoot(), tags);
        store.save(List.of(file(folder, "track 01.ogg", 10, Optional.of(hashes)), file(folder, "track 02.ogg", 11, Optional.empty())));
        assertThat(store.page(query(ann, "name", 1, "filb", "track")).files()).singleElement().satisfies(file -> {
            assertThat(file.relative()).isEqualTo("track 01.ogg");
            assertThat(file.tags()).isEqualTo(tags);
        });
    }

    @Test
    void filesKeepTheirIdAndTheirTimeToTheNanosecond() {
        var folder = folder("/music", Visibility.NETWORK);
        var first = store.save(List.of(file(folder, "b.ogg", 10, Optional.empty()), file(folder, "a.ogg", 20, Optional.empty())));
        var second = store.save(List.of(file(folder, "c.ogg", 30, Optional.empty()), file(folder, "b.ogg", 11, Optional.of(HASHES))));
        assertThat(second.get(1).file().id()).isEqualTo(first.getFirst().file().id());
        assertThat(store.filesAfter(folder.id(), "", 10))
                .containsExactly(first.get(1), second.get(1), second.getFirst());
        assertThat(store.filesAfter(folder.id(), "a.ogg", 1)).containsExactly(second.get(1));
        assertThat(store.file(second.get(1).file().id())).contains(second.get(1));
        assertThat(store.bySha1(HASHES.sha1())).contains(second.get(1));
    }

    @Test
    void filesComeInTheOrderAScanWalksTheDisk() {
        var folder = folder("/music", Visibility.NETWORK);
        var names = List.of("A/x", "B b", "a b", "a-b", "a/x", "a0", "ä", "\uD83D\uDE00 smile", "\uFF01 wide", "\uFFFD unreadable");
        assertThat(names).isSorted();
        store.save(names.reversed().stream().map(name -> file(folder, name, 1, Optional.empty())).toList());
        for (int i = 0; i < names.size(); i++) {
            var behind = names.get(i);
            assertThat(store.filesAfter(folder.id(), behind, 10))
                    .extracting(stored -> stored.file().relative())
                    .containsExactlyElementsOf(names.subList(i + 1, names.size()));
        }
        assertThat(store.filesAfter(folder.id(), "a/" + Character.MAX_VALUE, 1)).first().extracting(stored -> stored.file().relative()).isEqualTo("a0");
        store.save(List.of(file(folder, "\uFF01 wide", 2, Optional.empty())));
        assertThat(store.filesAfter(folder.id(), "", 20)).as("known ones are found again").hasSize(names.size());
    }

    @Test
    void noIdIsGivenTwice() {
        var folder = folder("/music", Visibility.NETWORK);
        var gone = store.save(List.of(file(folder, "a.ogg", 10, Optional.empty()))).getFirst().file().id();
        store.deleteFiles(List.of(gone));
        database.close();
        open2();
        assertThat(store.save(List.of(file(folder, "a.ogg", 10, Optional.empty()))).getFirst().file().id()).isGreaterThan(gone);
    }

    @Test
    void aFolderTakesItsFilesAlong() {
        var folder = folder("/music", Visibility.NETWORK);
        var id = store.save(List.of(file(folder, "a.ogg", 10, Optional.empty()))).getFirst().file().id();
        store.delete(folder.id());
        assertThat(store.file(id)).isEmpty();
    }

    @Test
    void unhashedFilesComeSmallestFirst() {
        var folder = folder("/music", Visibility.NETWORK);
        var saved = store.save(List.of(
                file(folder, "big", 30, Optional.empty()),
                file(folder, "done", 5, Optional.of(HASHES)),
                file(folder, "small", 10, Optional.empty()),
                file(folder, "small too", 10, Optional.empty())));
        assertThat(store.unhashedAfter(0, 0, 2)).containsExactly(saved.get(2), saved.get(3));
        assertThat(store.unhashedAfter(10, saved.get(2).file().id(), 9)).containsExactly(saved.get(3), saved.getFirst());
    }

    @Test
    void hashedFilesWhoseTagsWereNeverReadAreTold() {
        var folder = folder("/music", Visibility.NETWORK);
        var unread = new SharedFile.Hashes(HASHES.sha1(), HASHES.tigerRoot());
        var read = new SharedFile.Hashes(HASHES.sha1(), HASHES.tigerRoot(), Tags.NONE);
        var saved = store.save(List.of(
                file(folder, "one", 30, Optional.of(unread)),
                file(folder, "read", 5, Optional.of(read)),
                file(folder, "unhashed", 10, Optional.empty()),
                file(folder, "two", 10, Optional.of(unread))));
        assertThat(store.untaggedAfter(0, 9)).containsExactly(saved.getFirst(), saved.get(3));
        assertThat(store.untaggedAfter(0, 1)).containsExactly(saved.getFirst());
        assertThat(store.untaggedAfter(saved.getFirst().file().id(), 9)).containsExactly(saved.get(3));
    }

    @Test
    void aRenamedFileIsKnownByItsKeySizeAndTime() {
        var folder = folder("/music", Visibility.NETWORK);
        var other = folder("/films", Visibility.NETWORK);
        var known = store.save(List.of(file(folder, "old", 30, Optional.of(HASHES)))).getFirst();
        assertThat(store.twin(folder.id(), "inode-old", 30, TIME)).contains(known);
        assertThat(store.twin(folder.id(), "inode-old", 31, TIME)).isEmpty();
        assertThat(store.twin(folder.id(), "inode-old", 30, TIME.plusNanos(1))).isEmpty();
        assertThat(store.twin(other.id(), "inode-old", 30, TIME)).isEmpty();
    }

    @Test
    void privateFilesAreSeenByTheirOwnerOnly() {
        store.save(List.of(file(folder("/diary", Visibility.PRIVATE), "secret.txt", 1, Optional.empty())));
        store.save(List.of(file(folder("/music", Visibility.HOUSEHOLD), "song.ogg", 1, Optional.empty())));
        assertThat(names(query(bob, "name", 1))).containsExactly("song.ogg");
        assertThat(names(query(ann, "name", 1))).containsExactly("secret.txt", "song.ogg");
        assertThat(store.page(query(bob, "name", 1)).total()).isEqualTo(1);
    }

    @Test
    void filesAreFoundByTheBeginningsOfTheirWordsAndByType() {
        var folder = folder("/music", Visibility.NETWORK);
        store.save(List.of(
                file(folder, "Blue Hazel.ogg", 3, Optional.empty()),
                file(folder, "hazel/cover 50%.png", 2, Optional.empty()),
                file(folder, "witchhazel.ogg", 1, Optional.empty())));
        assertThat(names(query(ann, "name", 1, "haz"))).containsExactly("Blue Hazel.ogg", "hazel/cover 50%.png");
        assertThat(names(query(ann, "name", 1, "haz", "blu"))).containsExactly("Blue Hazel.ogg");
        assertThat(names(new FilesQuery(ann, folder.id(), List.of("hazel"), "image", "name", 1))).containsExactly("hazel/cover 50%.png");
        assertThat(names(query(ann, "-size", 1))).containsExactly("Blue Hazel.ogg", "hazel/cover 50%.png", "witchhazel.ogg");
    }

    @Test
    void oneLooksIntoFolderAfterFolder() {
        var music = folder("/music", Visibility.NETWORK);
        var diary = folder("/diary", Visibility.PRIVATE);
        store.save(Stream.of("a/1.ogg", "a/b/2.ogg", "a 1/3.ogg", "50%_!/c/4.ogg", "50x_!/5.ogg", "top.ogg", "aa.ogg").map(path -> file(music, path, 1, Optional.empty())).toList());
        store.save(List.of(file(diary, "may/secret.txt", 1, Optional.empty())));
        var inMusic = new FilesQuery(bob, music.id(), List.of(), "", "name", 1);
        assertThat(store.folders(inMusic)).containsExactlyInAnyOrder("50%_!", "50x_!", "a", "a 1");
        assertThat(store.folders(inMusic.below("50%_!"))).containsExactly("c");
        assertThat(store.folders(inMusic.below("/a/"))).containsExactly("b");
        assertThat(store.folders(inMusic.below("a/b"))).isEmpty();
        assertThat(names(inMusic.below("a"))).containsExactly("a/1.ogg", "a/b/2.ogg");
        assertThat(store.page(inMusic.below("a")).total()).isEqualTo(2);
        assertThat(names(inMusic.below("50%_!"))).containsExactly("50%_!/c/4.ogg");
        assertThat(names(inMusic.below("nosuch"))).isEmpty();
        assertThat(names(query(bob, "name", 1).below("a"))).as("below no folder in particular").hasSize(7);
        var inDiary = new FilesQuery(bob, diary.id(), List.of(), "", "name", 1);
        assertThat(store.folders(inDiary)).as("somebody else’s").isEmpty();
        assertThat(store.folders(inDiary.by(ann))).containsExactly("may");
        assertThat(store.folders(new FilesQuery(bob, 4711, List.of(), "", "name", 1))).isEmpty();
    }

    @Test
    void aFolderTellsTwoHundredFoldersAndNoMore() {
        var music = folder("/music", Visibility.NETWORK);
        store.save(IntStream.range(0, 300).mapToObj(album -> file(music, "album " + album + "/1.ogg", 1, Optional.empty())).toList());
        assertThat(store.folders(new FilesQuery(ann, music.id(), List.of(), "", "name", 1))).hasSize(FilesQuery.MOST_FOLDERS).doesNotHaveDuplicates();
    }

    @Test
    void treeRowsAreKept() {
        store.saveTreeRows(Map.of(HASHES.tigerRoot(), new byte[] {1, 2, 3}, new TigerRoot(7, 7, 7), new byte[] {7}));
        store.saveTreeRows(Map.of(HASHES.tigerRoot(), new byte[24 * 4096]));
        assertThat(store.treeRow(HASHES.tigerRoot())).hasValueSatisfying(row -> assertThat(row).hasSize(24 * 4096));
        assertThat(store.treeRow(new TigerRoot(9, 9, 9))).isEmpty();
    }

    @Test
    void thousandsOfFilesGoInAtOnceAndAnyPageOfThemComesOut() {
        var folder = folder("/music", Visibility.NETWORK);
        var files = IntStream.range(0, 5_000)
                .mapToObj(i -> file(folder, "album/track %05d.ogg".formatted(i), i, Optional.empty()))
                .toList();
        assertThat(store.save(files)).extracting(saved -> saved.file().id()).doesNotHaveDuplicates();
        assertThat(names(query(ann, "name", 50))).hasSize(100).startsWith("album/track 04900.ogg");
        assertThat(names(query(ann, "-size", 1))).hasSize(100).startsWith("album/track 04999.ogg");
        assertThat(store.page(query(ann, "name", 51))).satisfies(page -> {
            assertThat(page.files()).isEmpty();
            assertThat(page.total()).isEqualTo(5_000);
        });
    }

    @Test
    void theListIsReadInTheOrderOfAnIndexAndNeverSorted() {
        Assumptions.assumeTrue(on == On.H2, "PostgreSQL plans by what it has counted");
        var plan = database.read(sql -> sql.sql("explain select * from shared_file where folder_id + 0 in (1, 2) order by name_key asc, id asc"
                        + " offset 100 rows fetch next 100 rows only")
                .query(String.class)
                .single());
        assertThat(plan).contains("SHARED_FILE_BY_NAME", "index sorted");
    }

    @Test
    void filesAreFoundByTheirIds() {
        var folder = folder("/music", Visibility.NETWORK);
        var saved = store.save(IntStream.range(0, 1500).mapToObj(i -> file(folder, "f" + i, i, Optional.empty())).toList());
        var ids = saved.stream().map(stored -> stored.file().id()).toList();
        assertThat(store.files(ids)).containsExactlyInAnyOrderElementsOf(saved);
        assertThat(store.files(List.of(ids.get(7), -1L))).containsExactly(saved.get(7));
        assertThat(store.files(List.of())).isEmpty();
    }

    @Test
    void aFolderWhoseFilesAreCountedAlreadyIsListedAsAnyOther() {
        var music = folder("/music", Visibility.NETWORK);
        var films = folder("/films", Visibility.HOUSEHOLD);
        store.save(IntStream.range(0, 130).mapToObj(i -> file(music, "a/" + i * 7 % 130 + ".mp3", i * 31 % 17, Optional.empty())).toList());
        store.save(List.of(file(films, "b.avi", 1, Optional.empty())));
        for (var sort : List.of("name", "-name", "size", "-size", "modified", "-modified", "nonsense")) {
            for (var page = 1; page <= 3; page++) {
                var query = new FilesQuery(ann, music.id(), List.of(), "", sort, page);
                assertThat(store.page(query, OptionalLong.of(130))).as(sort).isEqualTo(store.page(query));
            }
        }
    }

    @Test
    void aFileThatGoesIntoAnotherFolderKeepsItsId() {
        var music = folder("/music", Visibility.NETWORK);
        var films = folder("/films", Visibility.HOUSEHOLD);
        var saved = store.save(List.of(file(music, "a/Hélp.mp3", 5, Optional.of(HASHES)), file(music, "b.mp3", 6, Optional.empty()))).getFirst();
        var id = saved.file().id();
        var there = new SharedFile(id, films.id(), Path.of("/films/c/Hélp.mp3"), "c/Hélp.mp3", 5, TIME, Optional.of(HASHES), Visibility.HOUSEHOLD);
        store.move(new StoredFile(there, "", ADDED));
        assertThat(store.at(music.id(), "a/Hélp.mp3")).isEmpty();
        assertThat(store.at(films.id(), "c/Hélp.mp3")).contains(new StoredFile(there, "", ADDED));
        assertThat(store.file(id)).isEqualTo(store.at(films.id(), "c/Hélp.mp3"));
        assertThat(names(new FilesQuery(ann, films.id(), List.of(), "", "", 1))).containsExactly("c/Hélp.mp3");
        assertThat(names(new FilesQuery(ann, music.id(), List.of(), "", "", 1))).containsExactly("b.mp3");
    }
}
