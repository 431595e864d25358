package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The asking side of GWebCaches (1-connect, 8.4). */
final class WebCaches {
    static final int MOST_REDIRECTS = 3; // 1-connect, 8.4

    private static final int REDIRECT = 300;
    private static final int OK = 200;

    private final Outside outside;
    private final String client;

    /** @param version as it stands in the User-Agent behind {@code Filbert/} */
    WebCaches(Outside outside, String version) {
        this.outside = outside;
        this.client = "&client=FILB&version=" + URLEncoder.encode(version, StandardCharsets.US_ASCII);
    }

    /** Asks for hosts: in the words of version 2, and of version 1 where those failed last time. */
    CompletionStage<WebCacheReply> ask(HostSource cache) {
        var words = cache.failures() % 2 == 0 ? "get=1&net=gnutella" : "hostfile=1";
        return get(URI.create(cache.name() + "?" + words + client), MOST_REDIRECTS);
    }

    /** Names us as a host to call. */
    CompletionStage<WebCacheReply> tell(HostSource cache, HostAddress us) {
        return get(URI.create(cache.name() + "?update=1&net=gnutella" + client + "&ip=" + us), MOST_REDIRECTS);
    }

    private CompletionStage<WebCacheReply> get(URI from, int redirects) {
        return outside.get(from).thenCompose(page -> {
            if (page.status() >= REDIRECT && page.status() < REDIRECT + 100 && !page.location().isEmpty()) {
                return follow(from, page.location(), redirects);
            }
            return page.status() == OK ? CompletableFuture.completedStage(WebCacheReply.parse(page.body())) : failed(from + " said " + page.status());
        });
    }

    private CompletionStage<WebCacheReply> follow(URI from, String location, int redirects) {
        if (redirects == 0) {
            return failed(from + " leads on and on");
        }
        try {
            var next = from.resolve(location);
            var web = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
            return web && next.getHost() != null && next.getRawUserInfo() == null ? get(next, redirects - 1) : failed(from + " leads to " + location);
        } catch (IllegalArgumentException malformed) {
            return failed(from + " leads to " + location);
        }
    }

    private static CompletionStage<WebCacheReply> failed(String why) {
        return CompletableFuture.failedStage(new IOException(why));
    }
}
