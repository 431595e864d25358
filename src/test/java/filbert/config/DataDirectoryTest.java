package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.config.DataDirectory.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    private static final Path HOME = Path.of("/home/ann");

    @TempDir
    Path working;

    private Path chosen(String set, Map<String, String> variables, boolean container) {
        return DataDirectory.choose(set, new Surroundings(working, HOME, variables, container)).root();
    }

    private void checkOut() throws IOException {
        Files.createDirectories(working.resolve("src/main/java/filbert"));
        Files.createFile(working.resolve("pom.xml"));
    }

    @Test
    void theSettingWinsAndIsReadFromWhereFilbertWasStarted() throws IOException {
        checkOut();
        assertThat(chosen("../nuts", Map.of(), true)).isEqualTo(working.getParent().resolve("nuts"));
        assertThat(chosen("/srv/nuts", Map.of(), true)).isEqualTo(Path.of("/srv/nuts"));
    }

    @Test
    void aCheckoutKeepsItsDataInData() throws IOException {
        checkOut();
        assertThat(chosen("", Map.of("XDG_STATE_HOME", "/state"), true)).isEqualTo(working.resolve("data"));
    }

    @Test
    void aContainerKeepsItsDataInSlashData() {
        assertThat(chosen("", Map.of("XDG_STATE_HOME", "/state"), true)).isEqualTo(Path.of("/data"));
    }

    @Test
    void anInstalledFilbertKeepsItsDataWhereXdgPutsState() {
        assertThat(chosen("", Map.of("XDG_STATE_HOME", "/state"), false)).isEqualTo(Path.of("/state/filbert"));
        assertThat(chosen("", Map.of(), false)).isEqualTo(Path.of("/home/ann/.local/state/filbert"));
    }

    @Test
    void aNameTheDatabaseCannotTakeIsRefused() {
        assertThatThrownBy(() -> new DataDirectory(working.resolve("a;b")).make())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("semicolon");
    }
}
