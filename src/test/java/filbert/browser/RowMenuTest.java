package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import filbert.sharing.download.DownloadView;
import filbert.showroom.PretendDownloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be done with a row is behind its dots: by key, by mouse, on a phone, and without scripts. */
final class RowMenuTest extends ShowroomInChromium {
    private static final String OPEN = "#rows [data-menu][open] .menu";
    private static final String HASHED = "#rows tr:has(.hashed)";
    private static final String RULES = "axe.run(document.querySelector('[data-menu][open], dialog[open]'), {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            + ".then(found => found.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary)))";

    private String axe;

    @BeforeAll
    void readAxe() throws IOException {
        try (var in = Objects.requireNonNull(RowMenuTest.class.getResourceAsStream("/axe.min.js"))) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private BrowserContext context(int width, int height) {
        return chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, height).setReducedMotion(ReducedMotion.REDUCE));
    }

    private Page open(BrowserContext context, String path) {
        var page = context.newPage();
        page.navigate(url(path));
        return page;
    }

    private static Page live(Page page) {
        assertThat(page.locator("body[data-live=on]")).hasCount(1);
        return page;
    }

    private static void press(Page page, String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search?q=hazel", "/downloads", "/uploads", "/library"})
    void theDotOpensTheMenuOfTheRowAndEscLeadsBack(String path) {
        try (var context = context(1280, 900)) {
            var page = live(open(context, path));
            press(page, ".");
            assertThat(page.locator(OPEN)).hasCount(0);
            press(page, "j");
            var before = page.evaluate("document.activeElement.outerHTML");
            press(page, ".");
            assertThat(page.locator("#rows tr.on [data-menu][open] .menu")).isVisible();
            var items = page.locator(OPEN + " > :is(a, button):visible");
            assertThat(items.first()).isFocused();
            press(page, "ArrowDown");
            assertThat(items.nth(1)).isFocused();
            press(page, "ArrowUp", "ArrowUp");
            assertThat(items.last()).isFocused();
            press(page, "ArrowDown");
            assertThat(items.first()).isFocused();
            press(page, "End");
            assertThat(items.last()).isFocused();
            press(page, "Escape");
            assertThat(page.locator(OPEN)).hasCount(0);
            assertThat(page.evaluate("document.activeElement.outerHTML")).isEqualTo(before);
            assertThat(page.locator("#rows tr.on")).hasCount(1);
            press(page, ".", "j");
            assertThat(page.locator(OPEN)).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/search?q=hazel, 'All about it|Copy magnet link|See what|Make it a wish|Block'",
        "/downloads, 'All about it|Copy magnet link|Find more sources|Cancel, keep what came|Cancel'",
        "/uploads, 'See what|Block the host'",
        "/library, 'All about it|Play|Save it on this device|Copy magnet link|Its folder|Read it again'"
    })
    void hasWhatTheRowOffers(String path, String words) {
        try (var context = context(1280, 900)) {
            var page = open(context, path);
            for (var word : words.split("\\|")) {
                assertThat(page.locator("#rows .menu > :is(a, button)", new Page.LocatorOptions().setHasText(word)).count()).as(word).isPositive();
            }
        }
    }

    @Test
    void anItemActsOnItsRow() {
        try (var context = context(1280, 900)) {
            var page = live(open(context, "/downloads"));
            house.downloads.commands.clear();
            page.locator("#d-3 .name-cell a").focus();
            press(page, ".");
            page.locator("#d-3 .menu [data-later]").focus();
            press(page, "Enter");
            assertThat(page.locator(".toast")).isVisible();
            assertThat(house.downloads.commands).hasSize(1).first().asString().endsWith(" 3");
            assertThat(page.locator(OPEN)).hasCount(0);
        }
    }

    @Test
    void staysOpenWhenItsRowIsRenewedAndClosesByAClickElsewhere() {
        try (var context = context(1280, 900)) {
            var page = live(open(context, "/search?q=hazel"));
            press(page, "j", ".", "ArrowDown");
            var at = page.evaluate("document.activeElement.textContent");
            page.evaluate("() => document.body.addEventListener('htmx:sseMessage', () => { document.body.dataset.heard = 'yes'; })");
            for (var hidden : List.of(true, false)) {
                page.evaluate("hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }", hidden);
            }
            assertThat(page.locator("body[data-heard=yes]")).hasCount(1);
            assertThat(page.locator(OPEN)).isVisible();
            assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo(at);
            page.locator("h1").click();
            assertThat(page.locator(OPEN)).hasCount(0);
        }
    }

    @Test
    void goesWithItsRowWhenLiveRowsMoveIt() {
        try (var context = context(1280, 1600)) {
            var page = live(open(context, "/downloads?sort=name"));
            var row = page.locator("#rows tr:has(summary)").nth(1);
            row.locator("summary").click();
            var id = row.getAttribute("id");
            var before = page.locator(OPEN).boundingBox().y;
            house.downloads.put(PretendDownloads.view(23, "0 comes first.ogg", DownloadView.State.ACTIVE, 1 << 20, 9, 7_000, ""));
            assertThat(page.locator("#rows")).containsText("0 comes first.ogg");
            assertThat(page.locator("#" + id + " [data-menu][open]")).hasCount(1);
            page.waitForFunction("""
                    ([panel, before]) => {
                      const at = document.querySelector(panel).getBoundingClientRect();
                      const dots = document.querySelector(panel).parentElement.querySelector("summary").getBoundingClientRect();
                      return at.top > before && Math.abs(at.top - dots.bottom) < 2;
                    }""", List.of(OPEN, before));
        }
    }

    @Test
    void oneIsOpenAtATime() {
        try (var context = context(1280, 900)) {
            var page = live(open(context, "/library"));
            page.locator("#rows summary").nth(0).click();
            assertThat(page.locator(OPEN)).hasCount(1);
            page.locator("#rows summary").nth(3).click();
            assertThat(page.locator("#rows tr").nth(3).locator("[data-menu][open]")).hasCount(1);
            assertThat(page.locator(OPEN)).hasCount(1);
        }
    }

    @Test
    void aMagnetLinkIsCopied() {
        try (var context = context(1280, 900)) {
            context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            for (var path : List.of("/search?q=hazel", "/downloads", "/library")) {
                var page = live(open(context, path));
                copy(page);
                assertThat(page.locator(".toast")).containsText("The link is copied.");
                assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()"))).matches("magnet:\\?xt=urn:(sha1|bitprint):[A-Z2-7.]{32,}&xl=\\d+&dn=[^ <]+");
                page.close();
            }
        }
    }

    private static void copy(Page page) {
        var row = page.locator("#rows tr:has([data-copy-link])").first();
        row.locator("summary").click();
        row.locator("[data-copy-link]").click();
    }

    @Test
    void whereNothingMayBeCopiedTheLinkIsShown() {
        try (var context = context(360, 800)) {
            context.addInitScript("Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => window.mayCopy === true;");
            var page = live(open(context, "/search?q=hazel"));
            copy(page);
            assertThat(page.locator("#magnet-link")).isVisible();
            assertThat(page.locator("#magnet-link input")).hasValue(Pattern.compile("magnet:\\?xt=urn:sha1:.*"));
            assertThat(page.locator("#magnet-link input")).isFocused();
            assertThat(page.evaluate("getSelection().toString()")).isEqualTo(page.locator("#magnet-link input").inputValue());
            assertFine(page);
            press(page, "Escape");
            assertThat(page.locator("#magnet-link")).isHidden();
            page.evaluate("window.mayCopy = true");
            copy(page);
            assertThat(page.locator(".toast")).containsText("The link is copied.");
            assertThat(page.locator("#magnet-link")).isHidden();
        }
    }

    @Test
    void withoutScriptsItIsADetailsElementWithLinksAndButtons() {
        try (var context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 900).setJavaScriptEnabled(false))) {
            var page = open(context, "/search?q=hazel");
            var row = page.locator(HASHED).first();
            row.locator("summary").click();
            assertThat(row.locator(".menu")).isVisible();
            assertThat(row.locator("[data-copy-link]")).isHidden();
            assertThat(row.locator("a[href^='magnet:']")).isVisible();
            row.locator(".menu button[formaction$=spam]").click();
            assertThat(page.locator("[data-said]")).isVisible();
            page.navigate(url("/downloads"));
            page.locator("details.columns-choice summary").click();
            page.locator(".columns-choice [value=size]").uncheck();
            page.locator(".columns-choice button").first().click();
            assertThat(page.locator("thead th", new Page.LocatorOptions().setHasText("Size"))).hasCount(0);
            page.locator("details.columns-choice summary").click();
            page.locator(".columns-choice [name=usual]").click();
            assertThat(page.locator("thead th", new Page.LocatorOptions().setHasText("Size"))).hasCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/search?q=hazel, 1280", "/search?q=hazel, 360", "/downloads, 1280", "/downloads, 360", "/uploads, 1280", "/uploads, 360", "/library, 1280", "/library, 360"
    })
    void anOpenMenuIsForEverybody(String path, int width) {
        try (var context = context(width, 800)) {
            var page = live(open(context, path));
            for (var row : List.of(page.locator("#rows tr:has(summary)").first(), page.locator("#rows tr:has(summary)").last())) {
                row.scrollIntoViewIfNeeded();
                row.locator("summary").click();
                assertInside(page, row.locator(".menu"), width);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "screenshots", "menu" + path.replaceAll("\\W+", "_") + "-" + width + ".png")));
                assertFine(page);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                assertFine(page);
                press(page, "Escape");
                assertThat(row.locator("summary")).isFocused();
            }
        }
    }

    private static void assertInside(Page page, Locator menu, int width) {
        assertThat(menu).isVisible();
        var box = menu.boundingBox();
        assertThat(box.x).isNotNegative();
        assertThat(box.x + box.width).isLessThanOrEqualTo(width);
        assertThat(box.y).isNotNegative();
        assertThat(box.y + box.height).isLessThanOrEqualTo(800);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }

    private void assertFine(Page page) {
        page.evaluate(axe); // what an open menu covers is not judged
        assertThat((List<?>) page.evaluate(RULES)).isEmpty();
    }
}
