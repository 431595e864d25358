package filbert.store;

import filbert.operations.BackupContent;
import filbert.operations.BackupRoom;
import filbert.operations.BackupView;
import filbert.operations.Compaction;
import filbert.operations.Relocation;
import filbert.operations.Restored;
import filbert.operations.UnusableBackupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/** Backups in a folder of the data directory. */
public final class FolderBackupRoom implements BackupRoom {
    private static final long LARGEST = 512L << 20; // bytes: a library of a million files is a tenth of it
    private static final int BLOCK = 1 << 16;

    private final Database database;
    private final Backups backups;
    private final RestoreOrder orders;

    public FolderBackupRoom(Database database, Backups backups, InstantSource clock) {
        this.database = database;
        this.backups = backups;
        this.orders = new RestoreOrder(backups, clock);
    }

    @Override
    public boolean isOurs() {
        return database.isOurFile();
    }

    @Override
    public List<BackupView> list() {
        return backups.list().stream().flatMap(file -> Backups.view(file).stream()).toList();
    }

    @Override
    public BackupView make(BackupView.Kind kind) throws IOException {
        try {
            return Backups.view(backups.make(kind, database::script)).orElseThrow();
        } catch (DataAccessException e) {
            throw new IOException("the database could not be written out", e);
        }
    }

    @Override
    public Optional<BackupContent> content(String name) throws IOException {
        var file = file(name);
        return file.isPresent() ? Optional.of(new Restoration(file.get()).content()) : Optional.empty();
    }

    /** Found in the list, never made of what somebody typed. */
    @Override
    public Optional<Path> file(String name) {
        return backups.list().stream().filter(file -> file.getFileName().toString().equals(name)).findFirst();
    }

    @Override
    public BackupView take(InputStream backup) throws IOException {
        var taken = backups.bring(target -> {
            copy(backup, target);
            new Restoration(target).content();
        });
        return Backups.view(taken).orElseThrow();
    }

    private static void copy(InputStream from, Path to) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            var block = new byte[BLOCK];
            var all = 0L;
            for (var count = from.read(block); count >= 0; count = from.read(block)) {
                all += count;
                if (all > LARGEST) {
                    throw new UnusableBackupException("large", "a backup of more than " + LARGEST + " bytes");
                }
                out.write(block, 0, count);
            }
        }
    }

    @Override
    public boolean remove(String name) throws IOException {
        var file = file(name);
        return file.isPresent() && Files.deleteIfExists(file.get());
    }

    @Override
    public void order(String name, Relocation relocation) throws IOException {
        orders.give(name, relocation);
    }

    @Override
    public Optional<Restored> lastRestored() {
        return orders.last();
    }

    @Override
    public Compaction compact() throws IOException {
        return database.compact();
    }

    @Override
    public long databaseBytes() {
        return database.bytes();
    }
}
