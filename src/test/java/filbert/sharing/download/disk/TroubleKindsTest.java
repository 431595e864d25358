package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.DiskTrouble.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the system says of a disk, sorted by what helps: only what nobody knows ends a download. */
final class TroubleKindsTest {
    @ParameterizedTest
    @CsvSource({
        "No space left on device, DISK_FULL",
        "Disk quota exceeded, DISK_FULL",
        "Not a directory, FOLDER_MISSING",
        "Read-only file system, NOT_WRITABLE",
        "Permission denied, NOT_WRITABLE",
        "Input/output error, DISK_UNWELL",
        "Stale file handle, DISK_UNWELL",
        "Transport endpoint is not connected, DISK_UNWELL",
        "Host is down, DISK_UNWELL",
        "No route to host, DISK_UNWELL",
        "Connection timed out, DISK_UNWELL",
        "No such device, DISK_UNWELL",
        "File too large, DISK_ERROR",
    })
    void theWordsOfTheSystemTellWhatHelps(String words, Kind kind) {
        assertThat(DiskTrouble.of(new FileSystemException("/volume/stale file handle no space left", null, words)).kind()).isEqualTo(kind);
        assertThat(DiskTrouble.of(new IOException(words)).kind()).isEqualTo(kind);
    }

    @Test
    void kindsOfExceptionsTellIt() {
        assertThat(DiskTrouble.of(new NoSuchFileException("/a")).kind()).isEqualTo(Kind.FOLDER_MISSING);
        assertThat(DiskTrouble.of(new NotDirectoryException("/a")).kind()).isEqualTo(Kind.FOLDER_MISSING);
        assertThat(DiskTrouble.of(new AccessDeniedException("/a")).kind()).isEqualTo(Kind.NOT_WRITABLE);
    }
}
