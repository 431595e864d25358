package filbert.web.search;

import static filbert.showroom.PretendHouse.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;
import static org.springframework.web.reactive.function.BodyInserters.fromFormData;

import filbert.household.Person;
import filbert.identity.HostAddress;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Reason;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.ToldHash;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import filbert.showroom.Showroom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class SearchPagesTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private WebTestClient web;

    @BeforeEach
    void open() {
        house.downloads.queue.clear();
        house.searches.started.clear();
        web = WebTestClient.bindToApplicationContext(context)
                .apply(springSecurity())
                .configureClient()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
                .build();
    }

    @Test
    void whatIsNewIsAButtonAndAPageOfItsOwn() {
        for (var path : List.of("/", "/search")) {
            assertThat(get(path).select("main form[action=/search] input[type=hidden][value=WhatIsNewXOXO]")).as(path).hasSize(1);
        }
        post("/search", PretendHouse.OWNER, "q", "WhatIsNewXOXO").expectStatus().isSeeOther();
        house.searches.put(new SearchView("new", PretendHouse.OWNER.id(), "WhatIsNewXOXO", SearchView.State.DONE, NOW.plusSeconds(5), 2, 0, "", 0, List.of()));
        var page = get("/search?q=WhatIsNewXOXO");
        assertThat(page.select("h1").text()).isEqualTo("What is new on the network");
        assertThat(page.title()).contains("What is new on the network").doesNotContain("XOXO");
        assertThat(page.select("#nothing h2").text()).isEqualTo("Nothing new");
        assertThat(page.select("button[form=deeper]")).isEmpty();
        assertThat(get("/search").select(".events a").eachText()).contains("What is new on the network").doesNotContain("WhatIsNewXOXO");
        house.searches.runs.remove("new");
    }

    @Test
    void aSearchGoesDeeperAndSaysHowFar() {
        house.searches.put(new SearchView("far", PretendHouse.OWNER.id(), "far hazel", SearchView.State.DONE, NOW, 2, 1, "", 0, List.of()));
        assertThat(get("/search?q=far hazel").select("button[form=deeper]").text()).isEqualTo("Search deeper");
        post("/search/far/deeper", PretendHouse.OWNER, "back", "/search?q=far+hazel")
                .expectStatus().isSeeOther().expectHeader().location("/search?q=far+hazel&said=search.deeper");
        assertThat(get("/search?q=far hazel").select("#state").text()).containsPattern("about 1.200 computers within reach").contains("7 far computers asked");
        house.searches.put(new SearchView("far", PretendHouse.OWNER.id(), "far hazel", SearchView.State.DONE, NOW, 2, 0, "nobody-answered", 0, List.of()));
        post("/search/far/deeper", PretendHouse.OWNER, "back", "/search?q=far+hazel")
                .expectStatus().isSeeOther().expectHeader().location("/search?q=far+hazel&said=search.deeper-unreachable");
        assertThat(get("/search?q=far hazel&said=search.deeper-unreachable").text()).contains("UDP");
        house.searches.runs.remove("far");
    }

    @Test
    void openingASearchAsksNobody() {
        get("/search?q=hazel");
        get("/search?q=something new");
        assertThat(house.searches.started).isEmpty();
    }

    @Test
    void aSearchNobodyMadeOffersToBeMade() {
        var page = get("/search?q=something new");
        assertThat(page.select("main form[action=/search][method=post] input[name=q]").val()).isEqualTo("something new");
        assertThat(page.select(".note").text()).contains("Nobody has been asked");
    }

    @Test
    void aPostAsksAndGoesToThePageToBookmark() {
        post("/search", PretendHouse.OWNER, "q", "wild hazel & nut").expectStatus().isSeeOther().expectHeader().location("/search?q=wild+hazel+%26+nut");
        assertThat(house.searches.started).containsExactly("wild hazel & nut");
    }

    @Test
    void wordsNobodyWouldAnswerAreRefusedBesideTheBox() {
        var page = Jsoup.parse(new String(
                post("/search", PretendHouse.OWNER, "q", "x").expectStatus().isEqualTo(422).expectBody().returnResult().getResponseBodyContent()));
        assertThat(page.select("[role=alert]").text()).contains("too short");
        assertThat(page.select("main input[name=q]").val()).isEqualTo("x");
    }

    @Test
    void whoAsksTooOftenHearsFromWhenOnItWillDo() {
        var page = Jsoup.parse(new String(
                post("/search", PretendHouse.OWNER, "q", "once too often").expectStatus().isEqualTo(422).expectBody().returnResult().getResponseBodyContent()));
        assertThat(page.select("[role=alert]").text()).contains("Twelve new searches a minute");
        assertThat(page.select("main").text()).contains("In 42 s, at ").contains("you can ask again");
    }

    @Test
    void whereNothingWasFoundAWishIsOffered() {
        assertThat(get("/search?q=medlar").select("#nothing a[href^=/wishes/new]").attr("href")).isEqualTo("/wishes/new?q=medlar");
        assertThat(get("/search?q=hazel&ext=flac&min=900MB").select("#nothing .hiding li").eachText())
                .containsExactly("Only files ending in flac are shown: 5 others hidden. show them", "Only files of at least 900MB are shown: 6 hidden. show them");
        assertThat(get("/search?q=hazel&ext=flac&min=900MB").select("#nothing .hiding a").eachAttr("href"))
                .containsExactly("/search?q=hazel&min=900MB", "/search?q=hazel&ext=flac");
        house.searches.put(new SearchView("off", PretendHouse.OWNER.id(), "offline", SearchView.State.WAITING, NOW, 0, 0, "no-ultrapeers", 0, List.of()));
        assertThat(get("/search?q=offline").select("#nothing").text()).contains("goes out by itself");
        house.searches.put(search("junk", "junky", List.of(found(8, "nut.exe").judged(List.of(Judgement.Mark.of(Reason.WORM))))));
        assertThat(get("/search?q=junky").select("#nothing .hiding").text()).isEqualTo("1 look like spam. show them");
        house.searches.runs.keySet().removeAll(List.of("off", "junk"));
    }

    @Test
    void thePageSaysHowManyWereAskedAndAnsweredAndWhyNobodyDid() {
        assertThat(get("/search?q=hazel").select("#state").text()).contains("asked 4 neighbours, 17 hosts answered").contains("6 files");
        assertThat(get("/search?q=medlar").select("#state").text()).contains("asked 4 neighbours, nobody answered");
        assertThat(get("/search?q=medlar").select("#nothing").text()).contains("has such a file now");
    }

    @Test
    void rowsShowTheMostSourcesFirstUnlessAskedOtherwise() {
        assertThat(names("/search?q=hazel")).startsWith("Hazel Grove - Morning <script>alert(1)</script>.ogg");
        assertThat(names("/search?q=hazel&sort=-size")).startsWith("hazel-wood-timelapse-1080p.webm");
        assertThat(names("/search?q=hazel&sort=size")).startsWith("hazel without a hash.txt");
        assertThat(names("/search?q=hazel&sort=name")).startsWith("Hazel Grove - Morning <script>alert(1)</script>.ogg", "hazel without a hash.txt");
    }

    @Test
    void theAddressFilters() {
        assertThat(names("/search?q=hazel&type=audio")).hasSize(2);
        assertThat(names("/search?q=hazel&type=audio&not=dormouse")).hasSize(1);
        assertThat(names("/search?q=hazel&ext=.PDF")).containsExactly("hazelnut-cake.pdf");
        assertThat(names("/search?q=hazel&min=100MB")).hasSize(2);
        assertThat(names("/search?q=hazel&max=100k")).containsExactlyInAnyOrder("hazel.jpg", "hazel without a hash.txt");
        assertThat(names("/search?q=hazel&has=sources:3")).hasSize(3);
        assertThat(names("/search?q=hazel&sources=3")).hasSize(3);
    }

    @Test
    void kindsAreCountedAndWhatFiltersHideIsSaid() {
        var page = get("/search?q=hazel&type=video");
        assertThat(page.select("#facets a").eachText()).contains("music 2", "videos 1", "pictures 1", "documents 2");
        assertThat(page.select("#facets a[aria-current]").text()).isEqualTo("videos 1");
        assertThat(page.select("#state").text()).contains("5 hidden by filters");
        assertThat(page.select("#state a").attr("href")).isEqualTo("/search?q=hazel");
        assertThat(get("/search?q=hazel&not=hazel").select("#nothing").text()).contains("Your filters hide everything");
    }

    @Test
    void aPageHasAtMostAHundredRows() {
        var many = IntStream.rangeClosed(1, 250).mapToObj(i -> found(i, "nut " + i + ".ogg")).toList();
        house.searches.put(search("many", "nuts", many));
        assertThat(get("/search?q=nuts").select("#rows tr")).hasSize(100);
        assertThat(get("/search?q=nuts&page=3").select("#rows tr")).hasSize(50);
        assertThat(get("/search?q=nuts&page=4711").select("#rows tr")).hasSize(50);
        assertThat(get("/search?q=nuts&page=2").select("#pager a").eachAttr("href")).containsExactly("/search?q=nuts", "/search?q=nuts&page=3");
    }

    @Test
    void oneClickDownloadsARowAndTheRowSaysSo() {
        var file = get("/search?q=hazel").select("#rows tr").first();
        var button = file.selectFirst("button[name=only]");
        post("/search/s1/download", PretendHouse.OWNER, "only", button.val(), "back", "/search?q=hazel")
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/search?q=hazel&said=download.one");
        assertThat(house.downloads.view()).extracting(DownloadView::sha1).extracting(Object::toString).containsExactly(button.val());
        assertThat(get("/search?q=hazel").getElementById(file.id()).select(".chip").text()).contains("waiting");
    }

    @Test
    void tickedRowsAreDownloadedTogetherAndTheOneWithoutAHashIsNot() {
        var files = get("/search?q=hazel").select("#rows input[name=file]").eachAttr("value");
        assertThat(files).contains("nabc123");
        post("/search/s1/download", PretendHouse.OWNER, "file", files.get(0), "file", files.get(1), "file", "nabc123")
                .expectHeader()
                .location("/search?said=download.some");
        assertThat(house.downloads.view()).hasSize(2);
    }

    @Test
    void theHostOfARowWithoutAHashIsAskedForIt() {
        var row = java.util.Objects.requireNonNull(get("/search?q=hazel").getElementById("f-nabc123"));
        assertThat(row.select(".chip").text()).contains("ask its host first");
        assertThat(row.select(".row-actions > button[name=only]").attr("aria-label")).isEqualTo("Ask for the hash of hazel without a hash.txt, then download it, unchecked if there is none");
        assertThat(row.select("input[disabled]")).hasSize(1);
        var host = HostAddress.of(0xC0000209, 6009);
        house.downloads.hashes.put(host, new ToldHash.Told(PretendDownloads.sha1(77)));
        post("/search/s1/download", PretendHouse.OWNER, "only", "nabc123").expectHeader().location("/search?said=download.asked");
        assertThat(house.downloads.view()).extracting(DownloadView::sha1).containsExactly(PretendDownloads.sha1(77));
        assertThat(get("/search?q=hazel&said=download.asked").select("[data-said]").text()).contains("verified like every other");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_HASH")
    void aHostThatTellsNoHashIsNoSource(ToldHash.Why why) {
        house.downloads.hashes.put(HostAddress.of(0xC0000209, 6009), new ToldHash.Untold(why));
        post("/search/s1/download", PretendHouse.OWNER, "only", "nabc123").expectHeader().location("/search?said=download." + why.key());
        assertThat(house.downloads.view()).isEmpty();
        assertThat(get("/search?q=hazel&said=download." + why.key()).select("[data-said]").text()).contains("host");
    }

    @Test
    void whatAHostSendsWithoutAHashIsMarkedEverywhereAndHasNoMagnet() {
        house.downloads.hashes.put(HostAddress.of(0xC0000209, 6009), new ToldHash.Untold(ToldHash.Why.NO_HASH));
        post("/search/s1/download", PretendHouse.OWNER, "only", "nabc123").expectHeader().location("/search?said=download.unchecked");
        assertThat(get("/search?q=hazel&said=download.unchecked").select("[data-said]").text()).contains("cannot be checked");
        var begun = house.downloads.view().getFirst();
        assertThat(begun.unvouched()).isTrue();
        assertThat(begun.sources()).isEmpty();
        var list = get("/downloads");
        assertThat(list.select("#d-" + begun.id() + " .chip").eachText()).contains("unchecked");
        var page = get("/downloads/" + begun.id());
        assertThat(page.select("#progress").text()).contains("names no hash").doesNotContain("SHA-1", "Verified");
        for (var shown : List.of(list, page, get("/search?q=hazel"), get("/"))) {
            assertThat(shown.html()).doesNotContain(begun.sha1().base32());
        }
        assertThat(page.select("[formaction$=/sources]")).isEmpty();
        assertThat(list.select("#d-" + begun.id() + " [formaction$=/sources]")).isEmpty();
        house.downloads.keep(begun.id());
        assertThat(get("/downloads/kept").select("a[href*=magnet:]")).isEmpty();
    }

    @Test
    void guestsAskNobodyForHashes() {
        house.searches.put(new SearchView("g2", PretendHouse.GUEST.id(), "acorn", SearchView.State.DONE, NOW, 1, 1, "", 0, List.of(
                new FoundFile("nguest", Optional.empty(), Optional.empty(), "acorn.ogg", List.of("acorn.ogg"), 9, found(1, "acorn.ogg").sources(), NOW, NOW))));
        assertThat(get("/search?q=acorn", PretendHouse.GUEST).select("#rows button[name=only]")).isEmpty();
        post("/search/g2/download", PretendHouse.GUEST, "only", "nguest").expectStatus().isForbidden();
    }

    @Test
    void backNeverLeadsToAnotherServer() {
        for (var elsewhere : List.of("https://example.org/", "//example.org/", "/\\example.org", "search", "/x\r\nSet-Cookie:a=b")) {
            post("/search/s1/stop", PretendHouse.OWNER, "back", elsewhere).expectHeader().location("/search?said=search.stopped");
        }
    }

    @Test
    void guestsLookButDoNotDownload() {
        house.searches.put(new SearchView("g1", PretendHouse.GUEST.id(), "acorn", SearchView.State.DONE, NOW, 1, 1, "", 0, List.of(found(1, "acorn.ogg"))));
        var page = get("/search?q=acorn", PretendHouse.GUEST);
        assertThat(page.select("#rows tr")).hasSize(1);
        assertThat(page.select("#rows button:not([data-copy-link]), #rows input")).isEmpty();
        post("/search/g1/download", PretendHouse.GUEST, "only", PretendSearches.found(1, "", 1, 1).id()).expectStatus().isForbidden();
    }

    @Test
    void spamIsHiddenCountedAndShownWithItsReasonsOnDemand() {
        var worm = found(8, "nut.exe").judged(List.of(Judgement.Mark.of(Reason.WORM)));
        house.searches.put(search("w1", "nutty", List.of(found(1, "nut.ogg"), worm)));
        assertThat(names("/search?q=nutty")).containsExactly("nut.ogg");
        var page = get("/search?q=nutty");
        assertThat(page.select("#state").text()).contains("1 file").contains("1 hidden as spam");
        assertThat(page.select("#state a").attr("href")).isEqualTo("/search?q=nutty&hide=none");
        var shown = get("/search?q=nutty&hide=none");
        assertThat(get("/search?q=nutty&spam=show").select("#rows tr")).as("an old bookmark").hasSize(2);
        assertThat(shown.select("#rows tr")).hasSize(2);
        assertThat(shown.select("#rows").text()).contains("spam, 100 %").contains("a worm that calls itself like the question");
    }

    @Test
    void whatSomebodyCallsSpamIsHiddenAtOnceAndCanBeTakenBack() {
        house.searches.put(search("t1", "teach", List.of(found(21, "teach me.ogg"), found(22, "teach you.ogg"))));
        var file = found(21, "teach me.ogg").id();
        post("/search/t1/spam", PretendHouse.OWNER, "only", file, "back", "/search?q=teach").expectHeader().location("/search?q=teach&said=spam.said");
        assertThat(names("/search?q=teach")).containsExactly("teach you.ogg");
        assertThat(get("/results/" + file + "?search=t1").select("#facts").text()).contains("called spam by somebody here");
        post("/search/t1/unsaid", PretendHouse.OWNER, "only", file).expectStatus().isSeeOther();
        assertThat(names("/search?q=teach")).hasSize(2);
        post("/search/t1/not-spam", PretendHouse.OWNER, "only", file).expectStatus().isSeeOther();
        assertThat(get("/results/" + file + "?search=t1").select("#facts").text()).contains("not spam");
        post("/search/t1/unsaid", PretendHouse.OWNER, "only", file).expectStatus().isSeeOther();
        house.searches.put(new SearchView("g2", PretendHouse.GUEST.id(), "teach", SearchView.State.DONE, NOW, 1, 1, "", 0, List.of(found(21, "teach me.ogg"))));
        post("/search/g2/spam", PretendHouse.GUEST, "only", file).expectStatus().isForbidden();
    }

    @Test
    void otherPeoplesSearchesAreNotThere() {
        post("/search/s1/stop", PretendHouse.MEMBER).expectStatus().isNotFound();
        as(PretendHouse.MEMBER).get().uri("/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1").exchange().expectStatus().isNotFound();
    }

    @Test
    void aResultSaysWhoHasItUnderWhichNames() {
        var page = get("/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1");
        assertThat(page.select("#rows small:contains(says:)").eachText()).containsExactly("says: Blue <b>hazel · 2026 · 3:21 · 192 kbit/s");
        assertThat(page.select("#rows tr")).hasSize(12);
        assertThat(page.select("#facts li").eachText()).hasSize(2);
        assertThat(page.select("#magnet code").text()).contains("magnet:?xt=urn:sha1:EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC&xl=4800000");
        assertThat(page.select("#magnet svg.qr path").attr("d")).startsWith("M4 4h7v1h-7z");
        assertThat(page.select("#magnet [data-copy]").attr("data-copy")).isEqualTo(page.select("#magnet code").attr("id"));
        as(PretendHouse.OWNER).get().uri("/results/not-a-hash").exchange().expectStatus().isNotFound();
    }

    private static FoundFile found(int number, String name) {
        return PretendSearches.found(number, name, 1000L * number, 1);
    }

    private static SearchView search(String id, String query, List<FoundFile> files) {
        return new SearchView(id, PretendHouse.OWNER.id(), query, SearchView.State.DONE, NOW, 4, 9, "", 0, files);
    }

    private List<String> names(String page) {
        return get(page).select("#rows .name-cell .grow").eachText();
    }

    private Document get(String page) {
        return get(page, PretendHouse.OWNER);
    }

    @Test
    void aHashWhereWordsAreExpectedIsLookedAtAsALink() {
        post("/search", PretendHouse.OWNER, "q", " URN:SHA1:EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC")
                .expectStatus().isSeeOther()
                .expectHeader().location("/magnet?uri=URN%3ASHA1%3AEUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC");
    }

    private Document get(String page, Person person) {
        var body = as(person).get().uri(page).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        assertThat(body).isNotNull();
        return Jsoup.parse(body);
    }

    private WebTestClient.ResponseSpec post(String page, Person person, String... fields) {
        var form = new org.springframework.util.LinkedMultiValueMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return as(person).mutateWith(csrf()).post().uri(page).body(fromFormData(form)).exchange();
    }

    private WebTestClient as(Person person) {
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person)));
    }
}
