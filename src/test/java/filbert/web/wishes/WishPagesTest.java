package filbert.web.wishes;

import static filbert.showroom.PretendHouse.GUEST;
import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;
import static org.springframework.web.reactive.function.BodyInserters.fromFormData;

import filbert.household.Person;
import filbert.household.wish.Taking;
import filbert.household.wish.Wish;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import filbert.showroom.Showroom;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class WishPagesTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private WebTestClient web;

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context).apply(springSecurity()).configureClient().build();
    }

    private WebTestClient as(Person person) {
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person)));
    }

    private Document get(String page, Person person) {
        var body = as(person).get().uri(page).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        assertThat(body).isNotNull();
        return Jsoup.parse(body);
    }

    private WebTestClient.ResponseSpec post(String page, Person person, String... fields) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return as(person).mutateWith(csrf()).post().uri(page).body(fromFormData(form)).exchange();
    }

    @Test
    void theListSaysWhatIsNewAndWhatIsWrong() {
        var rows = get("/wishes", OWNER).select("#rows tr");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).text()).contains("The <b>old</b> radio play", "music", "at least 20MB", "with 2 sources", "without dormouse", "every 6 hours", "2 new", "1 of 3");
        assertThat(rows.get(1).text()).contains("paused", "Nobody would answer these words", "every day");
    }

    @Test
    void whatOthersWishForIsCountedForTheOwnerAndShownToNobody() {
        assertThat(get("/wishes", OWNER).text()).contains("jonas: one wish, 1 of them active").doesNotContain("secret").doesNotContain("surprise");
        assertThat(get("/wishes", MEMBER).text()).contains("a secret").doesNotContain("mara").doesNotContain("radio play");
        as(OWNER).get().uri("/wishes/3").header("Accept", "text/html").exchange().expectStatus().isNotFound();
        as(MEMBER).get().uri("/wishes/1").header("Accept", "text/html").exchange().expectStatus().isNotFound();
        as(GUEST).get().uri("/wishes").header("Accept", "text/html").exchange().expectStatus().isForbidden();
        assertThat(get("/", GUEST).select("nav.places a[href=/wishes]")).isEmpty();
    }

    @Test
    void aSearchBecomesAWishWithItsFilters() {
        var link = get("/search?q=hazel&type=audio&has=sources:3&min=1MB", OWNER).select("a[data-wish]").attr("href");
        var form = get(URLDecoder.decode(link, StandardCharsets.UTF_8), OWNER).select("main form").first();
        assertThat(form.select("[name=q]").val()).isEqualTo("hazel");
        assertThat(form.select("[name=type] [selected]").val()).isEqualTo("audio");
        assertThat(form.select("[name=sources]").val()).isEqualTo("3");
        assertThat(form.select("[name=min]").val()).isEqualTo("1MB");
        assertThat(form.select("[name=every] [selected]").val()).isEqualTo("6");
        assertThat(form.select("[name=told]").hasAttr("checked")).isTrue();
    }

    @Test
    void aWishIsMadeChangedAndDeleted() {
        var made = post("/wishes", MEMBER, "q", "blue hazel", "type", "audio", "sources", "2", "every", "24", "most", "5", "aday", "2", "least", "3", "choice", "all")
                .expectStatus().isSeeOther().returnResult(String.class).getResponseHeaders().getLocation();
        assertThat(String.valueOf(made)).startsWith("/wishes/").endsWith("said=wishes.added");
        var wish = house.wishes.of(MEMBER.id()).getLast();
        assertThat(wish.plan().narrowing().toString()).isEqualTo("type=audio&has=sources%3A2");
        assertThat(wish.plan().every()).isEqualTo(Duration.ofDays(1));
        assertThat(wish.plan().told()).isFalse();
        assertThat(wish.plan().taking()).isEqualTo(new Taking(5, 2, 3, Taking.Choice.ALL));
        post("/wishes/" + wish.id(), MEMBER, "q", "blue hazel", "name", "Blue", "every", "1", "told", "on").expectStatus().isSeeOther();
        assertThat(house.wishes.wish(wish.id()).orElseThrow().plan().name()).isEqualTo("Blue");
        post("/wishes/" + wish.id() + "/delete", OWNER).expectStatus().isNotFound();
        post("/wishes/" + wish.id() + "/delete", MEMBER).expectStatus().isSeeOther().expectHeader().location("/wishes?said=wishes.deleted");
        assertThat(house.wishes.wish(wish.id())).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidBesideWhatWasTyped() {
        for (var wrong : List.of(List.of("every", "0", "how often"), List.of("most", "x", "Files are a number"), List.of("q", "a", "too short"), List.of("q", " ", "Please type"))) {
            var answer = post("/wishes", MEMBER, wrong.get(0), wrong.get(1), "name", "<i>", wrong.get(0).equals("q") ? "min" : "q", "hazel").expectStatus().isEqualTo(422);
            var page = Jsoup.parse(new String(answer.expectBody().returnResult().getResponseBodyContent()));
            assertThat(page.select("[role=alert]").text()).contains(wrong.get(2));
            assertThat(page.select("[name=name]").val()).isEqualTo("<i>");
        }
    }

    @Test
    void buttonsDoWhatTheySay() {
        house.wishes.meet(3, List.of(PretendSearches.found(23, "surprise <script>.ogg", 100, 1)), PretendHouse.NOW);
        post("/wishes/3/pause", MEMBER, "back", "/wishes").expectHeader().location("/wishes?said=wishes.pause");
        assertThat(house.wishes.wishes.get(3L).progress().state()).isEqualTo(Wish.State.PAUSED);
        assertThat(get("/wishes/3", MEMBER).select("button[data-pause]").text()).isEqualTo("Go on");
        post("/wishes/3/resume", MEMBER).expectHeader().location("/wishes/3?said=wishes.resume");
        post("/wishes/3/run", MEMBER).expectHeader().location("/wishes/3?said=wishes.run");
        assertThat(get("/wishes/3", MEMBER).select("#state").text()).contains("next in turn");
        post("/wishes/3/seen", MEMBER).expectHeader().location("/wishes/3?said=wishes.seen");
        assertThat(get("/wishes/3", MEMBER).select("#rows .chip.accent")).isEmpty();
        var row = get("/wishes/3", MEMBER).getElementById("f-" + PretendDownloads.sha1(23).base32());
        assertThat(row.text()).contains("<script>");
        post("/wishes/3/download", MEMBER, "only", row.select("button[name=only]").val()).expectHeader().location("/wishes/3?said=download.one");
        assertThat(get("/wishes/3", MEMBER).getElementById(row.id()).text()).contains("waiting");
    }
}
