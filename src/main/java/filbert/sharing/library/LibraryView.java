package filbert.sharing.library;

import java.util.List;

/**
 * The library as it stands.
 *
 * @param phase message key below {@code library.phase.}: {@code idle, scanning, hashing}
 * @param hashingNow name of the file being hashed, or empty
 * @param bytesPerSecond hashing rate, 0 when idle
 * @param unreadable files and folders that are there but could not be read
 */
public record LibraryView(
        List<SharedFolder> folders,
        long files,
        long bytes,
        long networkFiles,
        String phase,
        long filesLeft,
        String hashingNow,
        long bytesPerSecond,
        long unreadable) {}
