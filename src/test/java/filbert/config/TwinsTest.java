package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a person can do on a page a script can do: {@code twins.txt} names the call for every row of {@code doors.txt} that changes something, or why there is none. */
final class TwinsTest {
    private static final String ROOT = "/api/v1";
    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([a-z-]+(?:\\|[a-z-]+)+)}");
    private static final Pattern CONSTRAINT = Pattern.compile(":(?:[^{}]|\\{[^}]*})*(?=})");
    private static final Pattern ROW = Pattern.compile("(\\S+ \\S+) +(?:- (\\S.*)|(\\S.*))");
    private static final int LEAST_WORDS_OF_A_REASON = 5;

    private final Map<String, Door> calls = doors(Door::isForScripts);
    private final Map<String, Door> actions = doors(door -> !door.isForScripts() && !door.reads());
    private final Map<String, List<String>> twins = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    TwinsTest() throws IOException {
        try (var in = Objects.requireNonNull(TwinsTest.class.getResourceAsStream("/twins.txt"))) {
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
                var row = ROW.matcher(line);
                assertThat(row.matches()).as(line).isTrue();
                var named = row.group(2) == null
                        ? twins.put(row.group(1), Arrays.stream(row.group(3).split(",\\s*")).map(twin -> twin.replaceFirst(" ", " " + ROOT)).toList())
                        : reasons.put(row.group(1), row.group(2));
                assertThat(named).as("once: " + line).isNull();
            }
        }
    }

    /** By name, without what variables may be; where a variable is one of a few words, one for each. */
    private static Map<String, Door> doors(Predicate<Door> wanted) {
        return AskedHouse.doors().stream()
                .filter(wanted)
                .flatMap(door -> each(door.name()).map(name -> Map.entry(CONSTRAINT.matcher(name).replaceAll(""), door)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<String> each(String name) {
        var choice = CHOICE.matcher(name);
        return choice.find() ? Arrays.stream(choice.group(1).split("\\|")).map(word -> name.substring(0, choice.start()) + word + name.substring(choice.end())) : Stream.of(name);
    }

    @Test
    void everyActionHasItsTwinOrAReason() {
        assertThat(actions).hasSizeGreaterThan(100);
        var told = new TreeSet<>(twins.keySet());
        told.addAll(reasons.keySet());
        assertThat(actions.keySet()).as("in twins.txt").isSubsetOf(told);
        assertThat(told).as("in doors.txt").isSubsetOf(actions.keySet());
        assertThat(twins.keySet()).doesNotContainAnyElementsOf(reasons.keySet());
        assertThat(reasons.values()).allSatisfy(reason -> assertThat(reason.split(" ")).hasSizeGreaterThanOrEqualTo(LEAST_WORDS_OF_A_REASON));
    }

    @Test
    void everyTwinIsThereChangesSomethingAndTakesTheSameRole() {
        twins.forEach((action, all) -> {
            for (var twin : all) {
                assertThat(calls).as(action).containsKey(twin);
                var call = calls.get(twin);
                assertThat(call.reads()).as(twin).isFalse();
                var page = actions.get(action);
                if (!page.isOpen()) {
                    assertThat(call.least()).as(action + " as " + twin).isEqualTo(page.least());
                }
                if (page.own()) {
                    assertThat(call.ownersToo()).as(action + " as " + twin).isEqualTo(page.ownersToo());
                }
            }
        });
    }

    /** What has no twin is told to those who look for it. */
    @Test
    void theGuideNamesWhatIsLeftOut() throws IOException {
        var guide = Files.readString(Path.of("docs/api.md"));
        var left = guide.substring(guide.indexOf("## What is left out"), guide.indexOf("## A small command"));
        assertThat(left).contains("sign in", "set Filbert up", "invitation", "passwords", "tokens");
    }

    /** No call of the API is without a word in its guide. */
    @Test
    void theGuideNamesEveryCall() throws IOException {
        var rows = Files.readString(Path.of("docs/api.md")).lines().filter(line -> line.startsWith("| `")).toList();
        var told = rows.stream().map(row -> row.split("\\|")[1]).toList();
        assertThat(calls.keySet().stream().filter(call -> told.stream().noneMatch(row -> names(row, call))).sorted()).isEmpty();
    }

    /** {@code `POST /wishes/{id}/run`, `/pause`}: a verb goes on until another one comes, and a path may be the end of the one before. */
    private static boolean names(String row, String call) {
        var verb = "";
        var first = "";
        for (var quoted : Pattern.compile("`([^`]+)`").matcher(row).results().map(found -> found.group(1)).toList()) {
            var words = quoted.split(" ", 2);
            verb = words.length == 2 || !quoted.startsWith("/") ? words[0] : verb;
            var path = words.length == 2 ? words[1] : quoted;
            var plain = plain(path);
            first = words.length == 2 ? plain : first;
            if (verb.equals(call.split(" ")[0]) && List.of(plain, parent(first) + plain).contains(plain(call.split(" ")[1].substring(ROOT.length())))) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("\\{\\w+}", "{}");
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
