package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DownloadSettingsTest {
    private static final Path FOLDER = Path.of("incomplete");

    @Test
    void defaultsAreAllowed() {
        assertThat(DownloadSettings.defaults(FOLDER).active()).isEqualTo(5);
    }

    @Test
    void whatIsOutOfBoundsSaysSo() {
        assertThatThrownBy(() -> new DownloadSettings(FOLDER, 0, 4, 40, 0)).hasMessage("active is 0, may be 1 to 100");
        assertThatThrownBy(() -> new DownloadSettings(FOLDER, 5, 17, 40, 0)).hasMessageContaining("sourcesPerFile");
        assertThatThrownBy(() -> new DownloadSettings(FOLDER, 5, 4, 0, 0)).hasMessageContaining("connections");
        assertThatThrownBy(() -> new DownloadSettings(FOLDER, 5, 4, 40, -1)).hasMessageContaining("reserve");
    }
}
