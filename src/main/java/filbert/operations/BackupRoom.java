package filbert.operations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where backups lie. Methods block; names are those {@link #list} gives, anything else is none. */
public interface BackupRoom {
    /** Whether the database is ours to back up: one on a server is backed up there. Then nothing below that changes anything is asked. */
    boolean isOurs();

    /** Newest first. */
    List<BackupView> list();

    /** Of the database as it is now; on disk when it returns. */
    BackupView make(BackupView.Kind kind) throws IOException;

    /**
     * Reads it from end to end.
     *
     * @throws UnusableBackupException when it is none
     */
    Optional<BackupContent> content(String name) throws IOException;

    Optional<Path> file(String name);

    /**
     * Takes one from elsewhere, once it has been read from end to end.
     *
     * @throws UnusableBackupException when it is none; nothing is kept then
     */
    BackupView take(InputStream backup) throws IOException;

    boolean remove(String name) throws IOException;

    /** From now on the next start puts it back. Durable when it returns. */
    void order(String name, Relocation relocation) throws IOException;

    /** What became of the last order, if there ever was one. */
    Optional<Restored> lastRestored();

    Compaction compact() throws IOException;

    long databaseBytes();
}
