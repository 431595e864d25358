package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.FirstStart;
import filbert.household.Person;
import filbert.household.Role;
import filbert.showroom.Pages;
import filbert.showroom.PlainBrowser;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** What holds for every page, whoever looks. */
@SpringBootTest(classes = Showroom.class)
final class EveryPageTest {
    private static final Pattern UNKNOWN_MESSAGE = Pattern.compile("\\?\\?[^?]{1,80}\\?\\?");

    private static final Set<String> ENGLISH_SENTENCES = englishSentences();

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        browser = new PlainBrowser(context);
    }

    @AfterEach
    void setUpIsOver() {
        house.firstStart.state = FirstStart.State.DONE;
    }

    static Stream<Arguments> pagesAndPeople() {
        // whose pages they are decides what is on them; other people's searches and downloads are not there for members
        var forAll = Pages.all().map(page -> Arguments.of(page, PretendHouse.OWNER));
        var shared = Stream.of("/", "/inbox", "/history", "/account/telling", "/search", "/downloads", "/uploads", "/library", "/library/folders", "/library/folders/1", "/network", "/network?tab=hosts", "/network?tab=messages", "/network?tab=picture", "/network/vendors", "/network/bans", "/network/lists", "/network/lessons", "/network/check", "/network/bandwidth", "/account")
                .flatMap(page -> Stream.of(PretendHouse.MEMBER, PretendHouse.GUEST).map(person -> Arguments.of(page, person)));
        return Stream.of(forAll, shared).flatMap(one -> one);
    }

    @ParameterizedTest
    @MethodSource("pagesAndPeople")
    void isWholeAndStrict(String page, Person person) {
        var document = get(page, person);
        assertStrict(document);
        assertThat(document.select("nav.places a[aria-current=page]").size()).isLessThanOrEqualTo(1);
        assertThat(document.select("footer#status")).hasSize(1);
        assertThat(document.select("tbody#rows > tr").size()).isLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("pagesOfTheOwner")
    void speaksGermanWhereTheBrowserAsksForIt(String page) {
        var document = Jsoup.parse(body(page, PretendHouse.OWNER, "Accept-Language", "de-AT,de;q=0.9,en;q=0.5"));
        assertThat(document.selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(document.selectFirst("body > a").text()).isEqualTo("Zum Inhalt springen");
        assertThat(UNKNOWN_MESSAGE.matcher(document.outerHtml()).results().map(MatchResult::group)).isEmpty();
        assertThat(document.getAllElements().eachText()).doesNotContainAnyElementsOf(ENGLISH_SENTENCES);
        assertThat(document.body().text()).doesNotContainPattern("\\d\\.\\d [KMGT]B");
    }

    static Stream<String> pagesOfTheOwner() {
        return Pages.all();
    }

    /** Those of a few words that stand alone on a page, and take no arguments. */
    private static Set<String> englishSentences() {
        var german = ResourceBundle.getBundle("messages", Locale.GERMAN);
        var english = ResourceBundle.getBundle("messages", Locale.ROOT, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return english.keySet().stream()
                .filter(key -> !english.getString(key).equals(german.getString(key)))
                .map(english::getString)
                .filter(text -> text.split(" ").length > 2 && !text.contains("{"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pagesAndPeople")
    void givesHtmxItsMainPartOnly(String page, Person person) {
        var html = body(page, person, "HX-Request", "true");
        assertThat(html.strip()).startsWith("<main").endsWith("</main>");
    }

    @ParameterizedTest
    @MethodSource("emptyPages")
    void hasWordsWhenThereIsNothing(String page) {
        var before = List.copyOf(house.overlay.neighbours);
        house.overlay.neighbours.clear();
        try {
            assertThat(get(page, PretendHouse.MEMBER).select(".empty h2").eachText()).isNotEmpty();
        } finally {
            house.overlay.neighbours.addAll(before);
        }
    }

    static Stream<String> emptyPages() {
        return Stream.of("/downloads", "/downloads?state=failed", "/network", "/library?q=nothing+like+it");
    }

    @Test
    void setUpIsWholeAndStrictAtEachStep() {
        house.firstStart.state = FirstStart.State.ACCOUNT;
        assertStrict(Jsoup.parse(anonymous("/setup/account")));
        assertStrict(Jsoup.parse(anonymous("/setup/account?code=right")));
        house.firstStart.state = FirstStart.State.OPEN;
        for (var step : List.of("folders", "network", "finish")) {
            assertStrict(get("/setup/" + step, PretendHouse.OWNER));
        }
        house.firstStart.state = FirstStart.State.DONE;
        assertStrict(get("/setup/finish", PretendHouse.OWNER));
    }

    @Test
    void loginIsWholeAndStrictAndSaysTheSameForEveryFailure() {
        assertStrict(Jsoup.parse(anonymous("/login")));
        assertThat(Jsoup.parse(anonymous("/login?error")).select("[role=alert]").text()).contains("do not go together");
        assertThat(Jsoup.parse(anonymous("/login?locked=11:30")).select("[role=alert]").text()).contains("11:30");
        assertThat(Jsoup.parse(anonymous("/login?locked=<b>")).select("[role=alert]").text()).doesNotContain("<b>");
        assertThat(Jsoup.parse(anonymous("/login?unknown")).select("[role=alert]").text()).contains("nobody here has that name");
        assertThat(Jsoup.parse(anonymous("/login?logout")).select("[role=status]").text()).contains("signed out");
    }

    @Test
    void anInvitationIsWholeAndStrictWhileItHoldsAndAfterwards() {
        var link = "/invitation/" + house.invitations.make(PretendHouse.OWNER, Role.GUEST, 1).secret();
        assertStrict(Jsoup.parse(anonymous(link)));
        assertStrict(get(link, PretendHouse.MEMBER));
        var gone = browser.strangers().get().uri("/invitation/nosuch").exchange().expectStatus().isEqualTo(410).expectBody(String.class).returnResult();
        assertStrict(Jsoup.parse(java.util.Objects.requireNonNull(gone.getResponseBody())));
    }

    @Test
    void theQueuesOfSourcesAreToldInWords() {
        var rows = get("/downloads/2", PretendHouse.OWNER).select("#rows tr");
        assertThat(rows.eachText()).anyMatch(row -> row.contains("waiting place 14 of 430 in its queue, our turn at about") && row.contains("next try"));
        assertThat(rows.eachText()).anyMatch(row -> row.contains("waiting place 2 in its queue, next try"));
    }

    @Test
    void everyErrorIsAPageInWords() {
        var guest = browser.as(PretendHouse.GUEST);
        guest.get().uri("/nosuch").header("Accept", "text/html").exchange().expectStatus().isNotFound();
        guest.get().uri("/downloads/4711").header("Accept", "text/html").exchange().expectStatus().isNotFound();
        var forbidden = guest.get()
                .uri("/settings/network")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertStrict(Jsoup.parse(forbidden));
        assertThat(Jsoup.parse(forbidden).select("[data-problem]").text()).isEqualTo("This needs the role owner.");
    }

    @Test
    void aFormWithoutItsTokenIsRefusedInWords() {
        var refused = browser.as(PretendHouse.OWNER)
                .post()
                .uri("/downloads/2/pause")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(refused).isNotNull();
        assertThat(house.downloads.commands).doesNotContain("pause 2");
    }

    private static void assertStrict(Document document) {
        assertThat(document.select("h1")).hasSize(1);
        assertThat(document.title()).endsWith("Filbert");
        assertThat(document.select("main#main")).hasSize(1);
        assertThat(document.selectFirst("body > a").attr("href")).isEqualTo("#main");
        assertThat(document.select("[style], style, script:not([src])").eachAttr("class")).isEmpty();
        assertThat(document.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")))
                .isEmpty();
        assertThat(UNKNOWN_MESSAGE.matcher(document.outerHtml()).results().map(MatchResult::group)).isEmpty();
        assertThat(document.outerHtml()).doesNotContainPattern("\\bth:");
        assertThat(document.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        for (var form : document.select("form[method=post]")) {
            assertThat(form.select("input[name=_csrf]")).as(form.attr("action")).hasSize(1);
        }
        for (var label : document.select("label[for]")) {
            assertThat(document.getElementById(label.attr("for"))).as(label.outerHtml()).isNotNull();
        }
        for (var field : document.select("input:not([type=hidden]), select, textarea")) {
            assertThat(hasLabel(document, field)).as(field.outerHtml()).isTrue();
        }
        for (var button : document.select("button, a[href]")) {
            assertThat(button.text() + button.attr("aria-label")).as(button.outerHtml()).isNotBlank();
        }
    }

    private static boolean hasLabel(Document document, Element field) {
        return field.hasAttr("aria-label")
                || field.hasAttr("aria-hidden")
                || field.closest("label") != null
                || !document.select("label[for=" + field.id() + "]").isEmpty();
    }

    private Document get(String page, Person person) {
        return Jsoup.parse(body(page, person, "Accept", "text/html"));
    }

    private String body(String page, Person person, String header, String value) {
        var body = browser.as(person)
                .get()
                .uri(page)
                .header(header, value)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Vary", "HX-Request")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(body).isNotNull();
        return body;
    }

    private String anonymous(String page) {
        var body = browser.strangers().get().uri(page).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        assertThat(body).isNotNull();
        return body;
    }}
