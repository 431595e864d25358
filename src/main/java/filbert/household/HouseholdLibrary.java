package filbert.household;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.library.FilesPage;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.FolderCheck;
import filbert.sharing.library.FolderListing;
import filbert.sharing.library.Library;
import filbert.sharing.library.LibraryView;
import filbert.sharing.library.MoveUnderWay;
import filbert.sharing.library.NotMovedException;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The library, as people may see and change it. A private folder is there for who added it and for nobody else, whatever their role; where on the
 * disk the others lie is shown to owners only.
 */
public final class HouseholdLibrary {
    private final Library library;
    private final LibraryReaders readers;
    private final Diary diary;

    public HouseholdLibrary(Library library) {
        this(library, Disk.REAL, System::nanoTime, Diary.NONE);
    }

    /** @param diary notes which folders were shared, and how; private ones nobody else hears of */
    public HouseholdLibrary(Library library, Diary diary) {
        this(library, Disk.REAL, System::nanoTime, diary);
    }

    /** @param nanos of any monotonic clock */
    HouseholdLibrary(Library library, Disk disk, LongSupplier nanos) {
        this(library, disk, nanos, Diary.NONE);
    }

    private HouseholdLibrary(Library library, Disk disk, LongSupplier nanos, Diary diary) {
        this.library = library;
        this.readers = new LibraryReaders(disk, nanos);
        this.diary = diary;
    }

    public LibraryView view(Person person) {
        person.require(Role.GUEST);
        return Eyes.of(person).see(library.view());
    }

    public FilesPage files(Person person, FilesQuery query) {
        person.require(Role.GUEST);
        var eyes = Eyes.of(person);
        var folders = library.view().folders();
        var found = library.files(query.by(person.id()));
        return new FilesPage(found.files().stream().map(file -> eyes.see(file, folders)).toList(), found.total(), found.page());
    }

    /** Names of the folders in the one that is asked about, as far as this person may see it. */
    public List<String> folders(Person person, FilesQuery query) {
        person.require(Role.GUEST);
        return query.folder() == 0 ? List.of() : library.folders(query.by(person.id()));
    }

    /** A file with this content, if there is one this person may see. @param base32 of the SHA-1; what is none is found nowhere */
    public Optional<SharedFile> bySha1(Person person, String base32) {
        person.require(Role.GUEST);
        var eyes = Eyes.of(person);
        var folders = library.view().folders();
        return parsed(base32)
                .flatMap(library::bySha1)
                .filter(file -> folders.stream().anyMatch(folder -> folder.id() == file.folder() && eyes.maySee(folder)))
                .map(file -> eyes.see(file, folders));
    }

    private static Optional<Sha1> parsed(String base32) {
        try {
            return Optional.of(Sha1.parse(base32));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws NoSuchElementException when there is none this person may see */
    public SharedFile file(Person person, long id) {
        person.require(Role.GUEST);
        var eyes = Eyes.of(person);
        var folders = library.view().folders();
        return library.file(id)
                .filter(file -> folders.stream().anyMatch(folder -> folder.id() == file.folder() && eyes.maySee(folder)))
                .map(file -> eyes.see(file, folders))
                .orElseThrow(() -> new NoSuchElementException("file " + id));
    }

    /**
     * Reads bytes {@code from} to {@code to}, exclusive. Blocks a little. Close it.
     *
     * @throws NoSuchElementException when there is none this person may see
     * @throws filbert.sharing.download.UnreadableException when it cannot be read now
     */
    public DownloadReader read(Person person, long id, long from, long to) {
        var seen = file(person, id);
        var file = library.file(id).orElseThrow(() -> new NoSuchElementException("file " + id));
        var folder = library.view().folders().stream()
                .filter(one -> one.id() == seen.folder())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("file " + id));
        return readers.open(file, folder.path(), person.id(), from, to);
    }

    public FolderCheck check(Person person, Path folder) {
        person.require(Role.OWNER);
        return library.check(folder);
    }

    /** The folders in one on this machine. Changes nothing. */
    public FolderListing listing(Person person, Path folder) {
        person.require(Role.OWNER);
        return library.listing(folder);
    }

    public SharedFolder add(Person person, Path folder, Visibility visibility, List<String> excludes) {
        person.require(Role.OWNER);
        var added = library.add(person.id(), folder, visibility, excludes);
        note(person, "folder.added", added);
        return added;
    }

    /** @throws NoSuchElementException when there is none this person may see */
    public SharedFolder change(Person person, long id, Visibility visibility, List<String> excludes) {
        person.require(Role.OWNER);
        var changed = library.change(folder(person, id), visibility, excludes);
        note(person, "folder.changed", changed);
        return changed;
    }

    /** @throws NoSuchElementException when there is none this person may see */
    public void remove(Person person, long id) {
        person.require(Role.OWNER);
        var removed = folder(person, id);
        var before = library.view().folders().stream().filter(folder -> folder.id() == removed).findFirst();
        library.remove(removed);
        before.ifPresent(folder -> note(person, "folder.removed", folder));
    }

    /** @throws NoSuchElementException when there is none this person may see */
    public void rescan(Person person, long id) {
        person.require(Role.OWNER);
        library.rescan(folder(person, id));
    }

    /** Stops reading and hashing. @throws NoSuchElementException when there is none this person may see */
    public void cancel(Person person, long id) {
        person.require(Role.OWNER);
        library.cancel(folder(person, id));
    }

    /** Has a file read again. @throws NoSuchElementException when there is none this person may see */
    public void rehash(Person person, long id) {
        person.require(Role.OWNER);
        if (!library.rehash(file(person, id).id())) {
            throw new NoSuchElementException("file " + id);
        }
    }

    /** What came of a wish to move a file. */
    public enum Moved { THERE, UNDER_WAY }

    /**
     * Brings a file into another shared folder: within a volume at once, to another in the background.
     *
     * @param below a folder within it, made when it is not there; or empty
     * @throws NoSuchElementException when there is no such file or folder this person may see
     * @throws NotMovedException when it stays where it is
     */
    public Moved move(Person person, long id, long folder, String below) {
        person.require(Role.OWNER);
        var file = file(person, id);
        var into = folder(person, folder);
        var folders = library.view().folders().stream().filter(one -> one.id() == file.folder() || one.id() == into).toList();
        var moving = library.move(person.id(), id, into, below);
        if (folders.stream().noneMatch(one -> one.visibility() == Visibility.PRIVATE)) {
            moving.whenComplete((there, _) -> diary.note(person, there == null ? "folder.not-moved" : "folder.moved", there == null ? file.name() : there.path().toString()));
        }
        return moving.isDone() && !moving.isCompletedExceptionally() ? Moved.THERE : Moved.UNDER_WAY;
    }

    /** This person's moves that take a while, and those that failed. */
    public List<MoveUnderWay> moves(Person person) {
        return library.moves().stream().filter(move -> move.person() == person.id()).toList();
    }

    private void note(Person person, String kind, SharedFolder folder) {
        if (folder.visibility() != Visibility.PRIVATE) {
            diary.note(person, kind, folder.alias());
        }
    }

    private long folder(Person person, long id) {
        return library.view().folders().stream()
                .filter(folder -> folder.id() == id && Eyes.of(person).maySee(folder))
                .map(SharedFolder::id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("folder " + id));
    }

    public Signal changed() {
        return library.changed();
    }
}
