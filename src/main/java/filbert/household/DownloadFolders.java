package filbert.household;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Where each person's finished downloads go. Safe from any thread. */
public final class DownloadFolders {
    private static final String NAME = "{name}";

    private final LayeredSettings settings;
    private final Accounts accounts;
    private final Path dataDirectory;

    public DownloadFolders(LayeredSettings settings, Accounts accounts, Path dataDirectory) {
        this.settings = settings;
        this.accounts = accounts;
        this.dataDirectory = dataDirectory;
    }

    /** The person's own choice, else the setting with the name put in; relative ones lie below the data directory. */
    public Path of(long person) {
        var account = accounts.account(person).orElseThrow(() -> new NoSuchElementException("person " + person));
        return account.downloadFolder().orElseGet(() -> resolve(settings.text(SettingKeys.DOWNLOADS_FOLDER).replace(NAME, account.name())));
    }

    /** As {@link #of}, and there: made when it lies below the data directory. Others are never made, for a missing one may be a volume not mounted. */
    public Path ready(long person) {
        var folder = of(person);
        if (folder.startsWith(dataDirectory)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** Everybody's but this person's. */
    public List<Path> ofOthers(long person) {
        return accounts.all().stream().filter(other -> other.id() != person).map(other -> of(other.id())).toList();
    }

    /** Blocks. */
    public Destination destination(long person) {
        var folder = of(person);
        var incomplete = resolve(settings.text(SettingKeys.DOWNLOADS_INCOMPLETE_FOLDER));
        return new Destination(folder, Math.min(free(folder), free(incomplete)));
    }

    /** A folder that is not there yet will be made on the volume of the one above it. */
    static long free(Path folder) {
        for (@Nullable Path at = folder; at != null; at = at.getParent()) {
            try {
                return Files.getFileStore(at).getUsableSpace();
            } catch (NoSuchFileException notThere) {
                // the one above it, then
            } catch (IOException unknown) {
                return -1;
            }
        }
        return -1;
    }

    /** The folder that holds, or is, everybody's. */
    public Path everybodys() {
        var pattern = settings.text(SettingKeys.DOWNLOADS_FOLDER);
        return resolve(pattern.contains(NAME) ? pattern.substring(0, pattern.indexOf(NAME)) : pattern);
    }

    private Path resolve(String folder) {
        return dataDirectory.resolve(folder).normalize();
    }

    /** @throws IllegalArgumentException with a message key below {@code folder.problem.} */
    public void choose(Person person, Path folder) {
        person.require(Role.OWNER);
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("folder.problem.relative");
        }
        accounts.change(person.id(), old -> old.downloadingTo(folder.normalize()));
    }
}
