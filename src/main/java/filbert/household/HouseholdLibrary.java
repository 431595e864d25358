package filbert.household;

import filbert.event.Signal;
import filbert.sharing.library.FilesPage;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.FolderCheck;
import filbert.sharing.library.Library;
import filbert.sharing.library.LibraryView;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/** The library, as people may see and change it. */
public final class HouseholdLibrary {
    private final Library library;

    public HouseholdLibrary(Library library) {
        this.library = library;
    }

    public LibraryView view(Person person) {
        person.require(Role.GUEST);
        return library.view();
    }

    public FilesPage files(Person person, FilesQuery query) {
        person.require(Role.GUEST);
        return library.files(query);
    }

    /** @throws NoSuchElementException when there is none this person may see */
    public SharedFile file(Person person, long id) {
        return library.file(id)
                .filter(file -> file.visibility() != Visibility.PRIVATE || owns(person, file))
                .orElseThrow(() -> new NoSuchElementException("file " + id));
    }

    private boolean owns(Person person, SharedFile file) {
        return library.view().folders().stream()
                .anyMatch(folder -> folder.id() == file.folder() && folder.owner() == person.id());
    }

    public FolderCheck check(Person person, Path folder) {
        person.require(Role.OWNER);
        return library.check(folder);
    }

    public SharedFolder add(Person person, Path folder, Visibility visibility, List<String> excludes) {
        person.require(Role.OWNER);
        return library.add(person.id(), folder, visibility, excludes);
    }

    public SharedFolder change(Person person, long id, Visibility visibility, List<String> excludes) {
        person.require(Role.OWNER);
        return library.change(id, visibility, excludes);
    }

    public void remove(Person person, long id) {
        person.require(Role.OWNER);
        library.remove(id);
    }

    public void rescan(Person person, long id) {
        person.require(Role.OWNER);
        library.rescan(id);
    }

    public Signal changed() {
        return library.changed();
    }
}
