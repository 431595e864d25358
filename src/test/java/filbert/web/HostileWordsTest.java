package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import filbert.showroom.PretendHouse;
import filbert.showroom.Showroom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whatever strangers may call themselves, their programs, files and tags: on a page it stays words. */
@SpringBootTest(classes = Showroom.class, properties = "pretend.words=hostile") // a house of its own: it is spoilt here
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileWordsTest {
    private static final String HOSTILE = "'\"></td></a><img src=x onerror=alert(1)><script>alert(2)</script>${7*7}[[${7*7}]]";

    /** Components of records whose text comes from the network. */
    private static final Set<String> FROM_STRANGERS = Set.of(
            "userAgent", "vendor", "name", "names", "file", "words", "text", "title", "creator", "album", "genre", "folder", "query", "lastRefusal", "summary", "detail");

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
        "/network/neighbours/1", "/network/passing", "/hosts/192.0.2.7:6346"})
    void stayWords(String page) {
        var html = WebTestClient.bindToApplicationContext(context)
                .apply(springSecurity())
                .configureClient()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build()
                .mutateWith(mockAuthentication(Showroom.signedIn(PretendHouse.OWNER)))
                .get()
                .uri(page)
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        var document = Jsoup.parse(String.valueOf(html));
        assertThat(document.select("img, script:not([src]), [onerror]")).isEmpty();
        assertThat(document.text()).doesNotContain("49}", "[[49]]");
        if (!page.equals("/")) {
            assertThat(document.text()).as("it was there to be shown").contains("<script>alert(2)</script>${7*7}");
        }
    }
}
