package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the list of keys says against what the script does and what stands on pages; {@code filbert.browser.KeyboardTest} presses them. */
final class KeysTest {
    private static final Path FRONTEND = Path.of("frontend");
    private static final Pattern LISTED = Pattern.compile("\\{'(\\w+)', '([^']+)'}");
    private static final Pattern ACTION = Pattern.compile("^ {2}\"?([^\\s\"]+?)\"?: (.*)$", Pattern.MULTILINE);
    private static final Pattern HOOK = Pattern.compile("\\[(data-[\\w-]+)");
    private static final Pattern CLOSEST = Pattern.compile("closest\\(\"\\[(data-[\\w-]+)");
    private static final Pattern LISTENER = Pattern.compile("([\\w.()\"?-]+)\\.addEventListener\\(\"(click|dblclick|mouse\\w+|pointer\\w+|touch\\w+)\"");
    private static final Map<String, String> SPELT = Map.of("Del", "Delete", "Esc", "Escape", "Ctrl S", "s");

    /** What takes the focus, or is about what does. */
    private static final List<String> REACHABLE = List.of("button", "a", "input", "details", "form");

    @Test
    void listsEveryKeyThatDoesSomethingAndNoOther() throws IOException {
        var script = script();
        var does = new TreeSet<>(actions(script).keySet());
        does.remove("g");
        does.addAll(List.of("Enter", "Escape", "s"));
        assertThat(script).contains("event.key === \"Enter\"", "event.key === \"Escape\"", "event.key === \"s\" && (event.ctrlKey");
        var places = script.substring(script.indexOf("PLACES = {"), script.indexOf("};", script.indexOf("PLACES = {")));
        Pattern.compile("(\\w): \"").matcher(places).results().forEach(place -> does.add("g " + place.group(1)));
        assertThat(listed().keySet()).containsExactlyInAnyOrderElementsOf(does);
    }

    @Test
    void listsAKeyWhereWhatItPressesStandsOnThePage() throws IOException {
        var actions = actions(script());
        var templates = templates();
        listed().forEach((key, needs) -> HOOK.matcher(needs).results().forEach(hook -> {
            assertThat(templates).as(key).anyMatch(text -> text.contains(hook.group(1)));
            if (actions.containsKey(key)) {
                assertThat(actions.get(key)).as(key).contains("[" + hook.group(1));
            }
        }));
        assertThat(actions).hasSizeGreaterThan(15);
    }

    @Test
    void nothingIsReachedByAMouseAlone() throws IOException {
        var hooks = new TreeSet<String>();
        var listeners = new ArrayList<String>();
        for (var file : files("scripts")) {
            var text = Files.readString(file);
            CLOSEST.matcher(text).results().forEach(hook -> hooks.add(hook.group(1)));
            LISTENER.matcher(text).results().map(found -> found.group(1)).forEach(listeners::add);
        }
        String.join(" ", listed().values()).lines().forEach(needs -> HOOK.matcher(needs).results().forEach(hook -> hooks.add(hook.group(1))));
        assertThat(listeners).as("clicks are heard for all that can be pressed, and for a link").isSubsetOf("document", "body", "document.body", "document.getElementById(\"lost-reload\")?");
        for (var template : templates()) {
            for (var hook : hooks) {
                Pattern.compile("<([\\w:]+)[^<]*?\\s" + hook + "(?![\\w-])").matcher(template).results().forEach(tag -> assertThat(REACHABLE).as(tag.group()).contains(tag.group(1)));
            }
            assertThat(template).doesNotContainPattern("<(div|span|td|tr|li|p|svg)[^>]*\\s(onclick|role=\"button\")");
            assertThat(template).as("the order of Tab is that of the page").doesNotContainPattern("tabindex=\"[1-9]");
        }
        assertThat(hooks).hasSizeGreaterThan(15);
    }

    private static Map<String, String> actions(String script) {
        var from = script.indexOf("const ACTIONS = {");
        var found = new TreeMap<String, String>();
        var body = script.substring(from, script.indexOf("\n};", from));
        var starts = ACTION.matcher(body).results().toList();
        for (var i = 0; i < starts.size(); i++) {
            found.put(starts.get(i).group(1), body.substring(starts.get(i).start(), i + 1 < starts.size() ? starts.get(i + 1).start() : body.length()));
        }
        return found;
    }

    /** Keys as the script has them, and what each needs. */
    private static Map<String, String> listed() throws IOException {
        var messages = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
            messages.load(in);
        }
        var listed = new TreeMap<String, String>();
        LISTED.matcher(Files.readString(FRONTEND.resolve("templates/layout/keys.html"))).results().forEach(found -> {
            var label = messages.getProperty("keys." + found.group(1) + ".key");
            listed.put(SPELT.getOrDefault(label, label), found.group(2));
        });
        return listed;
    }

    private static String script() throws IOException {
        return Files.readString(FRONTEND.resolve("scripts/keys.js"));
    }

    private static List<String> templates() throws IOException {
        var all = new ArrayList<String>();
        for (var file : files("templates")) {
            all.add(Files.readString(file));
        }
        return all;
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.walk(FRONTEND.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
