package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.Membership;
import filbert.identity.Sha1;
import filbert.sharing.download.DownloadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of finished files cannot be made, as on a volume that can only be read. */
final class LostFolderTest {
    @TempDir
    Path data;

    @Test
    void pagesAreShownAllTheSame() throws IOException, InterruptedException {
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
            var joined = new CountDownLatch(1);
            filbert.part(Membership.class).whenJoined(joined::countDown);
            assertThat(joined.await(1, TimeUnit.MINUTES)).isTrue();
            var wanted = new DownloadRequest(1, Sha1.parse("VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"), Optional.empty(), "acorn.ogg", 7_000_000, List.of());
            var download = filbert.part(Membership.class).downloads().add(wanted).id();
            assertThat(browser.get("/downloads/" + download).status()).isEqualTo(200);
            assertThat(folder).isRegularFile();
        }
    }
}
