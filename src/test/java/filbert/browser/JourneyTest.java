package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first minutes, in order: set-up, the practice network, a search that comes alive, a download, a bookmark, a restart. */
@NeedsChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class JourneyTest {
    private static final String PASSWORD = "hazel bush hedge";
    private static final Pattern SEARCH_PAGE = Pattern.compile(".*/search\\?q=hazel.*");
    private static final double SOON = 30_000;

    private Path folder;
    private Chromium chromium;
    private FilbertProcess filbert;
    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Files.createDirectories(folder.resolve("share/album"));
        Files.writeString(folder.resolve("share/album/our own hazel notes.txt"), "hazel\n".repeat(500));
        chromium = Chromium.launch();
        filbert = FilbertProcess.start(folder.resolve("data"), Map.of());
        enter();
    }

    private void enter() {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        context.setDefaultTimeout(SOON);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void theBrowserHasNotComplained() {
        var heard = List.copyOf(complaints);
        complaints.clear();
        assertThat(heard).isEmpty();
    }

    @AfterAll
    void stop() throws Exception {
        chromium.close();
        filbert.close();
    }

    @Test
    @Order(1)
    void nothingAnswersBeforeSetUp() {
        for (var path : List.of("/", "/login", "/downloads", "/search?q=hazel")) {
            page.navigate(filbert.url(path));
            assertThat(page).hasURL(Pattern.compile(".*/setup/account"));
        }
    }

    @Test
    @Order(2)
    void theAddressFromTheLogLeadsThroughSetUpIntoThePracticeNetwork() {
        page.navigate(filbert.firstPage());
        page.fill("#name", "mara");
        page.fill("#password", PASSWORD);
        page.fill("#repeat", PASSWORD);
        page.click("text=Next");

        page.fill("#path", folder.resolve("share").toString());
        page.click("text=Look into it");
        assertThat(page.locator("#check")).containsText("The people of this household would see 1 file");
        assertThat(page.locator("#check")).containsText("can be written");
        page.click("text=Share it");
        assertThat(page.locator("main")).containsText("Shared so far");
        page.click("text=Next");

        page.check("input[value=practice]");
        page.click("text=Next");
        page.click("text=Join the network");
        assertThat(page.locator("h1")).hasText("You are in");
        assertThat(page.locator("#summary .pulse.on")).isVisible(soon());
    }

    @Test
    @Order(3)
    void aSearchComesAliveWhileSomebodyLooks() {
        page.click("main a:has-text('Search')");
        page.fill("#q", "hazel");
        page.click("main button:has-text('Search')");
        assertThat(page).hasURL(SEARCH_PAGE);
        assertThat(page.locator("#rows tr").first()).isVisible(soon());
        assertThat(page.locator("#rows tr:has-text('hazel wood')")).isVisible(soon());
        assertThat(page.locator("#state")).containsText(Pattern.compile("asked \\d neighbours?, \\d hosts? answered"));
        // put in live, a row has as many cells as the head has
        var cells = page.locator("thead th").count();
        assertThat(page.locator("#rows tr").first().locator("> td")).hasCount(cells);
    }

    @Test
    @Order(4)
    void filtersWorkInTheAddress() {
        page.click("#facets a:has-text('music')");
        assertThat(page).hasURL(Pattern.compile(".*type=audio.*"));
        assertThat(page.locator("#rows tr:has-text('.txt')")).hasCount(0);
        assertThat(page.locator("#state")).containsText("hidden by filters");
        page.click("text=show them");
        assertThat(page.locator("#rows tr:has-text('.txt')").first()).isVisible();
    }

    @Test
    @Order(5)
    void oneClickFetchesAFile() throws Exception {
        page.locator("#rows tr:has-text('hazel wood') button[data-download]").click();
        assertThat(page.locator(".toast")).containsText("added to the queue");
        assertThat(page.locator("#rows tr:has-text('hazel wood') .chip")).hasText("you have it", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
        page.navigate(filbert.url("/downloads?state=done"));
        page.locator("#rows a").first().click();
        assertThat(page.locator("#progress .chip")).hasText("done");
        var path = Path.of(page.locator("#progress dd code").first().textContent());
        assertThat(path).exists();
        assertThat(Files.size(path)).isGreaterThan(1_000_000);
    }

    @Test
    @Order(6)
    void ticksStayWhileRowsAreRenewed() {
        page.navigate(filbert.url("/search?q=hazel"));
        var row = page.locator("#rows tr:has-text('blue hazel')");
        row.locator("input").check();
        assertThat(page.locator("[data-counted]").first()).containsText("1 ·");
        row.locator("button[data-download]").click();
        assertThat(row.locator(".chip")).hasText("you have it", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
        assertThat(row.locator("input")).isChecked();
    }

    @Test
    @Order(7)
    void whatWasToldMeanwhileOutlivesAnAnswerMadeBeforeIt() {
        var address = filbert.url("/search?q=hazel");
        var before = context.request().get(address).text();
        assertThat(before).contains("<h1>hazel</h1>");
        page.navigate(address);
        var row = page.locator("#rows tr:has-text('walnut and hazel')");
        row.locator("input").check();
        page.route("**/search/*/download", asked -> {
            asked.fetch();
            assertThat(row.locator(".chip")).hasText("you have it", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
            asked.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(before.replace("<h1>hazel</h1>", "<h1>as it was</h1>")));
        });
        row.locator("button[data-download]").click();
        assertThat(page.locator("h1")).hasText("as it was", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
        assertThat(row.locator(".chip")).hasText("you have it", new LocatorAssertions.HasTextOptions().setTimeout(SOON));
        assertThat(row.locator("input")).isChecked();
        page.unroute("**/search/*/download");
    }

    @Test
    @Order(8)
    void keysLeadThroughPages() {
        page.navigate(filbert.url("/search?q=hazel"));
        page.keyboard().press("?");
        assertThat(page.locator("dialog#keys")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog#keys")).isHidden();
        page.keyboard().press("j");
        assertThat(page.locator("#rows tr.on")).hasCount(1);
        page.keyboard().press("/");
        assertThat(page.locator("#find")).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("g");
        page.keyboard().press("d");
        assertThat(page).hasURL(filbert.url("/downloads"));
    }

    @Test
    @Order(9)
    void theMessagesOfANeighbourCanBeWatched() {
        page.navigate(filbert.url("/network"));
        assertThat(page.locator("#rows tr").first()).isVisible(soon());
        page.locator("#rows a").first().click();
        assertThat(page.locator("h1")).containsText("127.0.0.");
        var asker = context.newPage();
        asker.navigate(filbert.url("/search"));
        asker.fill("#q", "walnut");
        asker.click("main button:has-text('Search')");
        assertThat(page.locator("#rows tr:has-text('query')").first()).isVisible(soon());
        asker.close();
    }

    @Test
    @Order(10)
    void aRoomOfItsOwnForEveryPageOnAPhone() {
        page.setViewportSize(360, 780);
        for (var path : List.of("/", "/search", "/search?q=hazel", "/downloads", "/downloads/1", "/uploads", "/library", "/library/folders", "/network",
                "/network?tab=hosts", "/network?tab=messages", "/settings/general", "/settings/network", "/settings/downloads", "/account")) {
            page.navigate(filbert.url(path));
            var wider = (Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(wider.intValue()).as(path).isZero();
            assertThat(page.locator("h1")).isVisible();
        }
        page.setViewportSize(1280, 900);
    }

    @Test
    @Order(11)
    void whoSignsOutSignsInAgainAndGetsWhereTheyWanted() {
        page.navigate(filbert.url("/account"));
        page.click("text=Sign out");
        assertThat(page.locator(".note")).containsText("signed out");
        page.navigate(filbert.url("/library/folders"));
        assertThat(page).hasURL(Pattern.compile(".*/login"));
        page.fill("#username", "mara");
        page.fill("#password", "wrong wrong");
        page.click("main button");
        assertThat(page.locator("[role=alert]")).containsText("do not go together");
        page.fill("#username", "mara");
        page.fill("#password", PASSWORD);
        page.click("main button");
        assertThat(page).hasURL(filbert.url("/library/folders"));
        assertThat(page.locator("#rows tr")).hasCount(1);
    }

    @Test
    @Order(12)
    void aBookmarkShowsWhatWasFoundEvenAfterARestartAndAsksNobody() throws Exception {
        page.navigate(filbert.url("/search?q=hazel"));
        var found = page.locator("#rows .name-cell .grow").allTextContents();
        var state = page.locator("#state").textContent();
        page.reload();
        assertThat(page.locator("#rows .name-cell .grow").allTextContents()).containsExactlyInAnyOrderElementsOf(found);

        context.close();
        filbert.close();
        filbert = FilbertProcess.start(folder.resolve("data"), Map.of());
        enter();
        page.navigate(filbert.url("/search?q=hazel"));
        page.fill("#username", "mara");
        page.fill("#password", PASSWORD);
        page.click("main button");
        assertThat(page).hasURL(SEARCH_PAGE);
        assertThat(page.locator("#rows tr").first()).isVisible(soon());
        assertThat(page.locator("#rows .name-cell .grow").allTextContents()).containsExactlyInAnyOrderElementsOf(found);
        assertThat(page.locator("#state")).containsText(Pattern.compile("Finished|Stopped"));
        assertThat(asked(page.locator("#state").textContent())).isEqualTo(asked(state));
    }

    /** When the run began, as the page says it. */
    private static String asked(String state) {
        var match = Pattern.compile("asked at (\\S+)").matcher(state);
        assertThat(match.find()).as(state).isTrue();
        return match.group(1);
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SOON);
    }
}
