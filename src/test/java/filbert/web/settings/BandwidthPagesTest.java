package filbert.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.FirstStart;
import filbert.household.Person;
import filbert.household.Profile;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** The table of hours, the switch and what they look like, as a browser without scripts has it. */
@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class BandwidthPagesTest {
    private static final Person OWNER = PretendHouse.OWNER;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        house.firstStart.state = FirstStart.State.DONE;
        house.bandwidth.choose(OWNER, "clock", Optional.empty());
        browser = new PlainBrowser(context);
    }

    @Test
    void everyHourOfTheWeekCanBeTickedAndSaysWhatItIs() {
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "slow", "cell", "0-8", "cell", "6-23").expectStatus().isSeeOther();
        var page = browser.page("/settings/bandwidth", OWNER);
        assertThat(page.select("table.hours input[name=cell]")).hasSize(168);
        assertThat(page.select("td.hour-slow").eachText()).containsExactly("Mon 08, Slow", "Sun 23, Slow");
        assertThat(page.select("td.now")).hasSize(1);
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "normal", "cell", "0-8", "cell", "6-23").expectStatus().isSeeOther();
        assertThat(browser.page("/settings/bandwidth", OWNER).select("td.hour-slow")).isEmpty();
    }

    @Test
    void wholeDaysWholeHoursAndWhereTheyMeet() {
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "night", "hour", "0", "hour", "1").expectStatus().isSeeOther();
        assertThat(house.bandwidth.week().text()).isEqualTo("daily 0-2 night");
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "slow", "day", "5", "day", "6").expectStatus().isSeeOther();
        assertThat(house.bandwidth.week().text()).isEqualTo("mon-fri 0-2 night, sat-sun slow");
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "normal", "day", "5", "hour", "12", "hour", "13").expectStatus().isSeeOther();
        assertThat(house.bandwidth.week().text()).isEqualTo("mon-fri 0-2 night, sat 0-12 slow, sat 14-24 slow, sun slow");
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "normal", "day", "0", "day", "1", "day", "2", "day", "3", "day", "4", "day", "5", "day", "6").expectStatus().isSeeOther();
    }

    @Test
    void whoeverWasSlowerSeesTheTableAsItIsWithWhatTheyTicked() {
        var was = browser.page("/settings/bandwidth", OWNER).select("input[name=was]").val();
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "slow", "cell", "0-8", "was", was).expectStatus().isSeeOther();
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "night", "cell", "2-8", "was", was).expectStatus().isSeeOther();
        assertThat(house.bandwidth.week().text()).as("other hours").isEqualTo("mon 8-9 slow, wed 8-9 night");
        var body = browser.post("/settings/bandwidth/hours", OWNER, "profile", "night", "day", "0", "hour", "8", "hour", "9", "was", was)
                .expectStatus().isEqualTo(409).expectBody(String.class).returnResult().getResponseBody();
        assertThat(body).isNotNull();
        var page = Jsoup.parse(body);
        assertThat(house.bandwidth.week().text()).isEqualTo("mon 8-9 slow, wed 8-9 night");
        assertThat(page.select("[role=alert]").text()).contains("One of the hours you ticked");
        assertThat(page.select("td.elsewhere").eachText()).containsExactly("Mon 08, Slow – changed meanwhile");
        assertThat(page.select("input[name=cell][checked]").eachAttr("value")).containsExactly("0-8", "0-9");
        var now = page.select("input[name=was]").val();
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "night", "cell", "0-8", "cell", "0-9", "was", now).expectStatus().isSeeOther();
        assertThat(house.bandwidth.week().text()).isEqualTo("mon 8-10 night, wed 8-9 night");
        browser.post("/settings/bandwidth/hours", OWNER, "profile", "normal", "cell", "0-8", "cell", "0-9", "cell", "2-8").expectStatus().isSeeOther();
    }

    @Test
    void nonsenseIsRefusedInWords() {
        for (var form : new String[][] {{"profile", "slow"}, {"profile", "fast", "cell", "0-1"}, {"profile", "slow", "cell", "0-99", "cell", "x", "day", "7", "hour", "-1", "hour", "24"}, {}}) {
            var body = browser.post("/settings/bandwidth/hours", OWNER, form).expectStatus().isEqualTo(422).expectBody(String.class).returnResult().getResponseBody();
            assertThat(body).contains("note bad");
        }
        browser.post("/settings/bandwidth/hours", PretendHouse.MEMBER, "profile", "slow", "cell", "0-1").expectStatus().isForbidden();
        assertThat(house.bandwidth.week().text()).isEmpty();
    }

    @Test
    void whatTheEnvironmentDecidesCannotBeTicked() {
        house.line.environment.put("filbert.bandwidth.week", "mon slow");
        try {
            var page = browser.page("/settings/bandwidth", OWNER);
            assertThat(page.select("table.hours input:not([disabled])")).isEmpty();
            assertThat(page.select("td.hour-slow")).hasSize(24);
            assertThat(page.text()).contains("FILBERT_BANDWIDTH_WEEK");
        } finally {
            house.line.environment.clear();
        }
    }

    @Test
    void theSwitchAtTheFootOfEveryPageSlowsDownAndBack() {
        var button = browser.page("/library", PretendHouse.MEMBER).selectFirst("footer button[form=speed]");
        assertThat(button).isNotNull();
        assertThat(button.attr("value")).isEqualTo("slow");
        browser.post("/bandwidth", PretendHouse.MEMBER, "profile", "slow", "back", "/library").expectStatus().isSeeOther().expectHeader().location("/library?said=bandwidth.slow");
        assertThat(house.line.limits).isEqualTo(new Profile.Limits(20_480, 102_400));
        var page = browser.page("/library", PretendHouse.MEMBER);
        assertThat(page.select("footer button[form=speed]").attr("value")).isEqualTo("clock");
        assertThat(page.select("footer").text()).contains("of 20.0 KB/s", "of 100 KB/s");
        browser.post("/bandwidth", PretendHouse.MEMBER, "profile", "clock").expectStatus().isSeeOther();
        assertThat(house.line.limits).isEqualTo(Profile.Limits.NONE);
        assertThat(browser.page("/library", PretendHouse.GUEST).select("footer button[form=speed]")).isEmpty();
    }

    @Test
    void thePageSaysWhatHoldsAndUntilWhen() {
        browser.post("/bandwidth", PretendHouse.MEMBER, "profile", "slow", "minutes", "60").expectStatus().isSeeOther();
        var page = browser.page("/network/bandwidth", PretendHouse.GUEST);
        assertThat(page.select("#line").text()).contains("Slow", "switched by hand", "until 12:00", "of 20.0 KB/s, 0 %");
        assertThat(page.select("form[action=/bandwidth]:not(#speed)")).isEmpty();
        browser.post("/bandwidth", PretendHouse.MEMBER, "profile", "slow", "minutes", "soon").expectStatus().isEqualTo(422);
        browser.post("/bandwidth", PretendHouse.MEMBER, "profile", "fast").expectStatus().isEqualTo(422);
        browser.post("/bandwidth", PretendHouse.GUEST, "profile", "slow").expectStatus().isForbidden();
    }
}
