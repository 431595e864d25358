package filbert.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code doors.txt}: who may come in at one URL.
 *
 * @param path as the mapping spells it, with {@code ?name=value} where it asks for a parameter
 * @param least who gets in: open, guest, member, owner
 * @param scopes of a token, each of which is enough; none where tokens are not asked for
 * @param own the thing asked for is a person's: whoever may come in, but is somebody else, is told that there is none
 * @param ownersToo ... but for owners
 * @param sent body or parameters
 */
record Door(String verb, String path, String least, List<String> scopes, boolean own, boolean ownersToo, String sent) {
    private static final String OWN = "own";
    private static final String OWN_OR_OWNER = "own-or-owner";
    private static final int BEHIND_LEAST = 3;
    private static final List<String> RANKS = List.of("open", "guest", "member", "owner");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)(?::((?:[^{}]|\\{[^}]*})*))?}");

    static List<Door> all() throws IOException {
        try (var in = Objects.requireNonNull(Door.class.getResourceAsStream("/doors.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Door::parse)
                    .toList();
        }
    }

    private static Door parse(String line) {
        var words = line.split("\\s+", BEHIND_LEAST + 1);
        var least = words[2].split("[:|]");
        var rest = words.length > BEHIND_LEAST ? words[BEHIND_LEAST] : "";
        var whose = rest.split("\\s+", 2)[0];
        var own = whose.equals(OWN) || whose.equals(OWN_OR_OWNER);
        var scopes = List.of(least).subList(1, least.length);
        var door = new Door(words[0], words[1], least[0], scopes, own, whose.equals(OWN_OR_OWNER), own ? rest.substring(whose.length()).strip() : rest);
        if (!RANKS.contains(door.least) || door.isForScripts() == scopes.isEmpty()) {
            throw new IllegalArgumentException("nobody is called " + door.least + ", or scopes are missing, or there are some for a page: " + line);
        }
        return door;
    }

    String name() {
        return verb + " " + path;
    }

    boolean admits(String rank) {
        return RANKS.indexOf(rank) >= RANKS.indexOf(least);
    }

    boolean isOpen() {
        return least.equals("open");
    }

    boolean isForScripts() {
        return path.startsWith("/api/");
    }

    /** Read by an owner's token and by an owner in a browser alike. */
    boolean takesEither() {
        return path.startsWith("/actuator") || path.equals("/metrics");
    }

    boolean isStream() {
        return path.startsWith("/events?") || path.startsWith("/setup/events?") || path.equals("/api/v1/events");
    }

    boolean reads() {
        return verb.equals("GET");
    }

    /** @param things values by variable and path before it, or by variable alone. @return the path with its variables filled in, and its parameters */
    String url(Map<String, String> things) {
        var url = VARIABLE.matcher(path).replaceAll(variable -> Matcher.quoteReplacement(value(variable.group(1), variable.group(2), path.substring(0, variable.start()), things)));
        if (!reads() || sent.isEmpty()) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + filled(things);
    }

    private static String value(String name, String firstChoice, String before, Map<String, String> things) {
        return things.getOrDefault(before + name, things.getOrDefault(name, firstChoice == null || firstChoice.startsWith("\\") ? "1" : firstChoice.split("\\|")[0]));
    }

    String body(Map<String, String> things) {
        return reads() ? "" : filled(things);
    }

    private String filled(Map<String, String> things) {
        var text = sent;
        for (var thing : things.entrySet()) {
            text = text.replace("$" + thing.getKey(), thing.getValue());
        }
        return text;
    }

    /** Can its variables be filled with anything? */
    boolean hasVariables() {
        return path.contains("{");
    }
}
