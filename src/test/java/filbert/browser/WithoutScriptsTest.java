package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything works with scripts off, below a base path, in a house set up by its environment: reload instead of live rows. */
@NeedsChromium
final class WithoutScriptsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "set from outside";

    @TempDir
    private Path folder;

    @Test
    void searchDownloadAndShareByFormsAlone() throws Exception {
        Files.createDirectories(folder.resolve("share"));
        var settings = Map.of("FILBERT_OWNER_PASSWORD", PASSWORD, "FILBERT_NETWORK_MODE", "practice", "FILBERT_WEB_BASE_PATH", "/filbert");
        try (var chromium = Chromium.launch();
                var filbert = FilbertProcess.start(folder.resolve("data"), settings);
                var context = chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = context.newPage();
            signIn(page, filbert);
            search(page);
            download(page);
            share(page);
            settle(page);
        }
    }

    private static void signIn(Page page, FilbertProcess filbert) {
        page.navigate(filbert.url("/filbert/"));
        assertThat(page).hasURL(filbert.url("/filbert/login"));
        page.fill("#username", "owner");
        page.fill("#password", PASSWORD);
        page.click("main button");
        assertThat(page.locator("h1")).hasText("Hello, owner");
        for (var link : page.locator("a[href^='/']").all()) {
            assertThat(link.getAttribute("href")).startsWith("/filbert/");
        }
    }

    private static void search(Page page) {
        until(page, page.locator("main"), "Neighbours", "2", "/filbert/");
        page.fill("main [name=q]", "hazel");
        page.click("main button:has-text('Search')");
        assertThat(page).hasURL(Pattern.compile(".*/filbert/search\\?q=hazel"));
        untilVisible(page, page.locator("#rows tr:has-text('hazel leaf')"));
        page.click("thead a:has-text('Size')");
        assertThat(page).hasURL(Pattern.compile(".*sort=size"));
    }

    private static void download(Page page) {
        page.locator("#rows tr:has-text('hazel leaf') input").check();
        page.locator("#rows tr:has-text('Hazel menu') input").check();
        page.click("button:has-text('Download ticked')");
        assertThat(page.locator("[data-said]")).containsText("added to the queue");
        page.click("nav.places a:has-text('Downloads')");
        untilVisible(page, page.locator("#rows tr:has-text('hazel leaf') .chip.good"));
        untilVisible(page, page.locator("#rows tr:has-text('Hazel menu') .chip.good"));
        page.locator("#rows tr:has-text('hazel leaf') button[aria-label^='Remove']").click();
        assertThat(page.locator("#rows tr:has-text('hazel leaf')")).hasCount(0);
    }

    private void share(Page page) {
        page.click("nav.places a:has-text('Library')");
        page.click("main a:has-text('Folders')");
        page.fill("#path", folder.resolve("share").toString());
        page.click("button:has-text('Share it')");
        assertThat(page.locator("#rows tr:has-text('share')")).isVisible();
        page.locator("#rows tr:has-text('share') a").first().click();
        page.check("input[value=NETWORK]");
        page.click("button:has-text('Save')");
        assertThat(page.locator("#rows tr:has-text('share') .chip").first()).hasText("Everybody");
    }

    private static void settle(Page page) {
        page.click("a[aria-label='Settings']");
        page.click("main a:has-text('Network')");
        page.fill("[name='filbert.network.leaf-slots']", "x");
        page.click("main button:has-text('Save')");
        assertThat(page.locator(".wrong")).hasText("This must be a whole number.");
        page.fill("[name='filbert.network.leaf-slots']", "50");
        page.click("main button:has-text('Save')");
        assertThat(page.locator("[data-said]")).hasText("Saved.");
        page.click(".theme-to-dark");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    /** Reloads until something is there, as a person would. */
    private static void untilVisible(Page page, Locator wanted) {
        var end = Instant.now().plus(PATIENCE);
        while (wanted.count() == 0 && Instant.now().isBefore(end)) {
            page.reload();
            page.waitForLoadState(LoadState.LOAD);
        }
        assertThat(wanted.first()).isVisible();
    }

    private static void until(Page page, Locator main, String tile, String value, String path) {
        var wanted = main.locator(".tile:has-text('" + tile + "') .value");
        var end = Instant.now().plus(PATIENCE);
        while (!wanted.textContent().equals(value) && Instant.now().isBefore(end)) {
            page.reload();
        }
        assertThat(wanted).hasText(value);
        assertThat(page.url()).endsWith(path);
    }
}
