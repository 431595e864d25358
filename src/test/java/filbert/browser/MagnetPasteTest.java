package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A magnet link pasted where one searches is looked at; the account page offers to take those of other pages. */
@NeedsChromium
final class MagnetPasteTest {
    private static final String PASSWORD = "set from outside";
    private static final String MAGNET = "magnet:?xt=urn:sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5&dn=" + "blue%20hazel".repeat(30) + ".ogg";

    @TempDir
    private Path folder;

    @Test
    void pastedOnTheHomePageAndInTheSearchBox() throws Exception {
        var settings = Map.of("FILBERT_OWNER_PASSWORD", PASSWORD, "FILBERT_NETWORK_MODE", "practice");
        try (var chromium = Chromium.launch();
                var filbert = FilbertProcess.start(folder.resolve("data"), settings);
                var context = chromium.browser().newContext()) {
            var page = context.newPage();
            filbert.signIn(page, PASSWORD);
            paste(page, "main #q");
            page.navigate(filbert.url("/downloads"));
            paste(page, "#find");
            page.navigate(filbert.url("/account"));
            assertThat(page.locator("[data-magnet-handler] button")).isVisible(); // loopback counts as secure
        }
    }

    private static void paste(Page page, String box) {
        page.locator(box).click();
        page.keyboard().insertText(MAGNET);
        page.keyboard().press("Enter");
        assertThat(page.locator("main #uri")).hasValue(MAGNET);
        assertThat(page.locator("main h2").first()).containsText("blue hazelblue hazel");
        page.locator("a.brand").click();
        assertThat(page.locator("h1")).hasText("Hello, owner");
    }
}
