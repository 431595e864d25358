package filbert.store;

import filbert.operations.Relocation;
import filbert.operations.Restored;
import filbert.operations.UnusableBackupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That a backup shall be put back at the next start, and what became of the last such order: small files beside the backups. An order goes by another name
 * before anything is touched, and by that name it is never carried out: whatever goes wrong, one order is one attempt.
 */
public final class RestoreOrder {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreOrder.class);
    private static final String GONE = "gone";
    private static final String UNSURE = "unsure"; // it was begun, and how it went could not be noted

    private final Backups backups;
    private final InstantSource clock;

    public RestoreOrder(Backups backups, InstantSource clock) {
        this.backups = backups;
        this.clock = clock;
    }

    private Path order() {
        return backups.folder().resolve("restore-order");
    }

    private Path begun() {
        return backups.folder().resolve("restore-begun");
    }

    private Path outcome() {
        return backups.folder().resolve("restore-outcome");
    }

    void give(String name, Relocation relocation) throws IOException {
        var lines = new ArrayList<>(List.of(name));
        lines.addAll(relocation.pairs());
        write(order(), lines);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        try (var written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Before the database is opened. What cannot be put back changes nothing. @param database without its ending */
    public void carryOut(Path database) {
        try {
            if (Files.exists(order())) {
                Files.move(order(), begun(), StandardCopyOption.ATOMIC_MOVE);
                var lines = Files.readAllLines(begun(), StandardCharsets.UTF_8);
                var name = lines.isEmpty() ? "" : lines.getFirst();
                ended(name, restore(database, name, lines.subList(Math.min(1, lines.size()), lines.size())));
            } else if (Files.exists(begun())) {
                LOG.error("A backup was being put back when Filbert ended, or how that went could not be noted; it is not tried again");
                ended(Files.readAllLines(begun(), StandardCharsets.UTF_8).stream().findFirst().orElse(""), UNSURE);
            }
        } catch (IOException e) {
            LOG.error("Whether a backup shall be put back cannot be read or noted: {}", e.toString());
        }
    }

    private void ended(String name, String problem) throws IOException {
        write(outcome(), List.of(clock.instant().toString(), name, problem));
        Files.delete(begun());
    }

    /** @return what was wrong, or nothing */
    private String restore(Path database, String name, List<String> moves) {
        var backup = backups.list().stream().filter(file -> file.getFileName().toString().equals(name)).findFirst();
        if (backup.isEmpty()) {
            LOG.error("The backup {} is not there any more; the database stays as it is.", name);
            return GONE;
        }
        try {
            backups.replace(database, backup.get(), Relocation.parse(moves));
            LOG.info("The backup {} is put back; what there was before is kept as another backup", name);
            return "";
        } catch (UnusableBackupException e) {
            LOG.error("The backup {} cannot be put back, the database stays as it is: {}", name, e.getMessage());
            return e.key();
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("The backup {} cannot be put back, the database stays as it is: {}", name, e.toString());
            return "failed";
        }
    }

    Optional<Restored> last() {
        try {
            var lines = Files.exists(outcome()) ? Files.readAllLines(outcome(), StandardCharsets.UTF_8) : List.<String>of();
            return lines.size() < 3 ? Optional.empty() : Optional.of(new Restored(Instant.parse(lines.get(0)), lines.get(1), lines.get(2)));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
