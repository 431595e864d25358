package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a mouse: the list of keys tells what works on this page, each key does it, and one always sees where one is. */
final class KeyboardTest extends ShowroomInChromium {
    private static final int MOST_TABS = 45;
    private static final String EVERYWHERE = "/ ? Esc g h g s g w g d g u g l g n g a t";
    private static final String HERE = "[data-keys-here] [data-needs]:visible kbd";
    private static final String WHERE = "(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();"
            + " return e === document.body ? 'left' : s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 && r.width > 0 && r.height > 0 && s.visibility === 'visible' ? '' : e.outerHTML.slice(0, 200); })()";

    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void go(String path) {
        page.navigate(url(path));
        assertThat(page.locator("html[data-keys=on] dialog#keys")).hasCount(1);
    }

    private void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Leads to the first row that has this. */
    private void leadTo(String what) {
        press("j");
        for (var left = page.locator("#rows tr").count(); left > 0 && page.locator("#rows tr.on " + what).count() == 0; left--) {
            press("j");
        }
        assertThat(page.locator("#rows tr.on " + what)).hasCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/, ''",
        "/search?q=hazel, j k Enter . x d f w n",
        "/downloads, j k Enter . x p r + - Del o",
        "/downloads/2, j k Enter p + - Del o",
        "/wishes, j k Enter p r a",
        "/wishes/1, j k Enter d p r Del",
        "/uploads, j k Enter . Del b",
        "/library, j k Enter . x r o v",
        "/inbox, j k Enter Del",
        "/history, j k Enter r Del",
        "/library/folders, j k Enter r a v",
        "/library/files/3, r o v",
        "/network, j k Enter Del b c",
        "/network/check, r",
        "/account/telling, a",
        "/settings/network, Ctrl S"
    })
    void theListTellsWhatWorksOnThisPage(String path, String keys) {
        go(path);
        press("?");
        assertThat(page.locator("dialog#keys")).isVisible();
        assertThat(String.join(" ", page.locator(HERE).allTextContents())).isEqualTo(keys);
        assertThat(String.join(" ", page.locator("dialog#keys > div > dl [data-needs]:visible kbd").allTextContents())).isEqualTo(EVERYWHERE);
    }

    @Test
    void theListKeepsTheFocusAndGivesItBack() {
        go("/downloads");
        page.locator("nav.places a").nth(2).focus();
        press("?");
        for (var i = 0; i < 4; i++) {
            press("Tab");
            assertThat(page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")).isEqualTo(true);
        }
        press("j", "d");
        assertThat(page.locator("#rows tr.on")).hasCount(0);
        press("Escape");
        assertThat(page.locator("dialog#keys")).isHidden();
        assertThat(page.locator("nav.places a").nth(2)).isFocused();
    }

    @Test
    void rowsOfDownloadsAreTickedPausedRemovedAndOpened() {
        page.onDialog(Dialog::accept);
        go("/downloads");
        press("p", "Delete", "x");
        assertThat(house.downloads.commands).as("without a row or a tick").isEmpty();
        assertThat(page.locator("#rows [data-tick]:checked")).hasCount(0);
        press("j", "x");
        assertThat(page.locator("#rows tr.on [data-tick]")).isChecked();
        press("x");
        leadTo("[data-pause]");
        press("p");
        assertThat(page.locator(".toast")).isVisible();
        assertThat(house.downloads.commands).hasSize(1).first().asString().startsWith("pause");
        press("k");
        press("Delete");
        assertThat(page).hasURL(Pattern.compile(".*/downloads"));
        assertThat(page.locator("#rows tr.on")).hasCount(0);
        assertThat(house.downloads.commands).anyMatch(command -> command.startsWith("cancel"));
        go("/downloads/2");
        press("j", "p");
        assertThat(page.locator(".toast")).isVisible(); // a source is no download: the key is the page's
        go("/downloads");
        press("j");
        assertThat(page.locator("#rows tr.on a").first()).isFocused();
        press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/downloads/\\d+"));
    }

    @Test
    void aSearchIsFilteredTakenAndMadeAWish() {
        go("/search?q=hazel");
        page.locator("[data-filters]").evaluate("one => one.open = false");
        press("f");
        assertThat(page.locator("[data-filters]")).hasAttribute("open", "");
        leadTo("[data-download]:enabled");
        press("d");
        assertThat(page.locator(".toast")).isVisible();
        go("/search?q=hazel");
        press("/");
        assertThat(page.locator("[data-box], #find").first()).isFocused();
        press("Escape", "w");
        assertThat(page).hasURL(Pattern.compile(".*/wishes/new.*"));
    }

    @Test
    void theOtherPagesKeysDoWhatTheListSays() {
        go("/network");
        press("c");
        assertThat(page.locator("#address")).isFocused();
        press("Escape", "j", "b");
        assertThat(page).hasURL(Pattern.compile(".*/network/bans.*"));
        go("/library/folders");
        press("a");
        assertThat(page.locator("#path")).isFocused();
        press("Escape", "j", "v");
        assertThat(page).hasURL(Pattern.compile(".*/library/folders/\\d+"));
        go("/inbox");
        var rows = page.locator("#rows tr").count();
        press("j", "Delete");
        assertThat(page.locator("#rows tr")).hasCount(rows - 1);
        go("/library/files/3");
        assertThat(page.waitForDownload(() -> press("o")).suggestedFilename()).isNotEmpty();
        go("/settings/network");
        press("Control+s");
        assertThat(page.locator(".toast")).isVisible();
        press("g", "l");
        assertThat(page).hasURL(Pattern.compile(".*/library"));
    }

    @Test
    void theFirstTabLeadsPastEverythingToTheContent() {
        go("/downloads");
        press("Tab");
        assertThat(page.locator("a.skip")).isFocused();
        assertThat(page.locator("a.skip")).isInViewport();
        press("Enter");
        assertThat(page.locator("main")).isFocused();
        press("Tab");
        assertThat(page.evaluate("!!document.activeElement.closest('main')")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/search?q=hazel", "/downloads", "/settings/bandwidth", "/account"})
    void oneSeesWhereOneIs(String path) {
        go(path);
        for (var i = 0; i < MOST_TABS; i++) {
            press("Tab");
            var where = String.valueOf(page.evaluate(WHERE));
            assertThat(where).as("the focus cannot be seen on").isIn(List.of("", "left"));
            if (where.equals("left")) {
                return;
            }
        }
        assertThat(page.locator(":focus")).hasCount(1);
    }
}
