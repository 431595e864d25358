package filbert.sharing.download.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Where files are opened and space is asked for, so that tests can have a disk that fills up. */
public interface Disk {
    Disk REAL = new Disk() {};

    default FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, options);
    }

    /** Bytes we may still write on the volume of {@code folder}. */
    default long usable(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Takes the place of {@code to} in one step; {@link java.nio.file.AtomicMoveNotSupportedException} between volumes. */
    default void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes names created, moved and deleted in {@code folder} survive a power cut. */
    default void syncNames(Path folder) throws IOException {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
