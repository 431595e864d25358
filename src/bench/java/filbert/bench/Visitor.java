package filbert.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody at a browser: signed in, with a session of their own. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String PASSWORD = "bench only, on loopback"; // as Programs sets it

    private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI filbert;

    private Visitor(URI filbert) {
        this.filbert = filbert;
    }

    static Visitor signedIn(URI filbert, String name) throws IOException, InterruptedException {
        var visitor = new Visitor(filbert);
        visitor.post("/login", "/login", Map.of("username", name, "password", PASSWORD));
        return visitor;
    }

    /**
     * Fills in a form and sends it.
     *
     * @param page where the form stands
     * @return where one is sent next
     */
    String post(String page, String action, Map<String, String> fields) throws IOException, InterruptedException {
        var token = TOKEN.matcher(text(page));
        if (!token.find()) {
            throw new IllegalStateException("no form on " + page);
        }
        var form = fields.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("", "_csrf=" + encoded(token.group(1)), ""));
        var post = HttpRequest.newBuilder(filbert.resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return client.send(post, HttpResponse.BodyHandlers.discarding()).headers().firstValue("Location").orElseThrow();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String text(String page) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(filbert.resolve(page)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** When a page began to arrive, and how long it is. */
    record Answer(double milliseconds, long bytes) {}

    Answer firstByte(String page) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(filbert.resolve(page)).build();
        var start = System.nanoTime();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            var nothing = body.read() < 0;
            var milliseconds = (System.nanoTime() - start) / 1e6;
            if (nothing || answer.statusCode() != 200) {
                throw new IllegalStateException(page + " answers " + answer.statusCode());
            }
            return new Answer(milliseconds, 1 + body.readAllBytes().length);
        }
    }

    /** Reads an event stream line by line on a thread of its own, as long as the program lives. */
    void watch(String events, Consumer<String> line) {
        client.sendAsync(HttpRequest.newBuilder(filbert.resolve(events)).build(), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> Thread.ofVirtual().start(() -> read(answer.body(), line)));
    }

    private static void read(Stream<String> lines, Consumer<String> line) {
        try (lines) {
            lines.forEach(line);
        } catch (UncheckedIOException over) {
            // the program has ended
        }
    }
}
