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
 * @param own the thing asked for is the owner's: whoever may come in, but is somebody else, is told that there is none
 * @param sent body or parameters
 */
record Door(String verb, String path, String least, boolean own, String sent) {
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
        var words = line.split("\\s+", 5);
        var own = words.length > 3 && words[3].equals("own");
        var sent = words.length > 3 ? line.split("\\s+", own ? 5 : 4) : new String[0];
        var door = new Door(words[0], words[1], words[2], own, sent.length > (own ? 4 : 3) ? sent[sent.length - 1] : "");
        if (!RANKS.contains(door.least)) {
            throw new IllegalArgumentException("nobody is called " + door.least + ": " + line);
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
