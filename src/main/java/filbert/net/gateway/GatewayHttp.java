package filbert.net.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP with the router and nobody else: a URL on another host, or under a name, is not followed, nor is a redirect. Answers are limited in length
 * and time. Blocks.
 */
final class GatewayHttp {
    static final Duration PATIENCE = Duration.ofSeconds(10); // UPnP Device Architecture 1.1, 3.2.2: devices answer within thirty seconds

    private static final long LONGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_URL = 1_024;

    private final InetAddress router;
    private final Duration patience;

    GatewayHttp(InetAddress router, Duration patience) {
        this.router = router;
        this.patience = patience;
    }

    record Answer(int status, byte[] body) {}

    Answer get(URI from) throws GatewayException {
        return exchange(HttpRequest.newBuilder(checked(from)).GET());
    }

    Answer post(URI to, byte[] body, Map<String, String> headers) throws GatewayException {
        var request = HttpRequest.newBuilder(checked(to)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return exchange(request);
    }

    private URI checked(URI uri) throws GatewayException {
        if (!"http".equals(uri.getScheme()) || uri.getRawUserInfo() != null || uri.toString().length() > LONGEST_URL || !isRouter(uri.getHost())) {
            throw GatewayException.confused("an address that is not the router's own");
        }
        return uri;
    }

    private boolean isRouter(String host) {
        try {
            return host != null && InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host).equals(router);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Answer exchange(HttpRequest.Builder request) throws GatewayException {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(patience)
                .build()) {
            var exchange = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
            try {
                var response = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                return new Answer(response.statusCode(), response.body());
            } catch (TimeoutException _) {
                throw GatewayException.silent();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof HttpTimeoutException ? GatewayException.silent() : GatewayException.confused(words(e));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw GatewayException.silent();
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static String words(ExecutionException e) {
        return e.getCause() instanceof IOException io && io.getMessage() != null ? io.getMessage() : "no HTTP";
    }
}
