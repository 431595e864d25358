package filbert.config;

import filbert.household.SettingKey;
import filbert.household.SettingSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Filbert's settings as Spring found them in the environment and in {@code application.yml}. */
final class EnvironmentSettings implements SettingSources {
    private static final String PREFIX = "filbert.";
    private static final String VARIABLE_PREFIX = "FILBERT_";
    /** Of {@link filbert.command.Commands}, which may be run where the program is. */
    private static final Set<String> OF_COMMANDS = Set.of("FILBERT_URL", "FILBERT_TOKEN");

    private static final String FILE = "Config resource";

    private final ConfigurableEnvironment environment;
    private final List<EnumerablePropertySource<?>> variables;
    private final List<EnumerablePropertySource<?>> named;
    private final List<EnumerablePropertySource<?>> files;

    EnvironmentSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.variables = sources(source -> source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
        this.named = sources(source -> source instanceof CommandLinePropertySource
                || source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME));
        this.files = sources(source -> source.getName().startsWith(FILE));
    }

    private List<EnumerablePropertySource<?>> sources(Predicate<PropertySource<?>> which) {
        var found = new ArrayList<EnumerablePropertySource<?>>();
        for (var source : environment.getPropertySources()) {
            if (which.test(source) && source instanceof EnumerablePropertySource<?> enumerable) {
                found.add(enumerable);
            }
        }
        return found;
    }

    @Override
    public Optional<String> environment(SettingKey key) {
        return first(named, key.name())
                .or(() -> first(variables, key.variable()))
                .or(() -> first(variables, withoutDashes(key)));
    }

    /** As Spring itself spells a key with dashes in it. */
    private static String withoutDashes(SettingKey key) {
        return key.name().toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
    }

    @Override
    public Optional<String> file(SettingKey key) {
        return first(files, key.name()).or(() -> list(key));
    }

    private Optional<String> first(List<EnumerablePropertySource<?>> sources, String name) {
        return sources.stream()
                .flatMap(source -> Stream.ofNullable(source.getProperty(name)))
                .map(value -> environment.resolvePlaceholders(value.toString()).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** A YAML list: {@code key[0], key[1], ...}. */
    private Optional<String> list(SettingKey key) {
        var items = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> first(files, key.name() + "[" + i + "]"))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(String.join(",", items));
    }

    /** @throws StartRefusedException naming the first key or variable that is nobody's */
    void refuseUnknown(List<SettingKey> keys) {
        var names = keys.stream().map(SettingKey::name).collect(Collectors.toSet());
        var variableNames = keys.stream().map(SettingKey::variable).collect(Collectors.toSet());
        var springNames = keys.stream().map(EnvironmentSettings::withoutDashes).collect(Collectors.toSet());
        Stream.concat(named.stream(), files.stream())
                .forEach(source -> refuseUnknown(source, PREFIX, name -> isKey(name, names), names));
        variables.forEach(source -> refuseUnknown(
                source, VARIABLE_PREFIX, name -> variableNames.contains(name) || springNames.contains(name) || OF_COMMANDS.contains(name), variableNames));
    }

    /** A setting, an item of a list, or a heading that application.yml keeps settings under. */
    private static boolean isKey(String name, Set<String> names) {
        return names.contains(name.replaceAll("\\[\\d+]$", "")) || names.stream().anyMatch(known -> known.startsWith(name + "."));
    }

    private static void refuseUnknown(EnumerablePropertySource<?> source, String prefix, Predicate<String> isKnown, Set<String> known) {
        for (var name : source.getPropertyNames()) {
            if (name.startsWith(prefix) && !isKnown.test(name)) {
                throw new StartRefusedException(
                        "There is no setting " + name + " (found in " + where(source) + "). Did you mean " + nearest(name, known) + "?");
            }
        }
    }

    private static String where(PropertySource<?> source) {
        var name = source.getName();
        if (name.startsWith(FILE) && name.contains("[") && name.contains("]")) {
            return name.substring(name.indexOf('[') + 1, name.indexOf(']'));
        }
        return source instanceof CommandLinePropertySource ? "the command line" : "the environment";
    }

    private static String nearest(String name, Set<String> known) {
        return known.stream().min(Comparator.comparingInt((String other) -> distance(name, other)).thenComparing(Function.identity())).orElseThrow();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        var row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
