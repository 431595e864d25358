package filbert.household;

import filbert.household.Settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings as they could stand in an {@code application.yml}: what holds now, each with a comment that says where it comes from. */
public final class SettingsAsYaml {
    private static final String INDENT = "  ";
    /** What YAML 1.1 takes for itself as well: a word, {@code true} or {@code false}, or a number without a zero in front. */
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z-]*|0|[1-9]\\d{0,8}");

    private static final Set<String> OTHER_WORDS = Set.of("y", "n", "yes", "no", "on", "off", "null");
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7F;

    private SettingsAsYaml() {}

    public static String of(List<Setting> settings) {
        var yaml = new StringBuilder();
        write(settings, 0, yaml);
        return yaml.toString();
    }

    /** @param settings whose keys have the same first words, {@code depth} of them */
    private static void write(List<Setting> settings, int depth, StringBuilder yaml) {
        var byWord = settings.stream().collect(Collectors.groupingBy(one -> words(one)[depth], LinkedHashMap::new, Collectors.toList()));
        byWord.forEach((word, some) -> {
            yaml.append(INDENT.repeat(depth)).append(word).append(':');
            var first = some.getFirst();
            if (words(first).length == depth + 1) {
                yaml.append(' ').append(value(first.value())).append(" # ").append(first.source()).append('\n');
            } else {
                yaml.append('\n');
                write(some, depth + 1, yaml);
            }
        });
    }

    private static String[] words(Setting setting) {
        return setting.key().split("\\.", -1);
    }

    private static String value(String text) {
        if (PLAIN.matcher(text).matches() && !OTHER_WORDS.contains(text)) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < FIRST_PRINTABLE || c >= DELETE && c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                quoted.append(String.format("\\u%04X", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
