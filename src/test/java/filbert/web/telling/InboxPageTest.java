package filbert.web.telling;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.household.Person;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class InboxPageTest {
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

    private WebTestClient.ResponseSpec post(String page, Person person) {
        return as(person).mutateWith(csrf()).post().uri(page).exchange();
    }

    @Test
    void whatWasToldStandsThereInWordsAndTheBellCountsIt() {
        var page = get("/inbox", OWNER);
        assertThat(page.select("#rows tr").eachText()).satisfiesExactly(
                first -> assertThat(first).contains("nearly full: 800 MB are left").contains("new"),
                second -> assertThat(second).contains("all you may this week (5000 MB)").contains("new"),
                third -> assertThat(third).contains("2 shared folders are not there: /mnt/<usb>/music").contains("new"),
                fourth -> assertThat(fourth).contains("2 new files for your wish: The <b>old</b> radio play").contains("new"),
                fifth -> assertThat(fifth).contains("Downloaded: hazelnut-cake.pdf").doesNotContain("new"));
        assertThat(page.select("#bell").text()).isEqualTo("4");
        assertThat(page.select("#bell").attr("aria-label")).isEqualTo("Your inbox, 4 unread");
        assertThat(page.text()).doesNotContain("secret");
    }

    @Test
    void aLineLeadsToWhatItIsAboutAndIsReadThenAndOthersLinesAreNotThere() {
        var line = get("/inbox", MEMBER).select("#rows button.link").first();
        assertThat(line.text()).isEqualTo("Not downloaded: secret <script>.ogg");
        post(line.attr("formaction"), OWNER).expectStatus().isNotFound();
        post(line.attr("formaction"), MEMBER).expectStatus().isSeeOther().expectHeader().location("/downloads?state=failed");
        assertThat(get("/inbox", MEMBER).select("#bell").text()).isEmpty();
        var id = house.inbox.of(MEMBER.id(), 0, 1).getFirst().id();
        post("/inbox/" + id + "/remove", OWNER).expectStatus().isNotFound();
        post("/inbox/" + id + "/remove", MEMBER).expectStatus().isSeeOther();
        assertThat(get("/inbox", MEMBER).select(".empty h2").text()).isEqualTo("Nothing to tell you");
    }
}
