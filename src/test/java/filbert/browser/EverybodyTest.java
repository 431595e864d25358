package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import filbert.showroom.Showroom;
import filbert.web.ContentPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pages are for everybody: axe finds nothing to complain of, in light and dark, on a desk and a phone. And streams rest while nobody looks. */
@NeedsChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = Showroom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pretend.as=mara", "server.address=127.0.0.1"})
final class EverybodyTest {
    private static final List<String> PAGES = List.of(
            "/",
            "/search",
            "/search?q=hazel",
            "/search?q=hazel&group=folder",
            "/search?q=hazel&group=host",
            "/search?q=medlar",
            "/search?q=hazel&not=dormouse",
            "/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1",
            "/wishes",
            "/inbox",
            "/history",
            "/account/telling",
            "/account/telling/new",
            "/account/telling/1",
            "/wishes/new?q=hazel",
            "/wishes/1",
            "/wishes/1/edit",
            "/downloads",
            "/downloads/2",
            "/downloads/5",
            "/downloads/adopt",
            "/magnet?uri=magnet:%3Fxt=urn:sha1:EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC%26dn=x",
            "/uploads",
            "/hosts/192.0.2.7:6346",
            "/library",
            "/library/files/3",
            "/library/folders",
            "/library/folders/2",
            "/network",
            "/network?tab=hosts",
            "/network?tab=messages",
            "/network?tab=picture",
            "/network/bans",
            "/network/check",
            "/network/passing",
            "/network/vendors",
            "/network/lists",
            "/network/lessons",
            "/network/neighbours/1",
            "/network/bandwidth",
            "/settings/bandwidth",
            "/settings/network",
            "/settings/general",
            "/settings/downloads",
            "/settings/people",
            "/login",
            "/account",
            "/privacy",
            "/admin/people",
            "/admin/people/2",
            "/invitation/nosuch",
            "/stats",
            "/activity",
            "/admin/tasks",
            "/admin/logs",
            "/admin/diagnostics",
            "/admin/backup",
            "/admin/backup/filbert-2026-11-21.sql.gz?from=/srv&to=/mnt",
            "/setup/finish",
            "/nosuch");
    private static final List<String> MISSING = List.of("/invitation/nosuch", "/nosuch");
    private static final String RUN = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            + ".then(found => found.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary)))";

    @LocalServerPort
    private int port;

    private Chromium chromium;
    private String axe;

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.launch();
        try (var in = Objects.requireNonNull(EverybodyTest.class.getResourceAsStream("/axe.min.js"))) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    static Stream<Arguments> looks() {
        return Stream.of(Arguments.of(ColorScheme.LIGHT, 1280), Arguments.of(ColorScheme.DARK, 390));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void axeHasNothingToComplainOf(ColorScheme scheme, int width) {
        var options = new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 6000);
        try (var context = chromium.browser().newContext(options)) {
            var page = context.newPage();
            var complaints = complaints(page);
            for (var path : PAGES) {
                page.navigate(url(path));
                page.waitForLoadState(LoadState.LOAD);
                complaints.removeIf(one -> MISSING.contains(path) && one.contains("status of 4")); // the page itself, as it should be
                assertThat(complaints).as("%s: what the console says", path).isEmpty();
                page.evaluate(axe);
                assertThat((List<?>) page.evaluate(RUN)).as("%s, %s", path, scheme).isEmpty();
            }
        }
    }

    /** Everything on the console, among it what the policy refused and what was not there, and every error of a script. */
    private static List<String> complaints(Page page) {
        var complaints = new CopyOnWriteArrayList<String>();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text() + " " + message.location()));
        page.onPageError(complaints::add);
        page.onResponse(response -> {
            if (response.request().isNavigationRequest() && !ContentPolicy.PAGES.equals(response.headerValue("content-security-policy"))) {
                complaints.add("another policy: " + response.headerValue("content-security-policy"));
            }
        });
        return complaints;
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
