package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import filbert.servent.NetworkView.VendorCount;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Lesson;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tabs of the network page, by hand and by keyboard, on a phone and on a desk. */
final class NetworkPagesTest extends ShowroomInChromium {
    private static final List<String> TABS = List.of(
            "Connections", "Picture", "Known hosts", "Messages", "Queries passing", "Programs", "Bandwidth", "Bans", "Lists", "Spam lessons", "Reachability");

    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void go(String path) {
        page.navigate(url(path));
    }

    private Locator heading() {
        return page.locator(".empty h2");
    }

    @Test
    void everyTabIsReachedByTheKeyboardAlone() {
        go("/network");
        page.locator("nav.tabs a").first().focus();
        for (var name : TABS) {
            assertThat(page.locator("nav.tabs a:focus")).hasText(name);
            page.keyboard().press("Tab");
        }
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Programs")).focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/network/vendors"));
        assertThat(page.locator("nav.tabs a[aria-current=page]")).hasText("Programs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/network", "/network?tab=messages", "/network/vendors", "/network/lessons", "/network/check"})
    void onAPhoneTheCurrentTabIsOnTheScreenAndNothingIsWiderThanIt(String path) {
        page.setViewportSize(390, 844);
        go(path);
        assertThat(page.locator("nav.tabs a[aria-current=page]")).isInViewport();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }

    @Test
    void programsAreCountedWhileOneLooks() {
        var before = List.copyOf(house.overlay.programs);
        try {
            go("/network/vendors");
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            var row = page.locator("#rows tr").filter(new Locator.FilterOptions().setHasText("GTKG"));
            assertThat(row).containsText("gtk-gnutella");
            assertThat(row.locator("td").nth(3)).hasText("31");
            house.overlay.programs.set(1, new VendorCount("GTKG", 0, 9, 32));
            house.overlay.raise();
            assertThat(row.locator("td").nth(3)).hasText("32");
            house.overlay.programs.clear();
            house.overlay.raise();
            assertThat(heading()).hasText("No other program met yet");
        } finally {
            house.overlay.programs.clear();
            house.overlay.programs.addAll(before);
        }
    }

    @Test
    void onAPhoneACodeIsSpeltOutToo() {
        page.setViewportSize(390, 844);
        go("/network/vendors");
        assertThat(page.locator("#rows small").first()).isVisible();
        assertThat(page.locator("#rows small").first()).hasText("gtk-gnutella");
    }

    @Test
    void aHitThatComesBySaysHowManyFilesItNames() {
        go("/network/passing");
        assertThat(page.locator("#rows small:has-text('12 files')")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void aResultShowsWhatItSaysOfItself(int width) {
        var plain = PretendSearches.found(40, "elder.ogg", 4_000_000, 2);
        var tags = new Tags("Blue elder", "The Filberts", "", "", 2026, 201, 192, 0, 0);
        var found = new FoundFile(
                plain.id(), plain.sha1(), plain.tigerRoot(), plain.name(), plain.names(), plain.size(), plain.sources(), plain.firstSeen(), plain.lastSeen(),
                Judgement.CLEAN, tags);
        house.searches.put(new SearchView("t40", 1, "elder", SearchView.State.DONE, PretendHouse.NOW, 4, 1, "", 0, List.of(found)));
        page.setViewportSize(width, 844);
        go("/search?q=elder");
        assertThat(page.locator("#rows small:has-text('Blue elder · The Filberts · 2026 · 3:21 · 192 kbit/s')")).isVisible();
        page.locator("#rows a").first().click();
        assertThat(page.locator("#facts dd:has-text('Blue elder')")).isVisible();
        assertThat(page.locator("#rows small:has-text('says: Blue')")).isVisible();
    }

    @Test
    void aListIsTakenShownAndThrownAway() {
        go("/network/lists");
        assertThat(heading()).hasText("No lists");
        page.locator("#list").setInputFiles(new FilePayload("hostiles.txt", "text/plain", "5.1.0.0/16\nnonsense\n".getBytes(StandardCharsets.UTF_8)));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add the list")).click();
        assertThat(page.locator("#rows tr")).hasCount(1);
        assertThat(page.locator("#rows")).containsText("hostiles.txt");
        page.locator("#rows summary").press("Enter");
        assertThat(page.locator("#rows details li")).containsText("Line 2");
        page.locator("#rows button.danger").press("Enter");
        assertThat(heading()).hasText("No lists");
    }

    @Test
    void aLessonIsTakenBack() {
        go("/network/lessons");
        assertThat(heading()).hasText("Nothing taught yet");
        house.lessons.add(new Lesson(0, PretendHouse.OWNER.id(), Lesson.Verdict.SPAM, Optional.empty(), "junk.exe", 9, List.of(), PretendHouse.NOW));
        page.reload();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("junk.exe")).press("Enter");
        assertThat(heading()).hasText("Nothing taught yet");
        assertThat(house.lessons.all).isEmpty();
    }

    @Test
    void whoIsBlockedIsLetInAgain() {
        var before = List.copyOf(house.overlay.neighbours);
        var banned = List.copyOf(house.overlay.banned);
        try {
            go("/network");
            page.locator("#rows tr").first().locator("button[formaction$=block]").click();
            assertThat(page).hasURL(Pattern.compile(".*/network/bans.*"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("10.0.0.7")).press("Enter");
            assertThat(page.locator("#rows")).not().containsText("10.0.0.7");
        } finally {
            house.overlay.neighbours.clear();
            house.overlay.neighbours.addAll(before);
            house.overlay.banned.clear();
            house.overlay.banned.addAll(banned);
        }
    }

    @Test
    void withoutNeighboursThePictureSaysSoAndItsTableToo() {
        var before = List.copyOf(house.overlay.neighbours);
        house.overlay.neighbours.clear();
        try {
            go("/network?tab=picture");
            assertThat(heading()).hasText("No neighbours yet");
            assertThat(page.locator("svg.around")).hasCount(0);
            house.overlay.neighbours.addAll(before);
            house.overlay.raise();
            assertThat(page.locator("svg.around")).hasCount(1);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The same as a table")).click();
            assertThat(page.locator("#rows tr")).hasCount(before.size());
        } finally {
            house.overlay.neighbours.clear();
            house.overlay.neighbours.addAll(before);
        }
    }
}
