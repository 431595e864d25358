package filbert.config;

import filbert.household.JunkListStore;
import filbert.servent.spam.Experience;
import filbert.servent.spam.ListReader;
import filbert.servent.spam.ListedFile;
import filbert.servent.spam.SpamLists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code lists} of the data directory: every {@code *.txt} in it is a spam or hostile-address list of gtk-gnutella's. Read at the start and
 * whenever the owner wants it; what was read counts at once. Thread-safe.
 */
final class ListsFolder implements JunkListStore {
    private static final Logger LOG = LoggerFactory.getLogger(ListsFolder.class);
    private static final String ENDING = ".txt";

    private final Path folder;
    private final Experience experience;
    private final InstantSource clock;
    private volatile List<Listed> listed = List.of();

    ListsFolder(Path folder, Experience experience, InstantSource clock) {
        this.folder = folder;
        this.experience = experience;
        this.clock = clock;
    }

    /** What cannot be read is told in the log, and counts as empty. */
    @Override
    public synchronized List<Listed> readAgain() {
        var all = paths().stream().map(this::listed).toList();
        experience.listed(new SpamLists(all.stream().map(Listed::content).toList()));
        listed = all;
        return all;
    }

    @Override
    public List<Listed> read() {
        return listed;
    }

    private List<Path> paths() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(ENDING) && Files.isRegularFile(path)).sorted().limit(MOST_LISTS).toList();
        } catch (IOException e) {
            LOG.warn("The lists in {} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }

    private Listed listed(Path path) {
        var name = path.getFileName().toString();
        try {
            return new Listed(name, content(path), clock.instant(), "");
        } catch (IOException e) {
            LOG.warn("The list {} cannot be read: {}", path, e.toString());
            return new Listed(name, ListReader.read(""), clock.instant(), e.toString());
        }
    }

    private static ListedFile content(Path path) throws IOException {
        if (Files.size(path) > ListReader.MOST_CHARACTERS) {
            throw new IOException("longer than " + ListReader.MOST_CHARACTERS + " bytes");
        }
        var file = ListReader.read(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        LOG.info("List {}: {} entries, {} lines not understood", path.getFileName(), file.entries(), file.faulty());
        file.faults().forEach(fault -> LOG.debug("{} line {}: {}", path.getFileName(), fault.line(), fault.why()));
        return file;
    }

    @Override
    public synchronized void keep(String name, byte[] text) {
        try {
            Files.createDirectories(folder);
            var fresh = folder.resolve("." + name + ".new");
            Files.write(fresh, text);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean remove(String name) {
        try {
            return Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
