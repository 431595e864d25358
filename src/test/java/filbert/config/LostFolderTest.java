package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of finished files cannot be made, as on a volume that can only be read. */
final class LostFolderTest {
    @TempDir
    Path data;

    @Test
    void pagesAreShownAllTheSame() throws IOException {
        try (var filbert = RunningFilbert.setUp(data)) {
            var folder = data.resolve("downloads");
            Files.deleteIfExists(folder.resolve("owner"));
            Files.deleteIfExists(folder);
            Files.writeString(folder, "in its place");
            var browser = filbert.browser();
            browser.signIn("owner", RunningFilbert.PASSWORD);
            for (var page : new String[] {"/", "/downloads", "/library/folders", "/magnet?uri=urn:sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"}) {
                assertThat(browser.get(page).status()).as(page).isEqualTo(200);
            }
        }
    }
}
