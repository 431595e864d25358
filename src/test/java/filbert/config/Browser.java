package filbert.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A browser without scripts: keeps cookies, sends forms with the fields they came with. */
final class Browser {
    private final WebTestClient client;
    private final Map<String, ResponseCookie> cookies = new HashMap<>();

    Browser(WebTestClient client) {
        this.client = client;
    }

    /** An answer, looked at. */
    record Answer(int status, String location, HttpHeaders headers, Document page, Map<String, ResponseCookie> cookies) {}

    Answer get(String path) {
        return answer(client.get().uri(path).accept(MediaType.TEXT_HTML).cookies(this::send).exchange().expectBody(String.class).returnResult());
    }

    /** Opens {@code path} and sends the form there that goes to {@code action}, with {@code fields} filled in. */
    Answer submit(String path, String action, Map<String, String> fields) {
        var form = Objects.requireNonNull(get(path).page().selectFirst("form[action=" + action + "]"), "no form to " + action + " on " + path);
        var values = new LinkedMultiValueMap<String, String>();
        form.select("input[name]").forEach(input -> values.set(input.attr("name"), input.attr("value")));
        fields.forEach(values::set);
        return post(action, values);
    }

    Answer post(String path, MultiValueMap<String, String> values) {
        return answer(client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .accept(MediaType.TEXT_HTML)
                .cookies(this::send)
                .bodyValue(values)
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    Answer signIn(String name, String password) {
        return submit("/login", "/login", Map.of("username", name, "password", password));
    }

    void send(MultiValueMap<String, String> request) {
        cookies.values().forEach(cookie -> request.set(cookie.getName(), cookie.getValue()));
    }

    /** One cookie as a header has it. */
    String cookie(String name) {
        return name + "=" + Objects.requireNonNull(cookies.get(name), "no cookie " + name).getValue();
    }

    private Answer answer(EntityExchangeResult<String> result) {
        result.getResponseCookies().toSingleValueMap().forEach((name, cookie) -> {
            if (cookie.getValue().isEmpty()) {
                cookies.remove(name);
            } else {
                cookies.put(name, cookie);
            }
        });
        var location = result.getResponseHeaders().getLocation();
        var body = result.getResponseBody();
        return new Answer(
                result.getStatus().value(),
                location == null ? "" : location.toString(),
                result.getResponseHeaders(),
                Jsoup.parse(body == null ? "" : body),
                result.getResponseCookies().toSingleValueMap());
    }
}
