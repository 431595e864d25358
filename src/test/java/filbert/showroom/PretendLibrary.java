package filbert.showroom;

import static filbert.showroom.PretendHouse.NOW;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A library of made-up files. */
public final class PretendLibrary implements Library {
    public final List<SharedFolder> folders = new CopyOnWriteArrayList<>();
    public final List<SharedFile> files = new CopyOnWriteArrayList<>();
    public final List<MoveUnderWay> moves = new CopyOnWriteArrayList<>();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final List<FilesQuery> asked = new CopyOnWriteArrayList<>();
    public String refusal = ""; // of every file that is to be moved
    private final Signal changed = new Signal();

    void furnish() {
        folders.add(new SharedFolder(1, 1, Path.of("/srv/music"), "music", Visibility.NETWORK, List.of(), 1204, 9_000_000_000L, "ready", NOW.minusSeconds(600)));
        folders.add(new SharedFolder(2, 1, Path.of("/srv/photos/2026"), "2026", Visibility.HOUSEHOLD, List.of("*.tmp", "raw/**"), 88, 700_000_000L, "hashing", NOW.minusSeconds(60)));
        folders.add(new SharedFolder(3, 1, Path.of("/mnt/usb"), "usb", Visibility.PRIVATE, List.of(), 0, 0, "missing", null));
        for (var i = 1; i <= 7; i++) {
            var name = i == 3 ? "odd <name> & more.txt" : "track-" + i + (i % 2 == 0 ? ".flac" : ".ogg");
            var hashes = i == 7 ? Optional.<SharedFile.Hashes>empty() : Optional.of(new SharedFile.Hashes(PretendDownloads.sha1(i), new TigerRoot(i, i, i)));
            files.add(new SharedFile(i, 1, Path.of("/srv/music/album", name), "album/" + name, 3_000_000L * i, NOW.minusSeconds(86_400L * i), hashes, Visibility.NETWORK));
        }
    }

    @Override
    public LibraryView view() {
        return new LibraryView(List.copyOf(folders), files.size(), 9_700_000_000L, files.size(), folders.isEmpty() ? "idle" : "hashing", 42, folders.isEmpty() ? "" : "track-7.ogg", 210_000_000, 0);
    }

    @Override
    public List<String> folders(FilesQuery query) {
        return files.stream()
                .filter(file -> file.folder() == query.folder() && file.relative().startsWith(query.prefix()))
                .map(file -> file.relative().substring(query.prefix().length()))
                .filter(rest -> rest.contains("/"))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public FilesPage files(FilesQuery query) {
        asked.add(query);
        var matching = files.stream()
                .filter(file -> query.folder() == 0 || file.folder() == query.folder())
                .filter(file -> file.relative().startsWith(query.prefix()))
                .filter(file -> query.words().stream().allMatch(word -> file.relative().contains(word)))
                .toList();
        return new FilesPage(matching, matching.size(), query.page());
    }

    @Override
    public Optional<SharedFile> file(long id) {
        return files.stream().filter(file -> file.id() == id).findFirst();
    }

    @Override
    public Optional<SharedFile> bySha1(Sha1 sha1) {
        return files.stream().filter(file -> file.hashed().map(SharedFile.Hashes::sha1).equals(Optional.of(sha1))).findFirst();
    }

    @Override
    public String refusal(Path folder) {
        return folder.toString().contains("absent") ? "absent" : "";
    }

    @Override
    public FolderCheck check(Path folder) {
        var absent = folder.toString().contains("absent");
        var readOnly = folder.toString().contains("read-only");
        return new FolderCheck(folder, absent ? "absent" : "", !absent && !readOnly, readOnly ? "sudo chown -R 1000:1000 " + folder : "", 1000, 1000,
                "root:root", 412_000_000_000L, absent ? Map.of() : Map.of("audio", 1204, "image", 16, "document", 3), absent ? 0 : 1223,
                absent ? List.of() : List.of("album/track-1.ogg", "cover <1>.jpg", "tax-2025.pdf"), absent ? List.of() : List.of("documents"));
    }

    @Override
    public FolderListing listing(Path folder) {
        var listed = folder.startsWith("/srv") && !folder.toString().contains("absent");
        return listed
                ? new FolderListing(folder, Optional.of(folder.getParent()), List.of(folder.resolve("<b>old & new"), folder.resolve("music")), true)
                : new FolderListing(Path.of("/"), Optional.empty(), List.of(Path.of("/home"), Path.of("/mnt"), Path.of("/srv")), false);
    }

    @Override
    public SharedFolder add(long person, Path folder, Visibility visibility, List<String> excludes) {
        if (folder.toString().contains("absent")) {
            throw new IllegalArgumentException("absent");
        }
        var added = new SharedFolder(folders.size() + 1, person, folder, folder.getFileName().toString(), visibility, excludes, 0, 0, "new", null);
        folders.add(added);
        changed.raise();
        return added;
    }

    @Override
    public SharedFolder change(long folderId, Visibility visibility, List<String> excludes) {
        if (excludes.contains("[")) {
            throw new IllegalArgumentException("pattern");
        }
        var old = folders.stream().filter(folder -> folder.id() == folderId).findFirst().orElseThrow(NoSuchElementException::new);
        var now = new SharedFolder(old.id(), old.owner(), old.path(), old.alias(), visibility, excludes, old.files(), old.bytes(), old.state(), old.lastScan());
        folders.set(folders.indexOf(old), now);
        changed.raise();
        return now;
    }

    @Override
    public SharedFolder handOver(long folderId, long person) {
        var old = folders.stream().filter(folder -> folder.id() == folderId).findFirst().orElseThrow(NoSuchElementException::new);
        var now = new SharedFolder(
                old.id(), person, old.path(), old.alias(), old.visibility(), old.excludes(), old.files(), old.bytes(), old.state(), old.lastScan());
        folders.set(folders.indexOf(old), now);
        return now;
    }

    @Override
    public void remove(long folderId) {
        folders.removeIf(folder -> folder.id() == folderId);
        changed.raise();
    }

    @Override
    public void rescan(long folderId) {
        commands.add("rescan " + folderId);
    }

    @Override
    public void cancel(long folderId) {
        commands.add("cancel " + folderId);
    }

    @Override
    public boolean rehash(long file) {
        commands.add("rehash " + file);
        return file(file).isPresent();
    }

    /** What lies below {@code /mnt} is another volume, where nothing ever arrives. */
    @Override
    public CompletableFuture<SharedFile> move(long person, long id, long folder, String below) {
        var file = file(id).orElseThrow();
        var to = folders.stream().filter(one -> one.id() == folder).findFirst().orElseThrow();
        if (!refusal.isEmpty() || below.contains("..")) {
            throw new NotMovedException(refusal.isEmpty() ? "name" : refusal);
        }
        commands.add("move " + id + " to " + folder + " " + below);
        if (to.path().startsWith("/mnt")) {
            moves.add(new MoveUnderWay(person, file.name(), file.size() / 4, file.size(), ""));
            return new CompletableFuture<>();
        }
        var relative = (below.isEmpty() ? "" : below + "/") + file.name();
        var moved = new SharedFile(id, folder, to.path().resolve(relative), relative, file.size(), file.modified(), file.hashed(), to.visibility());
        files.set(files.indexOf(file), moved);
        return CompletableFuture.completedFuture(moved);
    }

    @Override
    public List<MoveUnderWay> moves() {
        return List.copyOf(moves);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
