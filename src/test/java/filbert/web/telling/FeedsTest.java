package filbert.web.telling;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;
import static org.springframework.web.reactive.function.BodyInserters.fromFormData;

import filbert.household.Person;
import filbert.household.telling.Notice;
import filbert.household.telling.Webhook;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import filbert.showroom.PretendWebhooks;
import filbert.showroom.Showroom;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@SpringBootTest(classes = Showroom.class)
@DirtiesContext
final class FeedsTest {
    private static final String TOKEN = "ab".repeat(16);
    private static final String HERE = "http://nas.lan:8346";
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    @Autowired
    private NoticeWords words;

    private WebTestClient web;

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context).apply(springSecurity()).configureClient().build();
    }

    private WebTestClient as(Person person) {
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person)));
    }

    private WebTestClient.ResponseSpec post(String page, Person person, String... fields) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return as(person).mutateWith(csrf()).post().uri(HERE + page).body(fromFormData(form)).exchange();
    }

    private Document feed(String path) throws Exception {
        var body = web.get().uri(path).exchange().expectStatus().isOk().expectHeader().contentType("application/atom+xml;charset=UTF-8")
                .expectHeader().valueEquals("Cache-Control", "no-cache, private").expectBody(String.class).returnResult().getResponseBody();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(Objects.requireNonNull(body))));
    }

    private static List<String> texts(Document feed, String element) {
        var found = feed.getElementsByTagNameNS(ATOM, element);
        var texts = new ArrayList<String>();
        for (var i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void theInboxIsAtomWithoutASignInForWhoKnowsTheWord() throws Exception {
        house.inbox.add(1, Notice.of(Notice.Kind.DOWNLOAD_DONE, "]]><script>&\u0001\uD800\u0000 \uD83C\uDF30.ogg", "/downloads"), PretendHouse.NOW);
        var feed = feed("/feeds/" + TOKEN + "/inbox.atom");
        assertThat(feed.getDocumentElement().getLocalName()).isEqualTo("feed");
        assertThat(texts(feed, "title")).startsWith("Filbert: mara", "Downloaded: ]]><script>& \uD83C\uDF30.ogg").noneMatch(title -> title.contains("secret"));
        assertThat(texts(feed, "id")).allMatch(id -> id.matches("urn:uuid:[0-9a-f-]{36}"));
        assertThat(new HashSet<>(texts(feed, "id"))).hasSameSizeAs(texts(feed, "id"));
        assertThat(texts(feed, "updated")).allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
        assertThat(texts(feed, "name")).containsExactly("Filbert");
    }

    @Test
    void aWishHasAFeedAndThoseOfOthersHaveNone() throws Exception {
        house.wishes.meet(1, List.of(PretendSearches.found(30, "newest & best.ogg", 5_000_000, 2)), PretendHouse.NOW);
        var feed = feed("/feeds/" + TOKEN + "/wishes/1.atom");
        assertThat(texts(feed, "title")).contains("Filbert: The <b>old</b> radio play", "newest & best.ogg", "Hazel & Hedgerow <script>alert(1)</script>.ogg");
        assertThat(texts(feed, "summary")).anyMatch(text -> text.contains("2 sources"));
        web.get().uri("/feeds/" + TOKEN + "/wishes/3.atom").exchange().expectStatus().isNotFound();
        web.get().uri("/feeds/" + TOKEN + "/wishes/99999999999999999999.atom").exchange().expectStatus().isNotFound();
    }

    @Test
    void feedsAndMessagesSpeakTheLanguageInWhichTheyWereAskedForUnlessAnotherIsChosen() throws Exception {
        house.inbox.add(MEMBER.id(), Notice.of(Notice.Kind.DOWNLOAD_DONE, "hazel.ogg", "/downloads"), PretendHouse.NOW);
        var asked = as(MEMBER).mutateWith(csrf()).post().uri(HERE + "/account/telling/feed").header("Accept-Language", "de").exchange()
                .expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        var address = Jsoup.parse(Objects.requireNonNull(asked)).select("#feed").val();
        var path = address.substring(address.indexOf("/feeds"));
        assertThat(texts(feed(path), "title")).contains("Heruntergeladen: hazel.ogg");
        assertThat(feed(path).getDocumentElement().getAttribute("xml:lang")).isEqualTo("de");
        assertThat(words.title(Notice.of(Notice.Kind.DOWNLOAD_DONE, "hazel.ogg", "/downloads"), MEMBER.id())).isEqualTo("Heruntergeladen: hazel.ogg");
        house.tastes.choose(MEMBER, "language", "en");
        assertThat(texts(feed(path), "title")).contains("Downloaded: hazel.ogg");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        var tag = web.get().uri("/feeds/" + TOKEN + "/wishes/2.atom").exchange().expectStatus().isOk().returnResult(String.class).getResponseHeaders().getETag();
        assertThat(tag).isNotBlank();
        web.get().uri("/feeds/" + TOKEN + "/wishes/2.atom").header("If-None-Match", tag).exchange().expectStatus().isNotModified().expectBody().isEmpty();
        web.get().uri("/feeds/" + TOKEN + "/wishes/2.atom").header("If-None-Match", "\"other\"").exchange().expectStatus().isOk();
    }

    @Test
    void anotherWordLeadsNowhereAndIsRepeatedOnNoPage() {
        for (var word : List.of("cd".repeat(16), "x", "AB".repeat(16), "' or 1=1")) {
            var body = web.get().uri("/feeds/{word}/inbox.atom", word).header("Accept", "text/html").exchange().expectStatus().isNotFound()
                    .expectBody(String.class).returnResult().getResponseBody();
            assertThat(Jsoup.parse(Objects.requireNonNull(body)).select("main").text()).doesNotContain(word);
        }
    }

    @Test
    void theWordIsMadeAnewAndTakenBack() {
        house.webhooks.words.forget(MEMBER.id());
        assertThat(page(MEMBER).select("#feed")).isEmpty();
        var first = made();
        assertThat(first).matches("http://nas.lan:8346/feeds/[a-z2-7]{32}/inbox.atom");
        assertThat(page(MEMBER).select("#feed")).as("shown once").isEmpty();
        assertThat(house.webhooks.words.all.get(MEMBER.id())).as("a digest").hasSize(64).isNotEqualTo(first.split("/")[4]);
        var second = made();
        web.get().uri(first.substring(first.indexOf("/feeds"))).exchange().expectStatus().isNotFound();
        web.get().uri(second.substring(second.indexOf("/feeds"))).exchange().expectStatus().isOk();
        post("/account/telling/feed/revoke", MEMBER);
        web.get().uri(second.substring(second.indexOf("/feeds"))).exchange().expectStatus().isNotFound();
    }

    private String made() {
        var body = post("/account/telling/feed", MEMBER).expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        return Jsoup.parse(Objects.requireNonNull(body)).select("#feed").val();
    }

    private org.jsoup.nodes.Document page(Person person) {
        return get("/account/telling", person);
    }

    private org.jsoup.nodes.Document get(String path, Person person) {
        var body = as(person).get().uri(HERE + path).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
        return Jsoup.parse(Objects.requireNonNull(body));
    }

    @Test
    void webhooksStandThereWithTheirLastResultAndWithoutTheirSecrets() {
        var text = page(OWNER).select("article").eachText();
        assertThat(text.get(0)).contains("phone <b>", "https://ntfy.example", "not tried yet", "wishes that found something");
        assertThat(text.get(1)).contains("paused", "the answer was 503", "5 failures in a row");
        assertThat(text).noneMatch(one -> one.contains("secret.example"));
        for (var path : List.of("/account/telling", "/account/telling/1")) {
            assertThat(get(path, OWNER).outerHtml()).doesNotContain(PretendWebhooks.SECRET);
        }
        as(OWNER).get().uri("/account/telling/3").header("Accept", "text/html").exchange().expectStatus().isNotFound();
    }

    @Test
    void theFormOffersWhatItsPersonCanBeToldOf() {
        assertThat(get("/account/telling/new", MEMBER).select("input[name=kind]").eachAttr("value"))
                .contains("wish-found", "quota-reached").doesNotContain("trouble", "disk-full", "invitation-accepted", "test");
        assertThat(get("/account/telling/new", OWNER).select("input[name=kind]").eachAttr("value")).contains("trouble", "disk-full", "invitation-accepted").doesNotContain("test");
        var refused = post("/account/telling", MEMBER, "name", "tv", "url", "https://example.com/", "preset", "json", "kind", "wish-found", "kind", "trouble")
                .expectStatus().isEqualTo(422).expectBody(String.class).returnResult().getResponseBody();
        assertThat(Jsoup.parse(Objects.requireNonNull(refused)).select("main").text()).contains("You are not told of one of these things.");
    }

    @Test
    void aWebhookIsMadeTestedAndDeleted() {
        post("/account/telling", MEMBER, "name", "tv", "url", "ftp://x/", "preset", "json", "kind", "wish-found").expectStatus().isEqualTo(422);
        post("/account/telling", MEMBER, "name", "tv", "url", "https://example.com/x", "preset", "gotify", "secret", "tk_2", "kind", "wish-found", "kind", "nonsense")
                .expectStatus().isSeeOther().expectHeader().location("/account/telling?said=telling.added");
        var hook = house.webhooks.of(MEMBER.id()).getLast();
        assertThat(hook.preset()).isEqualTo(Webhook.Preset.GOTIFY);
        assertThat(hook.kinds()).containsExactly(Notice.Kind.WISH_FOUND);
        assertThat(hook.home()).isEqualTo(HERE);
        house.webhooks.lost = "timeout";
        post("/account/telling/" + hook.id() + "/test", MEMBER).expectHeader().location("/account/telling?said=telling.lost");
        assertThat(page(MEMBER).text()).contains("no answer within ten seconds");
        house.webhooks.lost = null;
        post("/account/telling/" + hook.id() + "/test", MEMBER).expectHeader().location("/account/telling?said=telling.arrived");
        assertThat(house.webhooks.letters.getLast().content()).containsEntry("message", "test: tv");
        post("/account/telling/" + hook.id() + "/remove", OWNER).expectStatus().isNotFound();
        post("/account/telling/" + hook.id() + "/remove", MEMBER).expectStatus().isSeeOther();
    }
}
