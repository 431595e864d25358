package filbert.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** What is looked at before H2 is let at its file. */
final class DatabaseFile {
    private static final long LARGEST_WITHOUT_TABLES = 48 * 1024; // measured: 28 KiB fresh, 68 KiB with our tables

    private DatabaseFile() {}

    /** H2 takes a file whose header is whole and of whose content nothing can be read for a new one, and writes over it. */
    static void refuseAnEmptied(Path mvStore) {
        if (mvStore.toFile().length() > LARGEST_WITHOUT_TABLES && readsAsEmpty(mvStore)) {
            throw new DamagedDatabaseException(mvStore, new IOException("nothing in it can be read"));
        }
    }

    private static boolean readsAsEmpty(Path mvStore) {
        try (var content = new MVStore.Builder().fileName(mvStore.toString()).readOnly().open()) {
            return content.getMapNames().isEmpty();
        } catch (MVStoreException e) {
            return false; // what is wrong H2 says when it opens the file itself
        }
    }

    /** For nobody else on this machine: digests of passwords and tokens are in it. */
    static void makeFolder(Path folder) {
        try {
            var posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            if (Files.notExists(folder)) {
                Files.createDirectories(folder, posix ? new FileAttribute<?>[] {ours} : new FileAttribute<?>[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made.", e);
        }
    }
}
