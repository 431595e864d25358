package filbert.command;

import filbert.command.Api.RefusedException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Does what was typed, and says what came of it. What comes from the network is printed without anything a terminal would obey. */
public final class Commands {
    public static final int DONE = 0;
    public static final int REFUSED = 1;
    public static final int NOT_REACHED = 2;
    public static final int MISUSED = 64; // sysexits.h, EX_USAGE

    private static final Set<String> NAMES = Set.of("status", "search", "get", "add-folder", "help", "--help");
    private static final int BETWEEN_LOOKS_MILLIS = 500;
    private static final long KIBIBYTE = 1024;

    private final Map<String, String> variables;
    private final PrintStream out;
    private final PrintStream err;

    public Commands(Map<String, String> variables, PrintStream out, PrintStream err) {
        this.variables = variables;
        this.out = out;
        this.err = err;
    }

    /** Options may stand in front. */
    public static boolean isOne(String... arguments) {
        for (var argument : arguments) {
            if (NAMES.contains(argument)) {
                return true;
            }
            if (!argument.startsWith("--")) {
                return false;
            }
        }
        return false;
    }

    /** Whoever mistypes a command wants no servent: it starts with nothing but settings behind its name. */
    public static boolean isMistyped(String... arguments) {
        return Arrays.stream(arguments).anyMatch(argument -> !argument.startsWith("--"));
    }

    /** @return the exit code of the process */
    public int refuse(String... arguments) {
        err.println("No such command: " + plain(String.join(" ", arguments)));
        err.println(Usage.TEXT);
        return MISUSED;
    }

    /** @return the exit code of the process */
    public int run(String... arguments) {
        if (List.of(arguments).contains("--help") || List.of(arguments).equals(List.of("help"))) {
            out.println(Usage.TEXT);
            return DONE;
        }
        try {
            var usage = Usage.of(List.of(arguments), variables);
            run(usage, new Api(usage.server(), usage.token()));
            return DONE;
        } catch (IllegalArgumentException e) {
            err.println(plain(String.valueOf(e.getMessage())));
            err.println(Usage.TEXT);
            return MISUSED;
        } catch (RefusedException e) {
            err.println(plain(String.valueOf(e.getMessage())));
            return REFUSED;
        } catch (UncheckedIOException e) {
            err.println(plain(String.valueOf(e.getMessage())));
            return NOT_REACHED;
        }
    }

    private void run(Usage usage, Api api) {
        var rest = usage.rest();
        switch (usage.command()) {
            case "status" -> {
                expecting(rest, 0, 0);
                status(usage, api.get("/status"));
            }
            case "search" -> search(usage, api);
            case "get" -> {
                expecting(rest, 1, 2);
                var wanted = rest.size() == 1 ? Map.of("magnet", rest.getFirst()) : Map.of("search", rest.get(0), "result", rest.get(1));
                var added = api.post("/downloads", wanted);
                say(usage, added, "Download " + added.path("id").asString() + ": " + text(added, "name"));
            }
            case "add-folder" -> {
                expecting(rest, 1, 2);
                var added = api.post("/library/folders", Map.of("path", rest.getFirst(), "visibility", rest.size() > 1 ? rest.get(1) : "household"));
                say(usage, added, "Shared (" + text(added, "visibility") + "): " + text(added, "path"));
            }
            default -> throw new IllegalArgumentException("unknown command " + usage.command());
        }
    }

    private static void expecting(List<String> rest, int least, int most) {
        if (rest.size() < least || rest.size() > most) {
            throw new IllegalArgumentException("too many or too few words");
        }
    }

    private void status(Usage usage, JsonNode status) {
        var network = status.path("network");
        var downloads = status.path("downloads");
        var library = status.path("library");
        say(usage, status, String.join("\n",
                "Network    " + text(network, "mode") + ", " + text(network, "role") + ", " + number(network, "ultrapeers") + " of " + number(network, "wantedUltrapeers")
                        + " ultrapeers, " + number(network, "leaves") + " leaves" + (network.path("cutOff").asBoolean(false) ? ", cut off" : ""),
                "Downloads  " + number(downloads, "active") + " active, " + number(downloads, "queued") + " waiting, " + number(downloads, "done") + " done, " + size(number(downloads, "rate")) + "/s",
                "Uploads    " + number(status.path("uploads"), "active") + " active, " + size(number(status.path("uploads"), "rate")) + "/s",
                "Library    " + number(library, "files") + " files, " + size(number(library, "bytes")) + ", " + number(library, "networkFiles") + " to the network, " + text(library, "phase")));
    }

    private void search(Usage usage, Api api) {
        if (usage.rest().isEmpty()) {
            throw new IllegalArgumentException("nothing to search for");
        }
        var id = api.post("/searches", Map.of("query", String.join(" ", usage.rest()))).path("id").asString();
        var found = api.get("/searches/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        for (var looks = usage.seconds() * 1000 / BETWEEN_LOOKS_MILLIS; looks > 0 && List.of("waiting", "running").contains(text(found, "state")); looks--) {
            pause();
            found = api.get("/searches/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        }
        var lines = new StringBuilder("Search " + plain(id) + ", " + text(found, "state") + ": files " + found.path("results").size() + ", hosts that answered " + number(found, "answered"));
        for (var result : found.path("results")) {
            lines.append(String.format("%n%-34s %10s %4d  %s", text(result, "id"), size(number(result, "size")), number(result, "sources"), text(result, "name")));
        }
        say(usage, found, lines.toString());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(Usage usage, JsonNode answer, String sentence) {
        out.println(usage.json() ? answer.toString() : sentence);
    }

    private static String text(JsonNode node, String field) {
        return plain(node.path(field).asString(""));
    }

    private static long number(JsonNode node, String field) {
        return node.path(field).asLong(0);
    }

    /** One line, and nothing but what can be seen. */
    private static String plain(String text) {
        return text.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String size(long bytes) {
        var units = List.of("B", "KB", "MB", "GB", "TB");
        var unit = 0;
        double value = bytes;
        while (value >= KIBIBYTE && unit < units.size() - 1) {
            value /= KIBIBYTE;
            unit++;
        }
        return String.format(java.util.Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units.get(unit));
    }
}
