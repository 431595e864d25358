package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.event.Happening;
import filbert.sharing.download.DownloadView;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reading command against every kind of person. Folder n holds file n. */
final class WhoSeesWhatTest {
    private static final Person OWNER = new Person(1, "Ann", Role.OWNER);
    private static final Person OTHER_OWNER = new Person(2, "Ben", Role.OWNER);
    private static final Person MEMBER = new Person(3, "Cleo", Role.MEMBER);
    private static final Person GUEST = new Person(4, "Dora", Role.GUEST);

    private final PretendHouse house = new PretendHouse();
    private final HouseholdLibrary library = house.libraryDesk();

    @BeforeEach
    void fill() {
        folder(1, OWNER, Visibility.NETWORK);
        folder(2, OWNER, Visibility.HOUSEHOLD);
        folder(3, OWNER, Visibility.PRIVATE);
        folder(4, MEMBER, Visibility.PRIVATE);
    }

    private void folder(long id, Person owner, Visibility visibility) {
        var alias = "folder-" + id;
        var path = Path.of("/srv", alias);
        house.library.folders.add(new SharedFolder(id, owner.id(), path, alias, visibility, List.of("secret-*"), 1, 10, "ready", null));
        house.library.files.add(new SharedFile(
                id, id, path.resolve("file-" + id), "file-" + id, 10, PretendHouse.NOW, Optional.empty(), visibility));
    }

    private static Person person(String name) {
        return switch (name) {
            case "owner" -> OWNER;
            case "other owner" -> OTHER_OWNER;
            case "member" -> MEMBER;
            case "owner as guest" -> new Person(OWNER.id(), OWNER.name(), Role.GUEST);
            default -> GUEST;
        };
    }

    @ParameterizedTest
    @CsvSource({"owner, 1 2 3", "other owner, 1 2", "member, 1 2 4", "guest, 1 2", "owner as guest, 1 2 3"})
    void privateFoldersAndFilesAreThereForWhoAddedThemOnly(String name, String visible) {
        var person = person(name);
        var expected = Arrays.stream(visible.split(" ")).map(Long::parseLong).toList();
        var view = library.view(person);
        assertThat(view.folders()).extracting(SharedFolder::id).containsExactlyElementsOf(expected);
        assertThat(view.files()).isEqualTo(expected.size());
        assertThat(view.bytes()).isEqualTo(10L * expected.size());
        assertThat(view.hashingNow()).isEmpty();
        assertThat(view.filesLeft()).isZero();
        assertThat(view.unreadable()).isZero();
        for (var id = 1L; id <= 4; id++) {
            var file = id;
            if (expected.contains(id)) {
                assertThat(library.file(person, id).id()).isEqualTo(id);
            } else {
                assertThatThrownBy(() -> library.file(person, file)).isInstanceOf(NoSuchElementException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"owner, true", "other owner, true", "member, false", "guest, false", "owner as guest, false"})
    void whereThingsLieOnTheDiskIsShownToOwners(String name, boolean seen) {
        var person = person(name);
        var folder = library.view(person).folders().getFirst();
        assertThat(folder.path().startsWith("/srv")).isEqualTo(seen);
        assertThat(folder.excludes().isEmpty()).isNotEqualTo(seen);
        assertThat(library.file(person, 1).path().startsWith("/srv")).isEqualTo(seen);
        assertThat(library.file(person, 1).name()).isEqualTo("file-1");
        var listed = library.files(person, query(person)).files().getFirst();
        assertThat(listed.path().startsWith("/srv")).isEqualTo(seen);
    }

    private static FilesQuery query(Person person) {
        return FilesQuery.asked(person.id(), 0, "", "", "", 1);
    }

    @ParameterizedTest
    @CsvSource({"owner, 1", "member, 3", "guest, 4"})
    void nobodyListsFilesInAnothersName(String name, long id) {
        library.files(person(name), query(OTHER_OWNER));
        assertThat(house.library.asked.getLast().person()).isEqualTo(id);
    }

    @Test
    void nobodyMovesAFileIntoOrOutOfAPrivateFolderOfSomebodyElse() {
        assertThatThrownBy(() -> library.move(OTHER_OWNER, 1, 3, "")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> library.move(OTHER_OWNER, 3, 1, "")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> library.move(MEMBER, 1, 4, "")).isInstanceOf(NotAllowedException.class);
        assertThat(house.library.commands).isEmpty();
        assertThat(library.move(OWNER, 1, 3, "")).isEqualTo(HouseholdLibrary.Moved.THERE);
    }

    @Test
    void nobodyChangesAPrivateFolderOfSomebodyElse() {
        assertThatThrownBy(() -> library.remove(OTHER_OWNER, 3)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> library.rescan(OTHER_OWNER, 3)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> library.change(OTHER_OWNER, 3, Visibility.NETWORK, List.of())).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> library.remove(MEMBER, 4)).isInstanceOf(NotAllowedException.class);
        assertThat(house.library.folders).hasSize(4);
        library.remove(OTHER_OWNER, 2);
        assertThat(house.library.folders).extracting(SharedFolder::id).containsExactly(1L, 3L, 4L);
    }

    @ParameterizedTest
    @CsvSource({"owner, everybodys anns cleos", "other owner, everybodys anns cleos", "member, everybodys cleos", "guest, everybodys"})
    void newsOfSomebodysDownloadsIsTheirsAndTheOwners(String name, String heard) {
        for (var news : List.of(new Happening(PretendHouse.NOW, "k", 3, "cleos"), new Happening(PretendHouse.NOW, "k", 1, "anns"),
                new Happening(PretendHouse.NOW, "k", Happening.EVERYBODYS, "everybodys"))) {
            house.happenings.record(news);
        }
        assertThat(new HouseholdNews(house.happenings).latest(person(name), 10)).extracting(Happening::subject).containsExactly(heard.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"owner, true", "other owner, true", "member, false", "guest, false"})
    void downloadsAreSeenByWhoWantedThemAndByOwnersAlsoWhenTheIdIsGuessed(String name, boolean seen) {
        house.downloads.put(PretendDownloads.view(1, "hazel.ogg", DownloadView.State.ACTIVE, 10, 1, 0, "")); // the first owner's
        var desk = house.downloadDesk();
        assertThat(desk.list(person(name)).isEmpty()).isNotEqualTo(seen);
        if (!seen) {
            assertThatThrownBy(() -> desk.view(person(name), 1)).isInstanceOf(NoSuchElementException.class);
            for (var verb : List.<BiFunction<Person, Long, Boolean>>of(desk::pause, desk::resume, desk::cancel, desk::retry)) {
                assertThatThrownBy(() -> verb.apply(MEMBER, 1L)).isInstanceOf(NoSuchElementException.class);
                assertThatThrownBy(() -> verb.apply(GUEST, 1L)).isInstanceOf(NotAllowedException.class);
            }
            assertThat(house.downloads.commands).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"owner, true", "other owner, false", "member, false", "guest, false"})
    void searchesAreSeenByWhoAskedAndByNobodyElseAlsoWhenTheIdIsGuessed(String name, boolean seen) {
        var desk = house.searchDesk();
        var run = desk.start(OWNER, "hazel");
        if (seen) {
            assertThat(desk.view(person(name), run).query()).isEqualTo("hazel");
            return;
        }
        assertThatThrownBy(() -> desk.view(person(name), run)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.stop(person(name), run)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.download(MEMBER, run, "any")).isInstanceOf(NoSuchElementException.class);
        assertThat(desk.latest(person(name), "hazel")).isEmpty();
        assertThat(desk.recent(person(name), 10)).isEmpty();
    }
}
