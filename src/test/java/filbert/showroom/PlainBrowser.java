package filbert.showroom;

import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;
import static org.springframework.web.reactive.function.BodyInserters.fromFormData;

import filbert.household.Person;
import java.time.Duration;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Pages of the {@link Showroom} as a browser without scripts asks for them, and the forms on them as it posts them. */
public final class PlainBrowser {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // the first page starts all that builds pages
    private static final int LARGEST_PAGE = 4 << 20; // in bytes

    private final WebTestClient web;

    public PlainBrowser(ApplicationContext showroom) {
        web = WebTestClient.bindToApplicationContext(showroom)
                .apply(springSecurity())
                .configureClient()
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_PAGE))
                .build();
    }

    /** Where nobody is signed in. */
    public WebTestClient strangers() {
        return web;
    }

    public WebTestClient as(Person person) {
        return web.mutateWith(mockAuthentication(Showroom.signedIn(person)));
    }

    public WebTestClient.ResponseSpec get(String path, Person person) {
        return as(person).get().uri(path).exchange();
    }

    /** A page that is there. */
    public Document page(String path, Person person) {
        return page(get(path, person).expectStatus().isOk());
    }

    public static Document page(WebTestClient.ResponseSpec answer) {
        return Jsoup.parse(Objects.requireNonNull(answer.expectBody(String.class).returnResult().getResponseBody(), "an answer without a page"));
    }

    /** @param person nobody: a stranger */
    public WebTestClient.ResponseSpec post(String path, @Nullable Person person, String... fields) {
        var client = person == null ? web : as(person);
        return client.mutateWith(csrf()).post().uri(path).header(HttpHeaders.ACCEPT, MediaType.TEXT_HTML_VALUE).body(fromFormData(form(fields))).exchange();
    }

    /** @param fields names and values in turn */
    public static MultiValueMap<String, String> form(String... fields) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return form;
    }
}
