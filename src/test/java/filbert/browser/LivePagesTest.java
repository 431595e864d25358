package filbert.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import filbert.event.Happening;
import filbert.household.Volume;
import filbert.household.telling.Notice;
import filbert.sharing.browse.HostListing;
import filbert.sharing.download.DownloadView.State;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages stay true while somebody looks, rest while nobody does, and say so when they cannot. */
final class LivePagesTest extends ShowroomInChromium {
    private static final double LONGER_THAN_A_LOOK_MS = 20_000;

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

    /** @param change of the house, which the page has to show by itself; {@code text} comes to stand, or with a minus is gone, in the element */
    private record Scene(String path, Consumer<PretendHouse> change, String element, String text) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Scene> scenes() {
        var megabyte = 1 << 20;
        return Stream.of(
                new Scene("/", house -> house.downloads.put(PretendDownloads.view(20, "live-hazel.ogg", State.ACTIVE, megabyte, 9, 7_000, "")), "#tiles .tile >> nth=0", "2"),
                new Scene("/downloads", house -> house.downloads.put(PretendDownloads.view(21, "live-filbert.ogg", State.QUEUED, megabyte, 9, 0, "")), "#rows", "live-filbert.ogg"),
                new Scene("/downloads/2", house -> house.downloads.put(PretendDownloads.view(2, "Hazel Grove - Morning.ogg", State.PAUSED, 48 * megabyte, 9, 0, "")), "#progress", "paused"),
                new Scene("/uploads", house -> house.uploads.uploads.removeIf(one -> one.state().equals("sending")), "#rows", "-track-1.ogg"),
                new Scene("/hosts/192.0.2.7:6346", house -> house.browsing.say(HostListing.State.REFUSED, 403, "<b>no</b>", List.of()), "main", "-The list is arriving"),
                new Scene("/network", house -> {
                    house.overlay.neighbours.removeLast();
                    house.overlay.raise();
                }, "#rows", "-192.0.2.7:6346"),
                new Scene("/library/folders", house -> house.library.remove(3), "#rows", "-/mnt/usb"),
                new Scene("/activity", house -> house.happenings.record(new Happening(PretendHouse.NOW, "download.done", 1, "live-nut.pdf")), "#rows", "live-nut.pdf"),
                new Scene("/admin/logs", house -> house.log.say("INFO", "filbert.showroom", "a line that came meanwhile"), "#rows", "a line that came meanwhile"),
                new Scene("/inbox", house -> house.inbox.add(1, Notice.of(Notice.Kind.DOWNLOAD_DONE, "live-cake.pdf", "/downloads"), PretendHouse.NOW), "#rows", "live-cake.pdf"),
                new Scene("/wishes", house -> house.wishes.seen(1), "#rows", "-2 new"));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void movesWhileSomebodyLooks(Scene scene) {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url(scene.path()));
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            var gone = scene.text().startsWith("-");
            var text = scene.text().substring(gone ? 1 : 0);
            var element = assertThat(page.locator(scene.element()));
            if (gone) {
                element.containsText(text);
            } else {
                element.not().containsText(text);
            }
            scene.change().accept(house);
            // what raises no signal is looked at every five seconds
            var patience = new LocatorAssertions.ContainsTextOptions().setTimeout(LONGER_THAN_A_LOOK_MS);
            if (gone) {
                element.not().containsText(text, patience);
            } else {
                element.containsText(text, patience);
            }
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
    void aTickedFolderCountsItsFilesAndASortedListStaysStill() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(url("/search?q=hazel&group=folder&sort=name"));
            assertThat(page.locator("body[data-live=on]")).hasCount(1);
            page.evaluate("htmx.trigger(htmx.find('[sse-connect]'), 'htmx:sseBeforeMessage',"
                    + " {type: 'places', data: '<template><tbody><tr id=\"g-new\"></tr></tbody></template>'})");
            assertThat(page.locator("[data-hold]")).containsText("1 new, show");
            page.keyboard().press("n");
            assertThat(page.locator("[data-hold]")).isHidden();
            var folder = page.locator("#rows tr", new Page.LocatorOptions().setHasText("Music/<i>Hazel")).locator("[data-tick]");
            folder.check();
            assertThat(page.locator("[data-counts]")).containsText(folder.getAttribute("data-files") + " · ");
            page.keyboard().press("f");
            assertThat(page.locator("[data-filters][open]")).hasCount(1);
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

}
