package filbert.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * How pages look to whoever looks: as that person chose, wherever they sign in, else as was chosen in this browser, in cookies.
 *
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param density {@code roomy} or {@code dense}
 * @param keys whether single keys act (WCAG 2.1.4)
 * @param language code of one, or empty for what the browser asks for
 * @param columns which columns they see, by {@link Columns.Table#preference}; nothing for what is usual. Chosen by people, never by browsers
 */
public record Preferences(String theme, String density, boolean keys, String language, Map<String, String> columns) {
    public static final String THEME = "theme";
    public static final String DENSITY = "density";
    public static final String KEYS = "keys";
    public static final String LANGUAGE = "language";

    /** What each may be; the first is meant where anything else stands. */
    private static final Map<String, List<String>> CHOICES =
            Map.of(THEME, List.of("auto", "light", "dark"), DENSITY, List.of("roomy", "dense"), KEYS, List.of("on", "off"));

    private static final String LANGUAGE_CODE = "[a-z]{2,3}";
    private static final Duration KEPT = Duration.ofDays(365);

    /** @param chosen by the person who looks, by name; empty for a stranger */
    public static Preferences of(ServerHttpRequest request, Map<String, String> chosen) {
        return new Preferences(
                value(THEME, request, chosen),
                value(DENSITY, request, chosen),
                value(KEYS, request, chosen).equals("on"),
                value(LANGUAGE, request, chosen),
                columns(chosen));
    }

    private static Map<String, String> columns(Map<String, String> chosen) {
        return chosen.isEmpty()
                ? Map.of()
                : tables().filter(chosen::containsKey).collect(Collectors.toUnmodifiableMap(name -> name, name -> meant(name, chosen.getOrDefault(name, ""))));
    }

    private static Stream<String> tables() {
        return Arrays.stream(Columns.Table.values()).map(Columns.Table::preference);
    }

    private static String value(String name, ServerHttpRequest request, Map<String, String> chosen) {
        var cookie = request.getCookies().getFirst(name);
        return meant(name, chosen.getOrDefault(name, cookie == null ? "" : cookie.getValue()));
    }

    /** What is kept of a wish: one of the choices. */
    public static String meant(String name, String wanted) {
        if (name.equals(LANGUAGE)) {
            return wanted.matches(LANGUAGE_CODE) ? wanted : "";
        }
        var table = Columns.Table.ofPreference(name);
        if (table.isPresent()) {
            return Columns.meant(table.get(), wanted);
        }
        var choices = CHOICES.getOrDefault(name, List.of(""));
        return choices.contains(wanted) ? wanted : choices.getFirst();
    }

    /** The names of all that can be chosen. */
    public static List<String> names() {
        return Stream.concat(Stream.of(THEME, DENSITY, KEYS, LANGUAGE), tables()).toList();
    }

    /** For this browser, whoever signs in. */
    public static ResponseCookie cookie(String name, String wanted, ServerHttpRequest request) {
        return ResponseCookie.from(name, meant(name, wanted))
                .path(request.getPath().contextPath().value() + "/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure("https".equalsIgnoreCase(request.getURI().getScheme()))
                .sameSite("Lax")
                .build();
    }
}
