package filbert.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotCaret;
import filbert.household.FirstStart;
import filbert.showroom.Pages;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import filbert.web.ContentPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Pages are for everybody: axe finds nothing to complain of, dark on a desk and light on a phone (under {@code -Plong} each in both), and
 * nothing is wider than the screen.
 * What each looked like stays in {@code target/screenshots}, for people to look at.
 */
@NeedsChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = Showroom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pretend.as=mara", "server.address=127.0.0.1"})
final class ScreensTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int DESK = 1280;
    private static final int PHONE = 360;
    private static final int GLANCE = 800;
    private static final int TALLEST = 4000;
    private static final int WHOLE = 6000; // axe judges colours only of what is on the screen
    private static final boolean EVERY_LOOK = Boolean.getBoolean("test.long"); // else dark on a desk and light on a phone: half the time

    /** Those whose words are many or long: they are looked at in German too. */
    private static final Set<String> WORDY = Set.of(
            "/", "/search?q=hazel", "/wishes", "/wishes/1", "/inbox", "/account", "/account/telling", "/downloads", "/downloads/2", "/uploads", "/library", "/library/folders",
            "/network", "/network?tab=messages", "/network/check", "/network/bandwidth", "/stats", "/admin/people", "/settings/bandwidth", "/login", "/setup/network");

    private static final List<String> MISSING = List.of("/invitation/nosuch", "/nosuch");

    private static final String RULES = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})";
    private static final String COMPLAINTS =
            ".then(found => found.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary)))";

    @LocalServerPort
    private int port;

    @Autowired
    private PretendHouse house;

    private Chromium chromium;
    private BrowserContext english;
    private BrowserContext german;
    private Page page;
    private Page seite;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.launch();
        english = chromium.browser().newContext(look().setLocale("en-GB"));
        german = chromium.browser().newContext(look().setLocale("de-AT"));
        page = watched(english.newPage());
        seite = watched(german.newPage());
        try (var in = Objects.requireNonNull(ScreensTest.class.getResourceAsStream("/axe.min.js"))) {
            page.addInitScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Everything on the console, among it what the policy refused and what was not there, and every error of a script. */
    private Page watched(Page page) {
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text() + " " + message.location()));
        page.onPageError(complaints::add);
        page.onResponse(response -> {
            if (response.request().isNavigationRequest() && !ContentPolicy.PAGES.equals(response.headerValue("content-security-policy"))) {
                complaints.add("another policy: " + response.headerValue("content-security-policy"));
            }
        });
        return page;
    }

    private static Browser.NewContextOptions look() {
        return new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE).setColorScheme(ColorScheme.LIGHT);
    }

    @AfterEach
    void setUpIsOver() {
        complaints.clear();
        house.firstStart.state = FirstStart.State.DONE;
        english.clearCookies();
        german.clearCookies();
    }

    @AfterAll
    void stop() {
        english.close();
        german.close();
        chromium.close();
    }

    static Stream<String> pages() {
        var more = Stream.of("/invitation/nosuch", "/nosuch", "/offline");
        return Stream.concat(Pages.all().filter(page -> !page.contains("nonsense") && !page.contains("page=99")), more);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of(FirstStart.State.ACCOUNT, "/setup/account?code=right"),
                Arguments.of(FirstStart.State.OPEN, "/setup/folders"),
                Arguments.of(FirstStart.State.OPEN, "/setup/network"),
                Arguments.of(FirstStart.State.OPEN, "/setup/finish"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isForEverybody(String path) {
        look(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/login?error", "/login?locked=11:30"})
    void theDoorIsForEverybody(String path) {
        english.addCookies(List.of(new Cookie(Showroom.STRANGER, "yes").setUrl(url("/"))));
        german.addCookies(List.of(new Cookie(Showroom.STRANGER, "yes").setUrl(url("/"))));
        look(path);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void setUpIsForEverybody(FirstStart.State state, String path) {
        house.firstStart.state = state;
        look(path);
    }

    private void look(String path) {
        for (var width : List.of(DESK, PHONE)) {
            open(page, path, width);
            if (width == PHONE) {
                letInLargeLetters(path);
            }
            for (var scheme : EVERY_LOOK ? List.of(ColorScheme.DARK, ColorScheme.LIGHT) : List.of(width == DESK ? ColorScheme.DARK : ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                shoot(page, path, width, scheme.name().toLowerCase(Locale.ROOT));
                stretch(page, width, WHOLE);
                assertThat((List<?>) page.evaluate(RULES + COMPLAINTS)).as("%s, %d px, %s", path, width, scheme).isEmpty();
            }
        }
        if (WORDY.contains(path)) {
            open(seite, path, PHONE);
            shoot(seite, path, PHONE, "german");
        }
    }

    private void open(Page page, String path, int width) {
        page.setViewportSize(width, GLANCE);
        page.navigate(url(path));
        page.waitForFunction("() => !document.querySelector('[data-picture]:not([data-drawn])')");
        complaints.removeIf(one -> MISSING.contains(path) && one.contains("status of 4")); // the page itself, as it should be
        assertThat(complaints).as("%s: what the console says", path).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).as("%s, %d px", path, width).isEqualTo(width);
    }

    /** Text twice as large needs no scrolling sideways (WCAG 2.2, 1.4.4), and the places below the thumb leave room for the page. */
    private void letInLargeLetters(String path) {
        page.evaluate("() => { document.documentElement.style.fontSize = '32px'; }");
        var wide = page.evaluate("document.documentElement.scrollWidth");
        var rows = (Number) page.evaluate("new Set([...document.querySelectorAll('.places a')].map(place => place.offsetTop)).size");
        page.evaluate("() => { document.documentElement.style.fontSize = ''; }");
        assertThat(wide).as("%s, %d px, large letters", path, PHONE).isEqualTo(PHONE);
        assertThat(rows.intValue()).as("%s: rows of places", path).isLessThanOrEqualTo(2);
    }

    private static void stretch(Page page, int width, int height) {
        page.setViewportSize(width, height);
        page.waitForFunction("height => innerHeight === height", height);
    }

    private static void shoot(Page page, String path, int width, String name) {
        var file = path.substring(1).replaceAll("[^A-Za-z0-9.=]+", "_");
        var height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        stretch(page, width, Math.min(height, TALLEST));
        page.screenshot(new Page.ScreenshotOptions()
                .setCaret(ScreenshotCaret.INITIAL) // hiding it would need a style that the policy refuses
                .setPath(SCREENSHOTS.resolve(String.format(Locale.ROOT, "%s-%d-%s.png", file.isEmpty() ? "home" : file, width, name))));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
