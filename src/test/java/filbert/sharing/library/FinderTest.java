package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.SharedFile.Hashes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the finder finds is what the store would list. */
final class FinderTest {
    private static final List<String> WORDS = List.of("hazel", "haze", "acorn", "beech", "walnut", "Füchse", "oak");
    private static final List<String> SORTS = List.of("name", "-name", "size", "-size", "modified", "-modified");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random = new Random(3);
    private final LibraryStore store = LibraryStore.inMemory();
    private final SharedIndex index = new SharedIndex(random, new PatientOwner(), _ -> {});
    private final Finder finder = new Finder(index::snapshot);
    private List<SharedFolder> folders;
    private int number;

    @BeforeEach
    void fill() {
        folders = List.of(folder(1, Visibility.NETWORK), folder(1, Visibility.HOUSEHOLD), folder(1, Visibility.PRIVATE), folder(2, Visibility.PRIVATE));
        for (var folder : folders) {
            put(folder, IntStream.range(0, 300).mapToObj(_ -> file(folder)).toList());
        }
    }

    private SharedFolder folder(long owner, Visibility visibility) {
        number++;
        return store.insert(new SharedFolder(0, owner, Path.of("/f" + number), "f" + number, visibility, List.of(), 0, 0, "ready", NOW));
    }

    private void put(SharedFolder folder, List<StoredFile> files) {
        var saved = store.save(files);
        index.put(folder, saved);
        finder.put(folder, saved);
    }

    private StoredFile file(SharedFolder folder) {
        number++;
        var name = IntStream.range(0, 3).mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size()))).collect(Collectors.joining(" "));
        var relative = "of %s/%s %d.%s".formatted(WORDS.get(random.nextInt(WORDS.size())), name, number, random.nextBoolean() ? "ogg" : "txt");
        var hashes = random.nextInt(3) == 0 ? Optional.<Hashes>empty() : Optional.of(new Hashes(new Sha1(number, 0, 0), new TigerRoot(number, 0, 0)));
        var file = new SharedFile(
                0, folder.id(), folder.path().resolve(relative), relative, random.nextInt(20), NOW.plusSeconds(random.nextInt(20)), hashes, folder.visibility());
        return new StoredFile(file, "", NOW);
    }

    private FilesPage found(FilesQuery query) {
        var visible = folders.stream().filter(query::sees).map(SharedFolder::id).collect(Collectors.toSet());
        return finder.page(query, visible, ids -> store.files(ids).stream().map(StoredFile::file).toList()).orElseThrow();
    }

    @Test
    void everyPageOfEveryOrderIsTheOneTheStoreWouldGive() {
        for (var round = 0; round < 200; round++) {
            var text = WORDS.get(random.nextInt(WORDS.size())).substring(0, 2 + random.nextInt(2)) + (random.nextBoolean() ? " oak" : "");
            var query = FilesQuery.asked(
                    1 + random.nextInt(2),
                    random.nextInt(3) == 0 ? folders.get(random.nextInt(folders.size())).id() : 0,
                    text,
                    random.nextInt(3) == 0 ? "audio" : "",
                    SORTS.get(random.nextInt(SORTS.size())),
                    1 + random.nextInt(4));
            assertThat(found(query)).as("%s", query).isEqualTo(store.page(query));
        }
    }

    @Test
    void nobodyFindsWhatIsPrivateToAnother() {
        var theirs = FilesQuery.asked(1, folders.getLast().id(), "oak", "", "", 1);
        assertThat(found(theirs).total()).isZero();
        assertThat(found(theirs.by(2)).total()).isPositive();
    }

    @Test
    void aFileIsFoundOnceHoweverOftenItsFolderIsShownAndHidden() {
        var files = new ArrayList<StoredFile>(store.filesAfter(folders.getFirst().id(), "", 1_000));
        var before = finder.files();
        var hidden = store.folders().getFirst();
        hidden = new SharedFolder(hidden.id(), 1, hidden.path(), hidden.alias(), Visibility.HOUSEHOLD, List.of(), 0, 0, "ready", NOW);
        index.put(hidden, files);
        finder.put(hidden, files);
        assertThat(finder.files()).isEqualTo(before);
        assertThat(index.files()).isZero();
        index.put(folders.getFirst(), files);
        finder.put(folders.getFirst(), files);
        assertThat(finder.files()).isEqualTo(before);
    }

    @Test
    void whatIsGoneIsFoundNoMore() {
        var gone = store.filesAfter(folders.get(1).id(), "", 1_000).stream().map(stored -> stored.file().id()).toList();
        var before = finder.files();
        finder.remove(gone.subList(0, 10));
        assertThat(finder.files()).isEqualTo(before - 10);
        finder.removeFolder(folders.get(1).id());
        assertThat(finder.files()).isEqualTo(before - 300);
    }

    @Test
    void withTooManyMatchesTheStoreIsAsked() {
        var folder = folders.get(1);
        var many = IntStream.range(0, 20_001).mapToObj(_ -> file(folder)).toList();
        put(folder, many);
        assertThat(finder.page(FilesQuery.asked(1, 0, "o", "", "", 1), Set.of(folder.id()), _ -> List.of())).isEmpty();
    }
}
