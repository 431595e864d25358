package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;
import static org.springframework.web.reactive.function.BodyInserters.fromFormData;

import filbert.household.Person;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import filbert.web.Columns.Table;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;

/** People choose which columns they see: in the address for a look, by a form for every look. */
@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class ColumnsTest {
    private static final Person OWNER = PretendHouse.OWNER;
    private static final Person MEMBER = PretendHouse.MEMBER;

    @Autowired
    private ApplicationContext context;

    private WebTestClient as(Person person) {
        return WebTestClient.bindToApplicationContext(context).apply(springSecurity()).configureClient().responseTimeout(Duration.ofSeconds(30)).build()
                .mutateWith(mockAuthentication(Showroom.signedIn(person)));
    }

    private Document page(Person person, String path) {
        var found = as(person).get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk().expectBody(String.class).returnResult();
        return Jsoup.parse(found.getResponseBody() == null ? "" : found.getResponseBody());
    }

    private WebTestClient.ResponseSpec choose(Person person, String... fields) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return as(person).mutateWith(csrf()).post().uri("/preferences/columns").body(fromFormData(form)).exchange();
    }

    private static List<String> ticked(Document page) {
        return page.select(".columns-choice [type=checkbox][checked]").eachAttr("value");
    }

    @Test
    void whatAnAddressAsksForCountsBeforeWhatSomebodyChose() {
        assertThat(Columns.of(Table.SEARCH, "", "")).hasToString("name,size,sources");
        assertThat(Columns.of(Table.SEARCH, "", "seen,type")).hasToString("name,type,seen");
        assertThat(Columns.of(Table.SEARCH, "sources", "seen,type")).hasToString("name,sources");
    }

    @Test
    void namesThatAreNoneDoNotCountAndTheNameIsAlwaysThere() {
        assertThat(Columns.of(Table.SEARCH, "size, <b>,nuts,,size", "")).hasToString("name,size");
        assertThat(Columns.of(Table.SEARCH, "nuts", "")).hasToString("name,size,sources");
        assertThat(Columns.of(Table.SEARCH, "name", "")).hasToString("name");
        assertThat(Columns.of(Table.SEARCH, ",".repeat(1000), "name")).hasToString("name");
    }

    @Test
    void whatIsUsualIsNotKept() {
        assertThat(Preferences.meant("columns-search", "sources,size")).isEmpty();
        assertThat(Preferences.meant("columns-search", "size")).isEqualTo("name,size");
        assertThat(Preferences.meant("columns-search", "nuts")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/search?q=hazel, 'size,sources', 'type,seen'",
        "/downloads, 'progress,size,rate,sources,state', 'added,state'",
        "/uploads, 'host,progress,rate,state,since', host",
        "/library, 'size,modified,visibility,hash,asked', 'type,size,length'",
        "/network, 'role,since,in,out,messages,deflate,hops,table', 'in,out'"
    })
    void aTableHasTheCellsItsHeadNames(String path, String usual, String some) {
        var all = page(OWNER, path);
        assertThat(ticked(all)).containsExactly(usual.split(","));
        assertCellsUnderHeads(all);
        var fewer = page(OWNER, path + (path.contains("?") ? "&" : "?") + "cols=" + some);
        assertThat(ticked(fewer)).containsExactlyInAnyOrder(some.split(","));
        assertCellsUnderHeads(fewer);
        var width = all.select("#rows").first().parent().select("thead th").size();
        assertThat(fewer.select("#rows").first().parent().select("thead th")).hasSize(width - usual.split(",").length + some.split(",").length);
        assertThat(fewer.select("[sse-connect]").attr("sse-connect")).as("live rows follow").contains("&cols=name,");
    }

    private static void assertCellsUnderHeads(Document page) {
        var table = page.select("#rows").first().parent();
        assertThat(table.select("#rows > tr")).isNotEmpty();
        for (Element row : table.select("#rows > tr")) {
            assertThat(row.select("> td")).as(row.id()).hasSameSizeAs(table.select("thead th"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events?view=search&run=s1&q=hazel", "/events?view=downloads", "/events?view=uploads", "/events?view=library", "/events?view=network"})
    void liveRowsAreThoseOfTheirPage(String stream) {
        assertThat(cells(stream)).isGreaterThan(cells(stream + "&cols=name"));
        assertThat(cells(stream + "&cols=name")).isPositive();
    }

    private int cells(String stream) {
        var events = as(OWNER).get().uri(stream).accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                .returnResult(String.class).getResponseBody();
        var rows = events.filter(event -> event.contains("id=\"rows\"")).blockFirst();
        return Jsoup.parse("<table>" + rows + "</table>").select("#rows > tr").getFirst().select("> td").size();
    }

    @Test
    void whatSomebodyChoseIsTheirsUntilTheyWantWhatIsUsual() {
        choose(MEMBER, "table", "downloads", "cols", "name", "cols", "rate", "cols", "nuts", "back", "/downloads?sort=-size&page=2")
                .expectHeader().location("/downloads?sort=-size&page=2&said=preferences");
        assertThat(ticked(page(MEMBER, "/downloads?sort=-size"))).as("sorted by a column that is not there").containsExactly("rate");
        assertThat(ticked(page(OWNER, "/downloads"))).hasSize(5);
        assertThat(ticked(page(MEMBER, "/downloads?cols=state"))).containsExactly("state");
        assertThat(ticked(page(MEMBER, "/library"))).hasSize(5);
        choose(MEMBER, "table", "downloads", "cols", "name", "usual", "yes").expectHeader().location("/downloads?said=preferences");
        assertThat(ticked(page(MEMBER, "/downloads"))).hasSize(5);
        choose(MEMBER, "table", "nuts", "cols", "name").expectStatus().isNotFound();
    }

    @Test
    void theChoiceOfALookGoesAlongWithItsLinksAndEndsWithTheForm() {
        var page = page(OWNER, "/search?q=hazel&cols=size&sort=-size");
        assertThat(page.select("thead a").eachAttr("href")).isNotEmpty().allMatch(link -> link.contains("cols=size"));
        assertThat(page.select("form.filters [name=cols]").val()).isEqualTo("size");
        assertThat(page.select("#again [name=cols]").val()).isEqualTo("size");
        assertThat(page.select(".columns-choice [name=back]").val()).isEqualTo("/search?q=hazel&sort=-size");
        assertThat(page(OWNER, "/library?q=track&cols=size").select("form.filters [name=cols]").val()).isEqualTo("size");
    }
}
