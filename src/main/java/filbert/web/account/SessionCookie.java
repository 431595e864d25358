package filbert.web.account;

import java.time.Duration;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** How a browser carries the secret of its session: out of reach of scripts and of other sites, and, where there is TLS, of who listens. */
public final class SessionCookie {
    private static final String NAME = "filbert"; // not SESSION: Spring expires what goes by that name and is none of its own

    /** Browsers keep no cookie for longer. Here the time since it was last seen counts. */
    private static final Duration KEPT = Duration.ofDays(400);

    private SessionCookie() {}

    /** @return empty when there is none */
    public static String secret(ServerHttpRequest request) {
        var cookie = request.getCookies().getFirst(NAME);
        return cookie == null ? "" : cookie.getValue();
    }

    public static boolean sent(ServerHttpRequest request) {
        return request.getCookies().getFirst(NAME) instanceof HttpCookie;
    }

    public static ResponseCookie carrying(String secret, ServerHttpRequest request) {
        return cookie(secret, KEPT, request);
    }

    /** Takes it away. */
    public static ResponseCookie gone(ServerHttpRequest request) {
        return cookie("", Duration.ZERO, request);
    }

    private static ResponseCookie cookie(String secret, Duration kept, ServerHttpRequest request) {
        return ResponseCookie.from(NAME, secret)
                .path(request.getPath().contextPath().value() + "/")
                .maxAge(kept)
                .httpOnly(true)
                .sameSite("Lax")
                .secure("https".equals(request.getURI().getScheme()))
                .build();
    }
}
