package filbert.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * {@code warm-up FOLDER}: starts, serves a few pages to itself, and ends. Java watches and writes down what every start needs: that makes its AOT cache. Nothing
 * outside the folder, which must be empty, and the loopback is touched.
 */
final class WarmUp {
    private static final String NAME = "warm-up";
    private static final List<String> PAGES = List.of("/", "/login", "/login", "/api/v1/status", "/api/v1/library", "/api/v1/downloads");
    private static final int PATIENCE_MILLIS = 30_000;

    private WarmUp() {}

    static boolean isOne(String... arguments) {
        return arguments.length == 2 && arguments[0].equals(NAME);
    }

    static void run(String... arguments) {
        var token = Long.toHexString(new SecureRandom().nextLong());
        try (var context = Filbert.application()
                .run(
                        "--filbert.data-dir=" + arguments[1],
                        "--filbert.web.port=0",
                        "--filbert.web.bind-address=127.0.0.1",
                        "--filbert.network.mode=practice",
                        "--filbert.network.bind-address=127.0.0.1",
                        "--filbert.owner.password=" + token,
                        "--filbert.owner.token=" + token)) {
            var port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
            for (var page : PAGES) {
                read("http://127.0.0.1:" + port + page, token);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String address, String token) throws IOException {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        if (address.contains("/api/")) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        if (connection.getResponseCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            throw new IOException(address + " answers " + connection.getResponseCode());
        }
        try (var body = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream()) {
            if (body != null) {
                body.readAllBytes();
            }
        } finally {
            connection.disconnect();
        }
    }
}
