package filbert.web.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.household.Person;
import filbert.household.statistics.HouseholdStatistics.Point;
import filbert.household.statistics.Span;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.time.ZoneOffset;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(classes = Showroom.class)
final class StatsPagesTest {
    @Autowired
    private ApplicationContext context;

    private WebTestClient web;

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context).apply(springSecurity()).configureClient().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20)).build();
    }

    private String get(Person person, String path) {
        return String.valueOf(web.mutateWith(mockAuthentication(Showroom.signedIn(person))).get().uri(path).header("Accept", "text/html").exchange()
                .expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
    }

    private Document page(Person person, String path) {
        return Jsoup.parse(get(person, path));
    }

    @Test
    void everyChartIsAPictureNumbersAndATable() {
        var chart = page(PretendHouse.GUEST, "/stats").selectFirst("[data-chart]");
        assertThat(chart.select("svg path").attr("d")).startsWith("M").contains("L");
        assertThat(chart.attr("data-points")).matches("\\[\\[\\d+(,\\d+)*],\\[[\\d.,]+],\\[[\\d.,]+]]");
        assertThat(chart.select("details tbody tr").size()).isBetween(24, 26);
        assertThat(chart.select("thead").text()).isEqualTo("When Received Sent");
        assertThat(page(PretendHouse.GUEST, "/stats?range=7d").selectFirst("[data-chart]").select("details tbody tr").size()).isBetween(1, 8);
    }

    @Test
    void othersUseIsForOwnersAlone() {
        assertThat(page(PretendHouse.OWNER, "/stats").text()).contains("music <b>", "jonas", "Most asked for", "No source is known");
        assertThat(page(PretendHouse.MEMBER, "/stats").text()).contains("jonas").doesNotContain("mara 5.0 GB", "Most asked for");
    }

    @Test
    void theFirstPageShowsADayAndAFileWhatWasAskedOfIt() {
        assertThat(page(PretendHouse.GUEST, "/").select("[data-chart] svg path")).hasSize(2);
        assertThat(page(PretendHouse.OWNER, "/library/files/3").text()).contains("Served 4 times within 90 days, 6.0 MB in all.");
    }

    @Test
    void whatPeopleFetchStandsBesideWhatTheyMayFetch() {
        var owners = page(PretendHouse.OWNER, "/stats").select("#shares-person tbody tr");
        assertThat(owners.eachText()).containsExactly("mara 5.0 GB 71 % 3.3 GB 4.9 GB, 68 % used", "jonas 2.0 GB 29 % 5.0 GB 4.9 GB, 100 % used", "visitor 0 B 0 % 0 B 4.9 GB, 0 % used");
        assertThat(owners.select("rect.full")).hasSize(1);
        assertThat(page(PretendHouse.MEMBER, "/stats").select("#shares-person tbody tr").eachText()).singleElement().asString().startsWith("jonas 2.0 GB 100 %");
    }

    @Test
    void aDayIsFollowedAndYearsAreNot() {
        assertThat(page(PretendHouse.GUEST, "/stats").select("[sse-connect]").attr("sse-connect")).isEqualTo("/events?view=stats");
        assertThat(page(PretendHouse.GUEST, "/stats?range=1y").select("[sse-connect]")).isEmpty();
    }

    @Test
    void everyTableCanBeTakenAlong() {
        assertThat(get(PretendHouse.OWNER, "/stats.csv?range=7d&of=folder").lines()).startsWith("folder,bytes", "music <b>," + (3L << 30));
        assertThat(get(PretendHouse.OWNER, "/stats.csv?of=failed").lines()).startsWith("reason,times", "no-sources,7");
        assertThat(get(PretendHouse.OWNER, "/stats.csv?of=person").lines()).startsWith("person,bytes,bytes this week,weekly limit", "mara," + (5L << 30) + "," + (3_400L << 20) + "," + (5_000L << 20));
        assertThat(get(PretendHouse.MEMBER, "/stats.csv?of=person").lines()).hasSize(2).noneMatch(line -> line.startsWith("mara"));
        assertThat(get(PretendHouse.GUEST, "/stats.csv?range=24h").lines()).hasSize(281).first().isEqualTo("time,received,sent,taken,given,peers,uploads,queries");
    }

    @Test
    void whereNothingWasMeasuredTheLineIsBroken() {
        var now = PretendHouse.NOW;
        var points = List.of(new Point(now.minusSeconds(7_200), 5), new Point(now.minusSeconds(6_900), 10), new Point(now.minusSeconds(600), 10));
        var chart = Chart.of("rates", "count", List.of(new Chart.Series("stats.series.sent", points)), Span.DAY, now, ZoneOffset.UTC);
        assertThat(chart.lines().getFirst().path()).matches("M[\\d. ]+L[\\d. ]+M[\\d. ]+h0").as("and a point alone is a dot");
        assertThat(chart.data()).matches("\\[\\[(\\d+,){3}\\d+],\\[5.00,10.00,null,10.00]]");
        assertThat(chart.top()).isEqualTo("10");
        assertThat(chart.rows()).extracting(Chart.Row::values).containsExactly(List.of("10"), List.of("7.5"));
        assertThat(Chart.of("rates", "rate", List.of(new Chart.Series("stats.series.sent", List.of())), Span.ALL, now, ZoneOffset.UTC).empty()).isTrue();
    }
}
