package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import filbert.household.Volume;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Pages stay true while somebody looks, rest while nobody does, and say so when they cannot. */
@NeedsChromium
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = Showroom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pretend.as=mara", "server.address=127.0.0.1"})
final class LivePagesTest {
    @LocalServerPort
    private int port;

    @Autowired
    private PretendHouse house;

    private Chromium chromium;

    @BeforeAll
    void start() {
        chromium = Chromium.launch();
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @Test
    void aStreamRestsWhileItsTabIsHiddenAndTellsTheWholePageAfterwards() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url("/downloads"));
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            page.evaluate("() => { for (const name of ['htmx:sseClose', 'htmx:sseOpen'])"
                    + " document.body.addEventListener(name, () => { document.body.dataset.last = name; }); }");
            hide(page, true);
            assertThat(page.locator("body[data-last='htmx:sseClose']")).hasCount(1);
            hide(page, false);
            assertThat(page.locator("body[data-last='htmx:sseOpen']")).hasCount(1);
        }
    }

    @Test
    void figuresAreFollowedAndTheirChartsStay() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url("/stats"));
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            assertThat(page.locator("#chart-files [data-drawn=yes] canvas")).hasCount(1);
            page.locator("#chart-files summary").click();
            page.evaluate("() => { window.kept = document.querySelector('#chart-files canvas'); }");
            page.locator("#status [data-slow]").focus();
            var points = page.locator("#chart-files").getAttribute("data-points");
            var tile = page.locator(".tile").filter(new Locator.FilterOptions().setHasText("Files sent"));
            var before = tile.textContent();
            house.samples.volume = new Volume(0, 0, 0, 0);
            house.statistics.look();
            house.samples.volume = new Volume(9L << 40, 0, 8L << 40, 0);
            house.statistics.look();
            assertThat(tile).containsText("8.0 TB");
            assertThat(tile).not().hasText(before);
            assertThat(page.locator("#chart-files")).not().hasAttribute("data-points", points);
            assertThat(page.locator("#chart-files [data-figures]")).containsText("GB/s");
            assertThat(page.locator("#chart-files details[open]")).hasCount(1);
            assertThat(page.locator("#status [data-slow]")).isFocused();
            page.waitForFunction("() => kept === document.querySelector('#chart-files canvas')");
            page.locator("#chart-files .u-over").hover();
            assertThat(page.locator("#chart-files [data-figures]")).containsText("Files received");
        }
    }

    @Test
    void theRowThatKeysLedToStaysSoWhenItIsRenewed() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url("/search?q=hazel"));
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            page.keyboard().press("j");
            page.keyboard().press("j");
            var chosen = page.locator("#rows tr.on").getAttribute("id");
            page.evaluate("() => document.body.addEventListener('htmx:sseMessage', () => { document.body.dataset.heard = 'yes'; })");
            // the first event of a stream renews every row
            hide(page, true);
            hide(page, false);
            assertThat(page.locator("body[data-heard=yes]")).hasCount(1);
            assertThat(page.locator("#rows tr.on")).hasCount(1);
            assertThat(page.locator("#rows tr.on")).hasAttribute("id", chosen);
        }
    }

    private static void hide(Page page, boolean hidden) {
        page.evaluate("hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
                + " document.dispatchEvent(new Event('visibilitychange')); }", hidden);
    }

    @Test
    void newRowsWaitForWhoeverHasTickedSomething() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url("/search?q=hazel"));
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            page.locator("#rows input").first().check();
            page.evaluate("htmx.trigger(htmx.find('[sse-connect]'), 'htmx:sseBeforeMessage',"
                    + " {type: 'places', data: '<template><tbody><tr id=\"f-new\"></tr></tbody></template>'})");
            assertThat(page.locator("[data-hold]")).isVisible();
            assertThat(page.locator("[data-hold]")).containsText("1 new, show");
            page.locator("[data-hold]").click();
            assertThat(page.locator("[data-hold]")).isHidden();
            assertThat(page.locator("#rows input:checked")).hasCount(0);
        }
    }

    @Test
    void whenTheServerIsLostThePageSaysSinceWhen() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url("/downloads"));
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            page.evaluate("htmx.trigger(htmx.find('[sse-connect]'), 'htmx:sseError', {})");
            assertThat(page.locator("#lost")).isVisible();
            assertThat(page.locator("#lost")).containsText("Not up to date since");
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
