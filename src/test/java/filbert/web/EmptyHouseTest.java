package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Every page on the first day: there is nothing yet, and it says so, and what would change that. */
@SpringBootTest(classes = Showroom.class, properties = "pretend.empty=true")
final class EmptyHouseTest {
    @Autowired
    private ApplicationContext context;

    private WebTestClient web;

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context)
                .apply(springSecurity())
                .apply(mockAuthentication(Showroom.signedIn(PretendHouse.OWNER)))
                .configureClient()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
                .build();
    }

    private Document page(String path) {
        var body = web.get().uri(path).header("Accept", "text/html").exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        return Jsoup.parse(Objects.requireNonNull(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/wishes | Nothing wished for yet",
        "/inbox | Nothing to tell you",
        "/history | You have not searched yet",
        "/downloads | Nothing here",
        "/uploads | Nobody is downloading from you",
        "/library | Nothing shared yet",
        "/library/folders | Nothing shared yet",
        "/network | No neighbours yet",
        "/network?tab=picture | No neighbours yet",
        "/network/lists | No lists",
        "/network/lessons | Nothing taught yet",
        "/activity | Nothing has happened yet",
        "/admin/logs | No such lines",
        "/admin/backup | No backups yet",
    })
    void saysThatThereIsNothingAndWhatComesNext(String path, String heading) {
        var empty = page(path).select(".empty");
        assertThat(empty.select("h2").eachText()).containsExactly(heading);
        assertThat(empty.select("p, a, button").text()).as("what to do about it").hasSizeGreaterThan(10);
        assertThat(page(path).select("#rows > tr")).isEmpty();
    }

    @Test
    void homeSaysWhyNothingMovesAndWhoMustAct() {
        var banners = page("/").select("#banners .note");
        assertThat(banners.eachText()).anyMatch(text -> text.startsWith("Not connected")).anyMatch(text -> text.startsWith("You share nothing yet"));
        assertThat(banners.select("a.button")).hasSameSizeAs(banners);
        for (var other : List.of(PretendHouse.MEMBER, PretendHouse.GUEST)) { // who cannot add folders is not asked to
            web = web.mutateWith(mockAuthentication(Showroom.signedIn(other)));
            assertThat(page("/").select("#banners").text()).contains("Not connected").doesNotContain("You share nothing yet");
        }
        assertThat(page("/").select("#news").text()).isEqualTo("Nothing has happened yet.");
    }

    @Test
    void figuresShowNoPictureOfNothing() {
        var page = page("/stats");
        assertThat(page.select("[data-chart]")).hasSize(4).allMatch(chart -> chart.text().contains("Nothing yet") && chart.select("svg, details").isEmpty());
        assertThat(page.select("#shares-folder, #shares-failed").eachText()).allMatch(text -> text.contains("Nothing yet"));
    }
}
