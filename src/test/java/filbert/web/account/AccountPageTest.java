package filbert.web.account;

import static filbert.showroom.PretendHouse.GUEST;
import static filbert.showroom.PretendHouse.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;
import static org.springframework.web.reactive.function.BodyInserters.fromFormData;

import filbert.household.Person;
import filbert.household.results.DefaultFilter;
import filbert.household.results.DefaultFilter.Usual;
import filbert.showroom.Showroom;
import java.time.Duration;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class AccountPageTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private DefaultFilter usual;

    private WebTestClient web;

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context).apply(springSecurity()).configureClient().responseTimeout(Duration.ofSeconds(30)).build();
        usual.choose(MEMBER, Usual.NONE);
    }

    private WebTestClient as(Person person) {
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person)));
    }

    private Document page(Person person) {
        return Jsoup.parse(Objects.requireNonNull(as(person).get().uri("/account").exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody()));
    }

    private static Element card(Document page, String title) {
        return page.select("section.card").stream().filter(card -> card.select("h2").text().equals(title)).findFirst().orElseThrow();
    }

    @Test
    void whatOneIsToldOfIsOneStepAway() {
        for (var person : new Person[] {MEMBER, GUEST}) {
            assertThat(card(page(person), "Notifications").select("a").eachAttr("href")).containsExactly("/inbox", "/account/telling");
        }
        assertThat(card(page(MEMBER), "Notifications").text()).contains("phone");
        assertThat(card(page(GUEST), "Notifications").text()).as("guests have no webhooks").doesNotContain("phone");
    }

    @Test
    void onesOwnFilterStandsThereInWordsAndIsForgottenThere() {
        var none = card(page(MEMBER), "Your own filter");
        assertThat(none.text()).contains("everything but spam");
        assertThat(none.select("button")).isEmpty();
        assertThat(none.select("a").attr("href")).isEqualTo("/search");
        usual.choose(MEMBER, Usual.parse("type=audio&min=1MB&has=sources:3&not=%3Cb%3E&hide=spam,owned"));
        var kept = card(page(MEMBER), "Your own filter");
        assertThat(kept.select("p.dotted span").eachText()).containsExactly("music", "at least 1MB", "with 3 sources", "without <b>", "without spam", "without what we have");
        assertThat(kept.select("form").attr("action")).isEqualTo("/search/default");
        as(MEMBER).mutateWith(csrf()).post().uri("/search/default").body(fromFormData("back", kept.select("input[name=back]").val())).exchange()
                .expectStatus().isSeeOther().expectHeader().location("/account?said=search.no-default");
        assertThat(usual.of(MEMBER).isEmpty()).isTrue();
    }

    @Test
    void aFilterThatHidesNothingSaysSo() {
        usual.choose(MEMBER, Usual.parse("hide=none"));
        assertThat(card(page(MEMBER), "Your own filter").select("p.dotted span").eachText()).containsExactly("with spam");
    }
}
