package filbert.web.hosts;

import static filbert.showroom.PretendBrowsing.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.web.reactive.function.BodyInserters.fromFormData;

import filbert.household.Person;
import filbert.identity.HostAddress;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostListing.State;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class HostPagesTest {
    private static final String PAGE = "/hosts/192.0.2.7:6346";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        house.browsing.asked.clear();
        house.notes.all(PretendHouse.OWNER).keySet().forEach(host -> house.notes.write(PretendHouse.OWNER, InetAddress.ofLiteral(host), ""));
        browser = new PlainBrowser(context);
    }

    private WebTestClient.ResponseSpec ask(String path, Person person) {
        return browser.as(person).get().uri(URI.create(path)).header("Accept", "text/html").exchange();
    }

    private Document get(String path) {
        return PlainBrowser.page(ask(path, PretendHouse.MEMBER).expectStatus().isOk());
    }

    private WebTestClient.ResponseSpec post(String path, Person person, String... fields) {
        return browser.as(person).mutateWith(csrf()).post().uri(URI.create(path)).header("Accept", "text/html").body(fromFormData(PlainBrowser.form(fields))).exchange();
    }

    @Test
    void aListIsAFolderAtATime() {
        var top = get(PAGE);
        assertThat(top.select("#state").text()).contains("The list is arriving", "Files: 132");
        assertThat(top.select("#state button")).as("nothing to ask while it arrives").isEmpty();
        assertThat(top.select("#folders tbody tr").eachText()).containsExactly("Music 130 127 KB");
        assertThat(top.select("#rows .grow").eachText()).containsExactly("<b>hazel</b>.txt", "no hash.bin");
        assertThat(top.select("#rows input[name=file][disabled]")).as("without a hash").hasSize(1);

        var music = get(PAGE + top.select("#folders a").attr("href").replaceAll("^[^?]*", ""));
        assertThat(music.select("#folders a").text()).isEqualTo("Old <songs>");
        var songs = get(PAGE + music.select("#folders a").attr("href").replaceAll("^[^?]*", ""));
        assertThat(songs.select(".crumbs li").eachText()).containsExactly("192.0.2.7:6346", "Music", "Old <songs>");
        assertThat(songs.select("#rows > tr")).hasSize(100);
        assertThat(songs.select("#pager").text()).contains("1", "2");
    }

    @Test
    void nobodyIsAskedBeforeSomebodySaysSo() {
        var page = get("/hosts/192.0.2.99:6346?servent=0123456789abcdef0123456789abcdef&push=true&proxies=192.0.2.1:6346");
        assertThat(page.select("#state").text()).contains("Not asked yet", "Ask for the list");
        assertThat(house.browsing.asked).isEmpty();
        assertThat(page.select("#ask input[name=servent]").val()).isEqualTo("0123456789abcdef0123456789abcdef");

        post("/hosts/192.0.2.99:6346/browse", PretendHouse.MEMBER, "servent", "0123456789abcdef0123456789abcdef", "push", "true", "proxies", "192.0.2.1:6346,rubbish")
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueMatches("Location", "/hosts/192\\.0\\.2\\.99(:|%3A)6346\\?servent=.*said=hosts\\.asked");
        assertThat(house.browsing.asked).singleElement().satisfies(wanted -> {
            assertThat(wanted.push()).isTrue();
            assertThat(wanted.servent()).isPresent();
            assertThat(wanted.proxies()).containsExactly(HostAddress.parse("192.0.2.1:6346").orElseThrow());
        });
    }

    @Test
    void hostsOfIpv6AreReachedByTheirLinks() {
        assertThat(get("/hosts/%5B2001%3Adb8%3A%3A1%5D%3A6346").select("h1").text()).contains("2001:db8");
        post("/hosts/%5B2001%3Adb8%3A%3A1%5D%3A6346/browse", PretendHouse.MEMBER).expectStatus().isSeeOther();
        assertThat(house.browsing.asked).singleElement().extracting(Browsing.Wanted::push).isEqualTo(false);
    }

    @Test
    void whatIsTickedIsDownloadedFromThere() {
        house.downloads.queue.clear();
        post(PAGE + "/download", PretendHouse.MEMBER, "file", "0", "file", "5", "file", "131", "file", "999")
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueMatches("Location", ".*said=download\\.some");
        assertThat(house.downloads.queue).hasSize(2);
        post(PAGE + "/download", PretendHouse.MEMBER).expectHeader().valueMatches("Location", ".*said=download\\.none");
    }

    @Test
    void guestsLookAtNobody() {
        ask(PAGE, PretendHouse.GUEST).expectStatus().isForbidden();
        post(PAGE + "/browse", PretendHouse.GUEST).expectStatus().isForbidden();
        post(PAGE + "/download", PretendHouse.GUEST, "file", "0").expectStatus().isForbidden();
        assertThat(house.browsing.asked).isEmpty();
    }

    @Test
    void whatIsNoAddressIsNotThere() {
        ask("/hosts/example.org", PretendHouse.MEMBER).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE, 0, It shares nothing",
        "REFUSED, 403, It does not show its list",
        "REFUSED, 406, in the form Filbert reads",
        "REFUSED, 429, asked too often",
        "REFUSED, 503, It is busy",
        "REFUSED, 418, It refused",
        "WAITING, 0, asked to call Filbert",
        "CALLING, 0, Calling",
        "TOO_LONG, 0, longer than Filbert takes",
        "NOT_REACHED, 0, could not be reached",
        "NOT_CALLED, 0, did not call when asked to",
        "TIMED_OUT, 0, did not answer in time",
        "BROKEN, 0, ended early"
    })
    void everyStateHasItsWords(State state, int status, String words) {
        var before = house.browsing.listing(HOST).orElseThrow();
        try {
            house.browsing.say(state, status, "<i>no</i>", List.of());
            var shown = get(PAGE).select("#state");
            assertThat(shown.text()).contains(words);
            assertThat(shown.select("i")).isEmpty();
            assertThat(shown.select("button")).hasSize(state.ended() ? 1 : 0);
        } finally {
            house.browsing.listings.put(HOST, before);
        }
    }

    @Test
    void aSourceOfAResultLinksToWhatItShares() {
        var page = Jsoup.parse(String.valueOf(ask("/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1", PretendHouse.OWNER)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
        assertThat(page.select("#rows a.small[href^=/hosts/]")).isNotEmpty().allSatisfy(link -> assertThat(link.attr("href")).contains("servent=").contains("push="));
    }

    @Test
    void aNoteIsShownToItsWriterAndMarksTheHostInTheirLists() {
        assertThat(get(PAGE).select("#note").text()).as("noted before, whatever the port").isEqualTo("Old <b>songs</b>, and kind");
        post(PAGE + "/note?folder=Music", PretendHouse.OWNER, "text", " Slow,\r\nbut \"rare\" ").expectStatus().isSeeOther().expectHeader().valueMatches("Location", "/hosts/.*folder=Music&said=hosts.note");
        assertThat(page(PAGE, PretendHouse.OWNER).select("#note").val()).isEqualTo("Slow,\nbut \"rare\"");
        assertThat(get(PAGE).select("#note").text()).as("the other's").startsWith("Old");
        var marked = page("/uploads", PretendHouse.OWNER).select("a.noted");
        assertThat(marked).isNotEmpty().allSatisfy(mark -> {
            assertThat(mark.attr("href")).startsWith("/hosts/192.0.2.7");
            assertThat(mark.text()).contains("Slow");
        });
        assertThat(page("/uploads", PretendHouse.GUEST).select("a.noted")).isEmpty();
        post(PAGE + "/note", PretendHouse.OWNER, "text", "  ").expectHeader().valueMatches("Location", ".*said=hosts.note.gone");
        assertThat(page("/uploads", PretendHouse.OWNER).select("a.noted")).isEmpty();
        post(PAGE + "/note", PretendHouse.GUEST, "text", "x").expectStatus().isForbidden();
    }

    @Test
    void aNoteThatIsTooLongIsGivenBack() {
        var answer = post(PAGE + "/note", PretendHouse.MEMBER, "text", "x".repeat(501)).expectStatus().isEqualTo(422).expectBody(String.class).returnResult();
        var page = Jsoup.parse(String.valueOf(answer.getResponseBody()));
        assertThat(page.select("[role=alert]").text()).contains("500");
        assertThat(page.select("#note").val()).hasSize(501);
        assertThat(get(PAGE).select("#note").text()).startsWith("Old");
    }

    private Document page(String path, Person person) {
        return Jsoup.parse(String.valueOf(ask(path, person).expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody()));
    }

    @Test
    void sourcesWithANoteAreMarked() {
        var noted = filbert.identity.HostAddress.parse("192.0.2.1:6001").orElseThrow();
        house.notes.write(PretendHouse.OWNER, noted.ip(), "quick");
        assertThat(page("/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1", PretendHouse.OWNER).select("a.noted")).isNotEmpty();
        house.notes.write(PretendHouse.OWNER, noted.ip(), "");
        assertThat(page("/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1", PretendHouse.OWNER).select("a.noted")).isEmpty();
        house.downloads.put(new PretendHouse().furnished().downloads.queue.get(2L));
        house.downloads.queue.get(2L).sources().forEach(source -> house.notes.write(PretendHouse.OWNER, source.address().ip(), "rare"));
        assertThat(page("/downloads/2", PretendHouse.OWNER).select("a.noted")).isNotEmpty();
    }

    @Test
    void theOwnerBlocksAHostAndLetsItInAgain() {
        post(PAGE + "/block", PretendHouse.MEMBER).expectStatus().isForbidden();
        post(PAGE + "/lift", PretendHouse.MEMBER).expectStatus().isForbidden();
        assertThat(get(PAGE).select("button[formaction$=block], button[formaction$=lift]")).as("a member").isEmpty();
        post(PAGE + "/block", PretendHouse.OWNER, "folder", "Music").expectHeader().valueMatches("Location", "/hosts/.*folder=Music&said=search.blocked");
        assertThat(get(PAGE).select("main .chip.bad").text()).isEqualTo("blocked by the owner");
        post(PAGE + "/lift", PretendHouse.OWNER).expectHeader().valueMatches("Location", ".*said=ban.lifted");
        post(PAGE + "/lift", PretendHouse.OWNER).expectHeader().valueMatches("Location", ".*said=ban.gone");
        assertThat(get(PAGE).select("main .chip.bad")).isEmpty();
        post("/hosts/nobody/block", PretendHouse.OWNER).expectStatus().isNotFound();
    }
}
