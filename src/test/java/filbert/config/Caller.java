package filbert.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who asks for pages one after the other over connections that stay open: quick enough for thousands of questions.
 *
 * @param headers what says who it is: cookies or a token
 * @param csrf the token forms carry, empty for nobody's
 */
record Caller(HttpClient client, String root, Map<String, String> headers, String csrf) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 1_000_000;
    private static final int FIRST_EVENTS = 20_000;

    /** @param body at most what is needed to judge it; of a stream its beginning */
    record Reply(int status, String body, HttpResponse<?> response) {
        String location() {
            return response.headers().firstValue("Location").orElse("");
        }
    }

    static Caller nobody(int port) {
        return new Caller(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), "http://127.0.0.1:" + port, Map.of(), "");
    }

    Caller with(Map<String, String> headers, String csrf) {
        return new Caller(client, root, headers, csrf);
    }

    Reply ask(String verb, String url, String body, String... more) {
        var request = HttpRequest.newBuilder(URI.create(root + url)).timeout(PATIENCE).header("Accept", accepts(url));
        headers.forEach(request::header);
        if (more.length > 0) {
            request.headers(more);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", type(body));
        }
        request.method(verb, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                var endless = response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                return new Reply(response.statusCode(), endless ? beginning(in) : new String(in.readNBytes(MOST), StandardCharsets.UTF_8), response);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(verb + " " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first event, whole. */
    private static String beginning(java.io.InputStream in) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        var part = new byte[FIRST_EVENTS];
        for (var read = in.read(part); read > 0; read = in.read(part)) {
            bytes.write(part, 0, read);
            if (bytes.toString(StandardCharsets.UTF_8).contains("\n\n")) {
                break;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String accepts(String url) {
        return url.contains("/events?") || url.endsWith("/events") ? "text/event-stream" : url.contains("/api/") || url.contains("/actuator/") || url.contains("/v3/") ? "application/json" : "text/html";
    }

    private static String type(String body) {
        return body.startsWith("{") ? "application/json" : body.startsWith("--") ? "multipart/form-data; boundary=doors" : "application/x-www-form-urlencoded";
    }

    /** With the cookies of a browser that signed in. */
    static Optional<String> cookies(List<String> set) {
        return set.stream().map(line -> line.split(";", 2)[0]).reduce((one, other) -> one + "; " + other);
    }
}
