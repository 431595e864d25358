package filbert.config;

import filbert.servent.spam.ListReader;
import filbert.servent.spam.ListedFile;
import filbert.servent.spam.SpamLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder {@code lists} of the data directory: every {@code *.txt} in it is a spam or hostile-address list of gtk-gnutella's. Read at the start. */
record ListsFolder(Path folder) {
    static final int MOST_FILES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ListsFolder.class);

    /** What cannot be read is told in the log and left out. */
    SpamLists read() {
        var files = new ArrayList<ListedFile>();
        for (var path : paths()) {
            try {
                files.add(read(path));
            } catch (IOException e) {
                LOG.warn("The list {} cannot be read: {}", path, e.toString());
            }
        }
        return new SpamLists(files);
    }

    private List<Path> paths() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(".txt") && Files.isRegularFile(path)).sorted().limit(MOST_FILES).toList();
        } catch (IOException e) {
            LOG.warn("The lists in {} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }

    private static ListedFile read(Path path) throws IOException {
        if (Files.size(path) > ListReader.MOST_CHARACTERS) {
            throw new IOException("longer than " + ListReader.MOST_CHARACTERS + " bytes");
        }
        var file = ListReader.read(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        LOG.info("List {}: {} entries, {} lines not understood", path.getFileName(), file.entries(), file.faulty());
        file.faults().forEach(fault -> LOG.debug("{} line {}: {}", path.getFileName(), fault.line(), fault.why()));
        return file;
    }
}
