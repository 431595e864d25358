package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed in mid-download; the next one goes on with what is on the disk. */
@NeedsChromium
final class KilledDownloadTest {
    private static final int SIZE = 8 << 20;
    private static final int FIRST_PART = 5 << 20;
    private static final String PASSWORD = "set from outside";
    private static final double SOON = 120_000;

    @TempDir
    private Path folder;

    @Test
    void aDownloadGoesOnAfterAKill() throws Exception {
        var settings = Map.of("FILBERT_OWNER_PASSWORD", PASSWORD, "FILBERT_NETWORK_MODE", "practice");
        try (var host = new SlowHost(SIZE, 42);
                var chromium = Chromium.launch()) {
            var filbert = FilbertProcess.start(folder.resolve("data"), settings);
            try (var context = chromium.browser().newContext()) {
                var page = context.newPage();
                signIn(page, filbert);
                order(page, filbert, host.magnet("hazel-recording.bin"));
                host.allow(FIRST_PART);
                assertThat(page.locator("#rows tr .bar-cell small").first())
                        .containsText(Pattern.compile("(4|5)\\.\\d MB of 8\\.0 MB"), new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
            } finally {
                filbert.kill();
            }
            host.allow(SIZE);
            try (var again = FilbertProcess.start(folder.resolve("data"), settings);
                    var context = chromium.browser().newContext()) {
                var page = context.newPage();
                signIn(page, again);
                page.navigate(again.url("/downloads"));
                assertThat(page.locator("#rows tr .chip")).hasText("done", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
                page.locator("#rows a").first().click();
                var path = Path.of(page.locator("#progress dd code").first().textContent());
                assertThat(Files.readAllBytes(path)).isEqualTo(host.content());
            }
            assertThat(host.sent()).isLessThan(SIZE + FIRST_PART / 2); // what was on the disk was not fetched again
        }
    }

    private static void signIn(Page page, FilbertProcess filbert) {
        filbert.signIn(page, PASSWORD);
        assertThat(page.locator("h1")).hasText("Hello, owner");
    }

    /** Tried again while the network is still being joined. */
    private static void order(Page page, FilbertProcess filbert, String magnet) {
        for (var tries = 0; tries < 20 && page.locator("#rows tr").count() == 0; tries++) {
            page.navigate(filbert.url("/magnet?uri=" + URLEncoder.encode(magnet, StandardCharsets.UTF_8)));
            page.click("main form[method=post] button");
        }
        assertThat(page.locator("#rows tr")).hasCount(1);
    }
}
