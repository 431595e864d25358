package filbert.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.household.Person;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class LogPagesTest {
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
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person))).mutateWith(csrf());
    }

    private WebTestClient.ResponseSpec get(Person person, String path) {
        return as(person).get().uri(path).header("Accept", "text/html").exchange();
    }

    private static String body(WebTestClient.ResponseSpec answer) {
        return String.valueOf(answer.expectBody(String.class).returnResult().getResponseBody());
    }

    private Document page(String path) {
        return Jsoup.parse(body(get(PretendHouse.OWNER, path).expectStatus().isOk()));
    }

    private WebTestClient.ResponseSpec set(Person person, String logger, String level) {
        return as(person).post().uri("/admin/logs/level").header("Accept", "text/html").body(BodyInserters.fromFormData("logger", logger).with("level", level)).exchange();
    }

    @Test
    void whatPeersSaidIsTextAndNothingElse() {
        var page = page("/admin/logs");
        assertThat(page.select("#rows b")).isEmpty();
        assertThat(page.select("#rows").text()).contains("<b>bold</b>");
        assertThat(page.select("#rows pre").text()).contains("at filbert.store.Database.write");
        assertThat(page("/admin/logs?level=error").select("#rows tr")).hasSize(1);
        assertThat(page("/admin/logs?text=\"><script>").select(".empty h2").text()).isEqualTo("No such lines");
        assertThat(page("/admin/logs?text=\"><script>").select("input[name=text]").val()).isEqualTo("\"><script>");
    }

    @Test
    void theStreamFollows() {
        var events = as(PretendHouse.OWNER).get().uri("/events?view=logs&level=warn").accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isOk()
                .returnResult(String.class).getResponseBody();
        var seen = events.filter(data -> data.contains("a line just now")).next();
        house.log.say("WARN", "filbert.X", "a line just now");
        assertThat(seen.block(java.time.Duration.ofSeconds(20))).contains("a line just now");
    }

    @Test
    void aLevelIsSet() {
        set(PretendHouse.OWNER, "filbert.net", "DEBUG").expectStatus().isSeeOther();
        assertThat(page("/admin/logs").text()).contains("filbert.net DEBUG");
        assertThat(body(set(PretendHouse.OWNER, "ROOT", "DEBUG").expectStatus().isEqualTo(422))).contains("Please name a part of Filbert");
        set(PretendHouse.OWNER, "filbert.net", "").expectStatus().isSeeOther();
        assertThat(house.log.levels).isEmpty();
    }

    @Test
    void theBundleCanBeLookedAtFirst() {
        var page = page("/admin/diagnostics");
        assertThat(page.text()).contains("nfs4", "network mount", "little room").doesNotContain("hazel-bush");
        assertThat(body(get(PretendHouse.OWNER, "/admin/diagnostics/about.txt").expectHeader().contentType("text/plain;charset=UTF-8"))).contains("filbert: 1");
        get(PretendHouse.OWNER, "/admin/diagnostics/bundle").expectHeader().contentType("application/zip").expectHeader().valueMatches("Content-Disposition", "attachment; filename=.*zip\"?");
        get(PretendHouse.OWNER, "/admin/diagnostics/passwd").expectStatus().isNotFound();
    }

    @Test
    void whatRunsHereIsTold() {
        var page = page("/admin/about");
        assertThat(page.select("main").text()).contains("1.0 <b>", "1 d 3 h", "Temurin 25", "/var/lib/filbert", "MPL-2.0 OR EPL-1.0");
        assertThat(page.select("a[aria-current=page][href='/admin/about']")).hasSize(1);
    }

    @Test
    void nobodyButTheOwnerComesNear() {
        for (var person : List.of(PretendHouse.MEMBER, PretendHouse.GUEST)) {
            for (var path : List.of("/admin/logs", "/admin/about", "/admin/diagnostics", "/admin/diagnostics/about.txt", "/admin/diagnostics/bundle", "/admin/diagnostics/x")) {
                get(person, path).expectStatus().isForbidden();
            }
            as(person).get().uri("/events?view=logs").accept(MediaType.TEXT_EVENT_STREAM).exchange().expectStatus().isForbidden();
            set(person, "filbert.net", "DEBUG").expectStatus().isForbidden();
        }
        assertThat(house.log.levels).isEmpty();
    }
}
