package filbert.web.search;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Person;
import filbert.servent.search.SearchView;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** How somebody likes to search. */
@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class HabitsTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        browser = new PlainBrowser(context);
        browser.post("/search/default", OWNER).expectStatus().isSeeOther();
        house.owned.clear();
        house.downloads.queue.clear();
        house.searches.started.clear();
    }

    private String body(String page, Person person) {
        return Objects.requireNonNull(browser.as(person).get().uri(page).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
    }

    private Document get(String page) {
        return browser.page(page, OWNER);
    }

    private List<String> names(String page) {
        return get(page).select("#rows td.name-cell .grow").eachText();
    }

    @Test
    void aFilterThatAlwaysCountsSaysHowMuchItHidesAndSteppedAsideWhenAsked() {
        var keep = get("/search?q=hazel&type=audio").select("form[action=/search/default]").first();
        browser.post("/search/default", OWNER, "narrowing", keep.select("[name=narrowing]").val(), "back", "/search?q=hazel")
                .expectStatus().isSeeOther().expectHeader().location("/search?q=hazel&said=search.default");
        var page = get("/search?q=hazel");
        assertThat(page.select("#rows tr")).hasSize(2);
        assertThat(page.select("#state").text()).contains("4 hidden, with your own filter");
        assertThat(page.select("#state a").attr("href")).isEqualTo("/search?q=hazel&own=off");
        assertThat(names("/search?q=hazel&own=off")).hasSize(6);
        assertThat(names("/search?q=hazel&not=dormouse")).as("with what is asked besides").hasSize(1);
        assertThat(page.select("#facets a[aria-current]").attr("href")).as("can be taken off").isEqualTo("/search?q=hazel&own=off");
        assertThat(page.select("form.filters [name=own]").val()).isEqualTo("off");
        assertThat(get("/search?q=hazel&own=off").select("button:contains(Forget my own filter)")).hasSize(1);
        browser.post("/search/default", OWNER);
        assertThat(names("/search?q=hazel")).hasSize(6);
    }

    @Test
    void aFilterIsItsPersonsAndNoLongerThanCanBeKept() {
        browser.post("/search/default", MEMBER, "narrowing", "type=audio");
        assertThat(names("/search?q=hazel")).hasSize(6);
        browser.post("/search/default", MEMBER, "narrowing", "not=" + "%C3%A4".repeat(200)).expectHeader().location("/search?said=search.default-long");
    }

    @Test
    void whatTheLibraryHasIsMarkedAndCanBeHidden() {
        house.owned.add(PretendDownloads.sha1(3));
        var row = get("/search?q=hazel").getElementById("f-" + PretendDownloads.sha1(3).base32());
        assertThat(row.select(".chip.good").text()).isEqualTo("in the library");
        for (var hidden : List.of("hide=had", "hide=spam,owned", "hide=owned")) {
            assertThat(names("/search?q=hazel&" + hidden)).as(hidden).hasSize(5);
            assertThat(get("/search?q=hazel&" + hidden).select("#state").text()).contains("1 hidden");
        }
        assertThat(names("/search?q=hazel&hide=spam,queued")).hasSize(6);
        assertThat(get("/search?q=hazel&hide=owned").select("#marks a:contains(what we have) b").text()).isEqualTo("1");
        assertThat(get("/results/" + PretendDownloads.sha1(3).base32() + "?search=s1").text()).contains("in the library");
    }

    @Test
    void resultsAreTakenAlongAsATableWithTheSameFilter() {
        var csv = body("/search.csv?q=hazel&type=video", OWNER);
        assertThat(csv.split("\r\n")).hasSize(2);
        assertThat(csv).contains("hazel-wood-timelapse-1080p.webm,734000000,5,");
        browser.as(OWNER).get().uri("/search.csv?q=hazel").exchange().expectHeader().contentType("text/csv;charset=UTF-8")
                .expectHeader().valueEquals("Content-Disposition", "attachment; filename=\"search.csv\"");
        assertThat(body("/search.csv?q=hazel", MEMBER)).as("somebody else's").hasLineCount(1);
        assertThat(body("/search.csv", OWNER)).hasLineCount(1);
    }

    @Test
    void aLiveBookmarkAsksByAFormOnlyWhenItIsOldAndItsPersonMarkedIt() {
        house.searches.put(new SearchView("old", OWNER.id(), "old hazel", SearchView.State.DONE, NOW.minusSeconds(3_600), 4, 0, "", 0, List.of()));
        assertThat(get("/search?q=old hazel").select("form[data-ask-now]")).isEmpty();
        browser.post("/search/bookmark/live", OWNER, "q", "old hazel", "back", "/search?q=old+hazel").expectHeader().location("/search?q=old+hazel&said=search.live");
        var form = get("/search?q=old hazel").select("form[data-ask-now]").first();
        assertThat(form.attr("method") + " " + form.attr("action") + " " + form.select("[name=q]").val()).isEqualTo("post /search old hazel");
        assertThat(house.searches.started).as("opening it asks nobody").isEmpty();
        house.searches.put(new SearchView("old", OWNER.id(), "old hazel", SearchView.State.DONE, NOW, 4, 0, "", 0, List.of()));
        assertThat(get("/search?q=old hazel").select("form[data-ask-now]")).as("young").isEmpty();
        browser.post("/search/bookmark/still", OWNER, "q", "old hazel").expectHeader().location("/search?said=search.still");
        browser.post("/search/bookmark/live", OWNER, "q", "x").expectHeader().location("/search?said=search.not-live");
        house.searches.runs.remove("old");
    }
}
