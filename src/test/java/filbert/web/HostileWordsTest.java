package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.event.Happening;
import filbert.household.Router;
import filbert.servent.search.SearchView;
import filbert.servent.spam.Lesson;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import filbert.showroom.Showroom;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.xml.sax.InputSource;

/** Whatever strangers may call themselves, their programs, files and tags: on a page it stays words. */
@SpringBootTest(classes = Showroom.class, properties = "pretend.words=hostile") // a house of its own: it is spoilt here
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileWordsTest {
    private static final String HOSTILE = "'\"></td></a><img src=x onerror=alert(1)><script>alert(2)</script>${7*7}[[${7*7}]]";

    private static final String FEED = "abababababababababababababababab";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String FORMULA = "=HYPERLINK(\"http://192.0.2.7/\",\"hazel\")";

    /** Components of records whose text comes from the network. */
    private static final Set<String> FROM_STRANGERS = Set.of(
            "userAgent", "vendor", "name", "names", "file", "words", "text", "title", "creator", "album", "genre", "folder", "query", "lastRefusal", "summary", "detail",
            "subject", "said", "reason", "result", "url", "relative", "device", "trouble");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PretendHouse house;

    @BeforeAll
    void spoil() {
        spoil(house.overlay.neighbours);
        spoil(house.overlay.messages);
        spoil(house.overlay.passing);
        spoil(house.overlay.programs);
        spoil(house.uploads.uploads);
        spoil(house.uploads.queue);
        spoil(house.downloads.queue);
        spoil(house.searches.runs);
        spoil(house.browsing.listings);
        spoil(house.inbox.all);
        spoil(house.webhooks.hooks);
        house.wishes.hits.values().forEach(HostileWordsTest::spoil);
        spoil(house.library.files);
        spoil(house.adoptions.views);
        house.lessons.add(new Lesson(0, PretendHouse.OWNER.id(), Lesson.Verdict.SPAM, Optional.empty(), HOSTILE, 9, List.of(), PretendHouse.NOW));
        house.happenings.record(new Happening(PretendHouse.NOW, "download.started", PretendHouse.OWNER.id(), HOSTILE));
        house.happenings.record(new Happening(PretendHouse.NOW, "download.done", PretendHouse.OWNER.id(), FORMULA));
        house.log.say("WARN", "filbert.servent.connection.Connection", "192.0.2.7:6346: Bye 400 " + HOSTILE);
        house.sessions.begin(PretendHouse.OWNER, "192.0.2.66", HOSTILE);
        house.router.show(refusedBy(HOSTILE));
        house.searches.put(new SearchView("csv", PretendHouse.OWNER.id(), "hedge", SearchView.State.DONE, PretendHouse.NOW, 4, 1, "", 0, List.of(PretendSearches.found(50, FORMULA, 7, 1))));
    }

    private Router.View refusedBy(String said) {
        var before = house.router.view;
        return new Router.View(
                before.wanted(), before.needed(), Router.State.REFUSED, before.surroundings(), List.of(new Router.Attempt("upnp", "refused", 718, said)), "", 0, 0, null, false, null, 0);
    }

    private static <T> void spoil(List<T> records) {
        records.replaceAll(HostileWordsTest::spoilt);
    }

    private static <T> void spoil(Map<?, T> records) {
        records.replaceAll((_, one) -> spoilt(one));
    }

    @SuppressWarnings("unchecked")
    private static <T> T spoilt(T value) {
        return (T) spoilt("", value);
    }

    private static Object spoilt(String name, Object value) {
        if (value instanceof String && FROM_STRANGERS.contains(name)) {
            return HOSTILE;
        }
        if (value instanceof List<?> many) {
            var all = new ArrayList<Object>();
            many.forEach(one -> all.add(spoilt(name, one)));
            return all;
        }
        if (value instanceof Optional<?> perhaps) {
            return perhaps.map(one -> spoilt(name, one));
        }
        return value instanceof Record one && value.getClass().getName().startsWith("filbert.") ? rebuilt(one) : value;
    }

    private static Object rebuilt(Record one) {
        try {
            var components = one.getClass().getRecordComponents();
            var values = new Object[components.length];
            for (var i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                var value = accessor.invoke(one);
                // searches are found by their words, so those of ours stay
                values[i] = value == null || components[i].getName().equals("query") && one.getClass().getSimpleName().equals("SearchView") ? value : spoilt(components[i].getName(), value);
            }
            var types = Arrays.stream(components).map(component -> component.getType()).toArray(Class<?>[]::new);
            var made = one.getClass().getDeclaredConstructor(types);
            made.setAccessible(true);
            return made.newInstance(values);
        } catch (ReflectiveOperationException refused) {
            return one; // a record that would not hold such words
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/search?q=hazel", "/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1", "/downloads", "/downloads/2", "/uploads", "/network", "/network/vendors",
        "/network/neighbours/1", "/network/passing", "/hosts/192.0.2.7:6346", "/network/lessons", "/network/check", "/inbox", "/wishes/1", "/library", "/library/files/3",
        "/activity", "/admin/logs", "/downloads/adopt"})
    void stayWords(String page) {
        var document = Jsoup.parse(get(page, "text/html"));
        assertNothingButWords(page, document);
        if (!page.equals("/")) {
            assertThat(document.text()).as("it was there to be shown").contains("<script>alert(2)");
        }
    }

    /** What these say of strangers is translated, so their own words are not on them at all. */
    @ParameterizedTest
    @ValueSource(strings = {"/account", "/account/telling", "/network?tab=hosts", "/network?tab=messages", "/network/bans", "/network/lists", "/stats", "/admin/tasks", "/admin/diagnostics"})
    void areHarmlessWhereTheyAreOnlyHintedAt(String page) {
        assertNothingButWords(page, Jsoup.parse(get(page, "text/html")));
    }

    private static void assertNothingButWords(String page, Document document) {
        assertThat(document.select("img, script:not([src]), [onerror], a[href^=javascript]")).as(page).isEmpty();
        assertThat(document.text()).as(page).doesNotContain("49}", "[[49]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"view=search&run=s1", "view=downloads", "view=download&id=2", "view=uploads", "view=network", "view=vendors", "view=activity", "view=logs", "view=inbox", "view=wish&id=1", "view=library"})
    void stayWordsInStreams(String view) {
        var first = web().get()
                .uri("/events?" + view)
                .header("Accept", "text/event-stream")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody()
                .mapNotNull(ServerSentEvent::data)
                .takeUntil(data -> data.contains("alert(2)"))
                .collectList()
                .block(PATIENCE);
        var all = String.join("\n", first);
        assertThat(all).contains("&lt;script&gt;alert(2)");
        assertNothingButWords(view, Jsoup.parse(all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feeds/" + FEED + "/inbox.atom", "/feeds/" + FEED + "/wishes/1.atom"})
    void stayWordsInFeeds(String feed) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var xml = factory.newDocumentBuilder().parse(new InputSource(new StringReader(get(feed, "application/atom+xml"))));
        var titles = xml.getElementsByTagName("title");
        assertThat(IntStream.range(0, titles.getLength()).mapToObj(at -> titles.item(at).getTextContent())).anyMatch(title -> title.contains(HOSTILE));
        assertThat(xml.getElementsByTagName("script").getLength()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search.csv?q=hedge", "/activity.csv"})
    void areNoFormulasInTables(String table) {
        var csv = get(table, "text/csv");
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://192.0.2.7/\"\"");
        assertThat(csv.lines().flatMap(line -> Stream.of(line.split(",")))).noneMatch(cell -> cell.matches("\"?[=+@\\t].*"));
    }

    private WebTestClient web() {
        return WebTestClient.bindToApplicationContext(context)
                .apply(springSecurity())
                .configureClient()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build()
                .mutateWith(mockAuthentication(Showroom.signedIn(PretendHouse.OWNER)));
    }

    private String get(String page, String type) {
        return String.valueOf(
                web().get().uri(page).header("Accept", type).exchange().expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
    }
}
