package filbert.web.search;

import static filbert.showroom.PretendHouse.GUEST;
import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.spam.ListReader;
import filbert.servent.spam.SpamLists;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import filbert.showroom.Showroom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** Results by folder and by host. */
@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class GroupPagesTest {
    private static final String ONE = "192.0.2.1:6001";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        house.downloads.queue.clear();
        house.searches.runs.values().removeIf(run -> run.query().equals("grove"));
        house.searches.put(new SearchView("g1", OWNER.id(), "grove", SearchView.State.DONE, NOW, 4, 3, "", 0, List.of(
                found(1, "grove one.ogg", 1_000, 2), found(2, "grove two.ogg", 2_000, 1), found(3, "grove.pdf", 50_000, 3))));
        house.experience.listed(SpamLists.NONE);
        browser = new PlainBrowser(context);
    }

    private static FoundFile found(int number, String name, long size, int sources) {
        return PretendSearches.found(40 + number, name, size, sources);
    }

    private Document get(String page) {
        return browser.page(page, OWNER);
    }

    private List<String> titles(String page) {
        return get(page).select("#rows .name-cell .grow").eachText();
    }

    @Test
    void foldersOfOneHostAreRowsWithCountAndSize() {
        var page = get("/search?q=grove&group=folder");
        assertThat(titles("/search?q=grove&group=folder")).startsWith("Music/<i>Hazel").contains("folder not told");
        var first = page.selectFirst("#rows tr");
        assertThat(first.text()).contains(ONE).contains("LIME").contains("grove one.ogg").contains("51.8 KB");
        assertThat(first.select("td.num b").text()).isEqualTo("3");
        assertThat(first.select("input[name=group]").attr("data-files")).isEqualTo("3");
        assertThat(page.select("nav.row:not(#marks) a[aria-current=true]").eachText()).containsExactly("by folder");
        assertThat(get("/search?q=grove&group=folder&type=audio").selectFirst("#rows td.num b").text()).as("filters hold").isEqualTo("2");
        assertThat(page.select("thead a").eachAttr("href")).contains("/search?q=grove&group=folder&sort=name");
        assertThat(get("/search?q=grove&group=folder&type=video").select("#nothing .hiding").text()).contains("3 others hidden");
    }

    @Test
    void hostsAreRowsAndLeadToWhatTheyOffer() {
        var page = get("/search?q=grove&group=host");
        assertThat(page.select("#rows tr")).hasSize(3);
        assertThat(page.select("#rows tr").get(2).text()).contains("192.0.2.3:6003").contains("firewalled");
        assertThat(page.select("#rows td.name-cell a").first().attr("href")).isEqualTo("/search?q=grove&host=192.0.2.1%3A6001");
        assertThat(titles("/search?q=grove&host=192.0.2.2:6002&sort=name")).containsExactly("grove one.ogg", "grove.pdf");
        var folder = get("/search?q=grove&host=192.0.2.1:6001&folder=Music/<i>Hazel");
        assertThat(folder.select("p.note").text()).contains("Only what is in Music/<i>Hazel at 192.0.2.1:6001");
        assertThat(folder.select("p.note a").attr("href")).isEqualTo("/search?q=grove");
        assertThat(titles("/search?q=grove&host=nonsense")).isEmpty();
    }

    @Test
    void aTickedFolderIsDownloadedAsFarAsTheFilterShowsIt() {
        var form = get("/search?q=grove&group=folder&type=audio").getElementById("results");
        assertThat(form.attr("action")).isEqualTo("/search/g1/download?q=grove&type=audio&group=folder");
        var key = form.select("input[name=group]").first().val();
        browser.post(form.attr("action"), OWNER, "group", key, "back", "/search?q=grove&group=folder")
                .expectStatus().isSeeOther().expectHeader().location("/search?q=grove&group=folder&said=download.some");
        assertThat(house.downloads.view()).extracting(download -> download.name()).containsExactlyInAnyOrder("grove one.ogg", "grove two.ogg");
        browser.post("/search/g1/download?group=host", OWNER, "whole", "192.0.2.3:6003/" + "0".repeat(15) + "3" + "0".repeat(15) + "3")
                .expectHeader().location("/search?said=download.one");
        assertThat(house.downloads.view()).hasSize(3);
        browser.post("/search/g1/download?group=folder", OWNER, "group", "9.9.9.9:1 nowhere").expectHeader().location("/search?said=download.nothing-new");
        browser.post("/search/g1/download?group=folder", MEMBER, "group", key).expectStatus().isNotFound();
    }

    @Test
    void aWholeHostIsTakenInBoundedPortions() {
        var many = new ArrayList<FoundFile>();
        IntStream.range(0, 230).forEach(i -> many.add(PretendSearches.found(1_000 + i, "acorn " + i + ".ogg", 10, 1)));
        house.searches.put(new SearchView("g2", OWNER.id(), "acorns", SearchView.State.DONE, NOW, 4, 3, "", 0, many));
        browser.post("/search/g2/download?q=acorns&group=host", OWNER, "whole", ONE).expectHeader().location("/search?said=download.many");
        assertThat(house.downloads.view()).hasSize(200);
        assertThat(get("/search?q=acorns&group=host").select("#rows tr")).hasSize(1);
        assertThat(get("/search?q=acorns&page=3").select("#rows tr")).hasSize(30);
    }

    @Test
    void theOwnerBlocksAHostAndWhatOnlyItHasIsMarked() {
        browser.post("/search/block", OWNER, "host", "192.0.2.2:6002", "back", "/search?q=grove&group=host")
                .expectStatus().isSeeOther().expectHeader().location("/search?q=grove&group=host&said=search.blocked");
        assertThat(house.overlay.banned.removeFirst().address().getHostAddress()).isEqualTo("192.0.2.2");
        browser.post("/search/block", OWNER, "host", "nonsense").expectStatus().isNotFound();
        browser.post("/search/block", MEMBER, "host", ONE).expectStatus().isForbidden();
        house.experience.listed(new SpamLists(List.of(ListReader.read("192.0.2.1/32\n"))));
        assertThat(get("/search?q=grove&group=host").select("#rows tr:has(.chip.bad)").text()).contains(ONE).contains("blocked");
        assertThat(get("/search?q=grove").select("#rows tr:has(.chip.bad) .grow").eachText()).containsExactly("grove two.ogg");
        assertThat(get("/search?q=grove").select("#marks a:contains(blocked) b").text()).isEqualTo("1");
        assertThat(titles("/search?q=grove&hide=spam,blocked")).doesNotContain("grove two.ogg").hasSize(2);
    }

    @Test
    void whatAHostSharesIsAskedForAsTheResultsSayItIsReached() {
        browser.as(OWNER).get().uri("/search/g1/host?host=192.0.2.2:6002").exchange().expectStatus().isSeeOther()
                .expectHeader().location("/hosts/192.0.2.2%3A6002?servent=00000000000000020000000000000002&push=false");
        browser.as(OWNER).get().uri("/search/g1/host?host=9.9.9.9:1").exchange().expectStatus().isNotFound();
        browser.as(MEMBER).get().uri("/search/g1/host?host=192.0.2.2:6002").exchange().expectStatus().isNotFound();
    }

    @Test
    void guestsLookAtGroupsButTakeNothing() {
        house.searches.put(new SearchView("g4", GUEST.id(), "grove", SearchView.State.DONE, NOW, 4, 3, "", 0, List.of(found(1, "grove.ogg", 1_000, 1))));
        var page = browser.page("/search?q=grove&group=host", GUEST);
        assertThat(page.select("#rows tr")).hasSize(1);
        assertThat(page.select("#rows button, #rows input")).isEmpty();
        browser.post("/search/g4/download?group=host", GUEST, "whole", ONE).expectStatus().isForbidden();
    }

    @Test
    void whoeverAsksAgainFromAPageComesBackToItAndFindsItInTheHistory() {
        var again = get("/search?q=grove&group=folder&sort=size&hide=spam,owned&page=1").getElementById("again");
        assertThat(again.select("input").eachAttr("name")).contains("group", "sort", "hide", "again").doesNotContain("page");
        browser.post("/search", OWNER, "q", "grove", "group", "folder", "sort", "size", "again", "yes")
                .expectStatus().isSeeOther().expectHeader().location("/search?q=grove&group=folder&sort=size");
        assertThat(get("/history").select("a[href^=/search?q=grove]").attr("href")).isEqualTo("/search?q=grove&group=folder&sort=size");
        browser.post("/search", OWNER, "q", "grove", "again", "yes");
        assertThat(get("/history").select("a[href^=/search?q=grove]").attr("href")).isEqualTo("/search?q=grove");
    }

    @Test
    void groupsAreKeptTrueByTheStreamAndTakenAlong() {
        var events = browser.as(OWNER).get().uri("/events?view=search&run=g1&q=grove&group=folder").exchange().expectStatus().isOk()
                .returnResult(String.class).getResponseBody().takeUntil(text -> text.contains("Music/")).collectList().block(Duration.ofSeconds(20));
        assertThat(String.join("", events)).contains("name=\"group\"").contains("Music/&lt;i&gt;Hazel").contains("/search/g1/host");
        var csv = browser.as(OWNER).get().uri("/search.csv?q=grove&group=host").exchange().expectBody(String.class).returnResult().getResponseBody();
        assertThat(csv).startsWith("host,program,firewalled,files,size\r\n" + ONE + ",LIME,,3,53000\r\n").hasLineCount(4);
    }
}
