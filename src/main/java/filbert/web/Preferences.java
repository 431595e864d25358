package filbert.web;

import java.time.Duration;
import java.util.Set;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * How this browser shows pages, kept in cookies.
 *
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param keys whether single keys act (WCAG 2.1.4)
 */
public record Preferences(String theme, boolean keys) {
    private static final String THEME = "theme";
    private static final String KEYS = "keys";
    private static final String OFF = "off";
    private static final Duration KEPT = Duration.ofDays(365);
    private static final Set<String> THEMES = Set.of("light", "dark");

    public static Preferences of(ServerHttpRequest request) {
        return new Preferences(theme(cookie(request, THEME)), !cookie(request, KEYS).equals(OFF));
    }

    public static ResponseCookie themeCookie(String theme, ServerHttpRequest request) {
        return cookie(THEME, theme(theme), request);
    }

    public static ResponseCookie keysCookie(String keys, ServerHttpRequest request) {
        return cookie(KEYS, keys.equals(OFF) ? OFF : "on", request);
    }

    private static ResponseCookie cookie(String name, String value, ServerHttpRequest request) {
        return ResponseCookie.from(name, value)
                .path(request.getPath().contextPath().value() + "/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure("https".equalsIgnoreCase(request.getURI().getScheme()))
                .sameSite("Lax")
                .build();
    }

    /** The theme meant, {@code auto} for anything unknown. */
    private static String theme(String wanted) {
        return THEMES.contains(wanted) ? wanted : "auto";
    }

    private static String cookie(ServerHttpRequest request, String name) {
        var cookie = request.getCookies().getFirst(name);
        return cookie == null ? "" : cookie.getValue();
    }
}
