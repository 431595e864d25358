package filbert.web.history;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.household.Person;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.Objects;
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
final class HistoryPageTest {
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

    private Document get(Person person) {
        var body = as(person).get().uri("/history").exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        return Jsoup.parse(Objects.requireNonNull(body));
    }

    private WebTestClient.ResponseSpec post(String page, Person person) {
        return as(person).mutateWith(csrf()).post().uri(page).exchange();
    }

    @Test
    void oneSeesRepeatsAndForgetsOnesOwn() {
        house.searches.start(MEMBER.id(), "<b>secret</b> hazel");
        var row = get(MEMBER).select("#rows tr").first();
        assertThat(row.text()).contains("<b>secret</b> hazel");
        assertThat(row.select("a").attr("href")).isEqualTo("/search?q=%3Cb%3Esecret%3C%2Fb%3E+hazel");
        assertThat(row.select("button[formaction=/search]").val()).isEqualTo("<b>secret</b> hazel");
        assertThat(get(OWNER).text()).doesNotContain("secret");
        var forget = row.select("button[formaction^=/history]").attr("formaction");
        post(forget, OWNER).expectStatus().isNotFound();
        post(forget, MEMBER).expectStatus().isSeeOther().expectHeader().location("/history?said=history.deleted");
        assertThat(get(MEMBER).select(".empty h2").text()).isEqualTo("You have not searched yet");
    }
}
