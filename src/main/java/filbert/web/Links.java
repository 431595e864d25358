package filbert.web;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Addresses that are given to others, whole: as whoever asks reached this server, so that they lead here from where they sit. */
public final class Links {
    private Links() {}

    /** @param path within the application */
    public static String to(ServerHttpRequest request, String path) {
        var here = request.getURI();
        try {
            var whole = request.getPath().contextPath().value() + path;
            return new URI(here.getScheme(), null, here.getHost(), here.getPort(), whole, null, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a request has an address", e);
        }
    }
}
