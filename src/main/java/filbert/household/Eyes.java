package filbert.household;

import filbert.sharing.library.LibraryView;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.nio.file.Path;
import java.util.List;

/** What of the library one person sees. */
record Eyes(long person, boolean seePlaces) {
    static Eyes of(Person person) {
        return new Eyes(person.id(), person.role().includes(Role.OWNER));
    }

    boolean maySee(SharedFolder folder) {
        return folder.visibility() != Visibility.PRIVATE || folder.owner() == person;
    }

    /** What is counted over all folders is told only to who sees them all. */
    LibraryView see(LibraryView all) {
        var visible = all.folders().stream().filter(this::maySee).toList();
        var everything = visible.size() == all.folders().size();
        if (everything && seePlaces) {
            return all;
        }
        return new LibraryView(
                visible.stream().map(this::see).toList(),
                visible.stream().mapToLong(SharedFolder::files).sum(),
                visible.stream().mapToLong(SharedFolder::bytes).sum(),
                all.networkFiles(),
                everything ? all.phase() : phase(visible),
                everything ? all.filesLeft() : 0,
                everything ? all.hashingNow() : "",
                everything ? all.bytesPerSecond() : 0,
                everything ? all.unreadable() : 0);
    }

    private static String phase(List<SharedFolder> folders) {
        return List.of("scanning", "hashing").stream()
                .filter(phase -> folders.stream().anyMatch(folder -> folder.state().equals(phase)))
                .findFirst()
                .orElse("idle");
    }

    private SharedFolder see(SharedFolder folder) {
        return seePlaces ? folder : new SharedFolder(
                folder.id(),
                folder.owner(),
                Path.of(folder.alias()),
                folder.alias(),
                folder.visibility(),
                List.of(),
                folder.files(),
                folder.bytes(),
                folder.state(),
                folder.lastScan());
    }

    SharedFile see(SharedFile file, List<SharedFolder> folders) {
        if (seePlaces) {
            return file;
        }
        var alias = folders.stream().filter(folder -> folder.id() == file.folder()).map(SharedFolder::alias).findFirst().orElse("");
        var path = Path.of(alias).resolve(file.relative());
        return new SharedFile(file.id(), file.folder(), path, file.relative(), file.size(), file.modified(), file.hashed(), file.visibility());
    }
}
