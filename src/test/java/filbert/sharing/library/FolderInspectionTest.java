package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.library.LibrarySettings.KeepOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderInspectionTest {
    @TempDir
    Path folder;

    private final FolderInspection inspection = new FolderInspection(new Random(1), KeepOut.NOTHING, List.of());

    private FolderCheck with(String... files) throws IOException {
        for (var name : files) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "x");
        }
        return inspection.check(folder);
    }

    @Test
    void aGoodFolderIsWrittenIntoAndLeftAsItWas() throws IOException {
        var check = with("one.mp3", "two.MP3", "three.mkv", "four");
        assertThat(check.problem()).isEmpty();
        assertThat(check.writable()).isTrue();
        assertThat(check.advice()).isEmpty();
        assertThat(check.uid()).isEqualTo(((Number) Files.getAttribute(folder, "unix:uid")).longValue());
        assertThat(check.gid()).isNotNegative();
        assertThat(check.owner()).isNotEmpty();
        assertThat(check.freeBytes()).isPositive();
        assertThat(check.filesByType()).containsOnly(
                Map.entry("audio", 2), Map.entry("video", 1), Map.entry("other", 1));
        assertThat(check.looked()).isEqualTo(4);
        assertThat(check.samples()).contains("one.mp3", "three.mkv");
        assertThat(check.warnings()).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Inbox/1.eml, mail",
        "archive.mbox, mail",
        "keys/id_rsa, keys",
        "vault.kdbx, keys",
        "passwords.txt, keys",
        "Backup 2024/x.mp3, backups",
        "db.sql, backups",
        "DCIM/100/x.jpg, camera",
        "IMG_20240501.jpg, camera",
        "DSC01234.ARW, camera"
    })
    void whatNobodyMeansToShareIsWarnedOf(String file, String warning) throws IOException {
        assertThat(with(file).warnings()).contains(warning);
    }

    @Test
    void someDocumentsAreWarnedOf() throws IOException {
        assertThat(with("a.pdf").warnings()).isEmpty();
        assertThat(with("b.docx", "c.xlsx").warnings()).containsExactly("documents");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc", "/usr/share", "/proc", "/dev", "/var"})
    void foldersOfTheSystemAreRefused(String path) {
        assertThat(inspection.problem(Path.of(path))).isEqualTo("system");
        assertThat(inspection.check(Path.of(path)).problem()).isEqualTo("system");
    }

    @Test
    void whatIsNoFolderIsRefused() throws IOException {
        assertThat(inspection.problem(Path.of("music"))).isEqualTo("relative");
        assertThat(inspection.problem(folder.resolve("gone"))).isEqualTo("absent");
        assertThat(inspection.problem(Files.writeString(folder.resolve("file"), "x"))).isEqualTo("not-a-folder");
        assertThat(inspection.check(folder.resolve("gone")).writable()).isFalse();
    }

    @Test
    void aLargeFolderIsLookedAtInPart() throws IOException {
        for (var i = 0; i < 5100; i++) {
            Files.writeString(folder.resolve(i + ".mp3"), "x");
        }
        var check = inspection.check(folder);
        assertThat(check.looked()).isEqualTo(5000);
        assertThat(check.samples()).hasSizeLessThanOrEqualTo(12);
    }
}
