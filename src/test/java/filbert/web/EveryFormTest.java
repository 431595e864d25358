package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.household.Person;
import filbert.showroom.Pages;
import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Every form of every page, and every button of it, sent by a browser without scripts: always a whole page follows. */
@DirtiesContext // half the house is thrown away here
@SpringBootTest(classes = Showroom.class, properties = "pretend.words=forms")
final class EveryFormTest {
    /** What takes away what others are about comes last. */
    private static final List<String> LAST = List.of("/keep", "/cancel", "/end", "/forget", "/leave", "/disconnect", "/block", "/lift", "/dismiss", "/stop", "/restore", "/revoke", "/remove", "/delete", "/clear");

    private static final Duration PATIENCE = Duration.ofSeconds(60); // half a thousand pages, some of them the first of their kind

    private static final String BOUNDARY = "hazel-hedge";
    private static final String LOGOUT = "/logout"; // asked for everywhere else: SignOnTest

    /** Answers of their own: what is shown this once, and what was wrong with what was typed. */
    private static final Set<Integer> EXPLAINED = Set.of(200, 422);

    @Autowired
    private ApplicationContext context;

    private WebTestClient web;
    private String session = "";

    /** @param page of an answer, and where it says to go on */
    private record Answer(int status, String location, String text, Document page) {
        boolean isElsewhere() {
            return status == 303;
        }

        boolean isWhole() {
            return text.contains("<html") && page.select("main#main").size() == 1 && page.select("h1").size() == 1;
        }
    }

    @BeforeEach
    void open() {
        web = WebTestClient.bindToApplicationContext(context)
                .apply(springSecurity())
                .configureClient()
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build();
    }

    static Stream<Person> people() {
        return Stream.of(PretendHouse.MEMBER, PretendHouse.OWNER);
    }

    @ParameterizedTest
    @MethodSource("people")
    void isFollowedByAWholePage(Person person) {
        web = web.mutateWith(mockAuthentication(Showroom.signedIn(person)));
        var forms = new LinkedHashMap<String, PlainForm>();
        var wrong = new ArrayList<String>();
        for (var path : (Iterable<String>) Pages.all()::iterator) {
            var answer = get(path);
            if (answer.status() == 200) {
                PlainForm.of(path, answer.page()).stream().filter(form -> !form.action().equals(LOGOUT)).forEach(form -> forms.merge(form.kind(), form, EveryFormTest::oneOf));
                onlyByScripts(answer.page()).forEach(one -> wrong.add("only by scripts on " + path + ": " + one));
            }
        }
        var sorted = forms.values().stream().sorted(Comparator.comparing(EveryFormTest::takesAway)).toList();
        for (var form : sorted) {
            var answer = send(form);
            var next = answer.isElsewhere() ? get(answer.location()) : answer;
            if (!next.isWhole() || !answer.isElsewhere() && !EXPLAINED.contains(answer.status()) || answer.isElsewhere() && next.status() != 200) {
                wrong.add(form + " -> " + answer.status() + " " + answer.location() + ", " + next.status() + " " + next.text().substring(0, Math.min(80, next.text().length())));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(forms).hasSizeGreaterThan(person == PretendHouse.OWNER ? 60 : 10);
    }

    /** The first there is; what is left in part is another than what is cancelled, which would find nothing there. */
    private static PlainForm oneOf(PlainForm first, PlainForm later) {
        return later.action().endsWith("/keep") ? later : first;
    }

    private static int takesAway(PlainForm form) {
        return IntStream.range(0, LAST.size()).filter(at -> form.action().contains(LAST.get(at))).max().orElse(-1);
    }

    /** Whatever asks for something by htmx alone, or is a button that belongs to no form and is not hidden until a script says otherwise. */
    private static List<String> onlyByScripts(Document page) {
        var asking = page.select("[hx-get], [hx-post], [hx-put], [hx-delete], [hx-patch]").stream();
        var loose = page.select("button:not([form])").stream().filter(button -> button.closest("form") == null && !button.hasAttr("hidden") && button.closest("[hidden]") == null);
        return Stream.concat(asking, loose).map(one -> one.outerHtml()).toList();
    }

    private Answer get(String path) {
        return answer(web.get().uri(URI.create(path.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20"))).header("Accept", "text/html").cookie("SESSION", session).exchange().expectBody(String.class).returnResult());
    }

    private Answer send(PlainForm form) {
        if (form.verb().equals("GET")) {
            return get(form.action().replaceAll("\\?.*", "") + "?" + urlencoded(form));
        }
        return answer(web.post()
                .uri(URI.create(form.action()))
                .header("Accept", "text/html")
                .header("Content-Type", form.multipart() ? MediaType.MULTIPART_FORM_DATA_VALUE + "; boundary=" + BOUNDARY : MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                .cookie("SESSION", session)
                .bodyValue((form.multipart() ? multipart(form) : urlencoded(form)).getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    private static String urlencoded(PlainForm form) {
        return form.fields().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As browsers write it where no file was chosen. */
    private static String multipart(PlainForm form) {
        var start = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"";
        var fields = form.fields().stream().map(field -> start + field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n");
        var files = form.files().stream().map(name -> start + name + "\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n");
        return Stream.concat(fields, files).collect(Collectors.joining()) + "--" + BOUNDARY + "--\r\n";
    }

    private Answer answer(EntityExchangeResult<String> result) {
        var cookie = result.getResponseCookies().getFirst("SESSION");
        if (cookie != null) {
            session = cookie.getValue();
        }
        var text = Objects.requireNonNullElse(result.getResponseBody(), "");
        var location = result.getResponseHeaders().getFirst("Location");
        return new Answer(result.getStatus().value(), location == null ? "" : location, text, Jsoup.parse(text));
    }
}
