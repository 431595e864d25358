package filbert.household;

import filbert.event.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings from four places, the first that has a word to say wins: environment, settings page, {@code application.yml}, default. Thread-safe. */
public final class LayeredSettings implements Settings {
    private static final int LONGEST_VALUE = 4_000;

    private final Map<String, SettingKey> keys;
    private final SettingSources sources;
    private final SettingStore store;
    private final Signal changed = new Signal();
    private volatile Map<String, String> page;
    private volatile Diary diary = Diary.NONE;

    private record Chosen(String value, String source) {}

    /** @throws IllegalArgumentException with an English sentence when environment or file hold a value that cannot be */
    public LayeredSettings(List<SettingKey> keys, SettingSources sources, SettingStore store) {
        this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(SettingKey::name, Function.identity()));
        this.sources = sources;
        this.store = store;
        this.page = Map.copyOf(store.load());
        keys.forEach(key -> {
            sources.environment(key).ifPresent(value -> check(key, value, "the environment"));
            sources.file(key).ifPresent(value -> check(key, value, "application.yml"));
        });
    }

    /** From now on notes there who changed which; values are nobody's to read there. Settings are older than anything that is kept. */
    public void noteIn(Diary diary) {
        this.diary = diary;
    }

    private static void check(SettingKey key, String value, String where) {
        key.kind().problem(value).ifPresent(_ -> {
            throw new IllegalArgumentException(
                    key.name() + " is " + key.kind().shown(value) + " in " + where + ", but must be " + key.kind().need() + ".");
        });
    }

    /** The value in force; empty for "none". */
    public String text(SettingKey key) {
        return chosen(key).value();
    }

    public int number(SettingKey key) {
        return Integer.parseInt(text(key));
    }

    public boolean flag(SettingKey key) {
        return Boolean.parseBoolean(text(key));
    }

    public List<String> list(SettingKey key) {
        return Kind.items(text(key));
    }

    /** Raised after every save. */
    public Signal changed() {
        return changed;
    }

    @Override
    public List<Setting> section(Person person, String section) {
        person.require(Role.OWNER);
        return SettingKeys.all().stream()
                .filter(key -> keys.containsKey(key.name()) && !section.isEmpty() && key.section().equals(section))
                .map(this::view)
                .toList();
    }

    private Setting view(SettingKey key) {
        var chosen = chosen(key);
        return new Setting(
                key.name(),
                chosen.value(),
                key.defaultValue(),
                chosen.source(),
                chosen.source().equals("environment"),
                key.effect() == SettingKey.Effect.AFTER_RESTART,
                key.kind().choices(chosen.value()));
    }

    private Chosen chosen(SettingKey key) {
        return sources.environment(key)
                .map(value -> new Chosen(value, "environment"))
                .or(() -> Optional.ofNullable(page.get(key.name())).map(value -> new Chosen(value, "page")))
                .or(() -> sources.file(key).map(value -> new Chosen(value, "file")))
                .orElseGet(() -> new Chosen(key.defaultValue(), "default"));
    }

    @Override
    public synchronized List<Change> save(Person person, Map<String, String> values, Map<String, String> seen) {
        var changes = changes(person, values, seen);
        if (changes.isEmpty()) {
            return List.of();
        }
        var told = told(changes);
        store.save(person.id(), changes);
        page = Map.copyOf(store.load());
        changed.raise();
        diary.note(person, "settings.changed", changes.keySet().stream().sorted().collect(Collectors.joining(", ")));
        return told;
    }

    @Override
    public synchronized List<Change> preview(Person person, Map<String, String> values, Map<String, String> seen) {
        return told(changes(person, values, seen));
    }

    private Map<String, Optional<String>> changes(Person person, Map<String, String> values, Map<String, String> seen) {
        person.require(Role.OWNER);
        var wanted = new HashMap<String, String>();
        values.forEach((name, typed) -> {
            var value = typed.strip();
            if (!seen.containsKey(name) || !value.equals(seen.get(name).strip())) {
                wanted.put(name, value);
            }
        });
        var clashes = clashes(wanted, seen);
        if (!clashes.isEmpty()) {
            throw new ChangedElsewhereException(clashes);
        }
        var problems = new HashMap<String, String>();
        var changes = new HashMap<String, Optional<String>>();
        wanted.forEach((name, value) -> consider(name, value, problems, changes));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return changes;
    }

    private Map<String, Clash> clashes(Map<String, String> wanted, Map<String, String> seen) {
        var clashes = new HashMap<String, Clash>();
        wanted.forEach((name, value) -> {
            var key = keys.get(name);
            if (key == null || key.section().isEmpty() || !seen.containsKey(name)) {
                return;
            }
            var now = text(key);
            if (!now.strip().equals(seen.get(name).strip()) && !now.equals(value)) {
                clashes.put(name, new Clash(seen.get(name), now, value));
            }
        });
        return clashes;
    }

    /** In the order of the page. */
    private List<Change> told(Map<String, Optional<String>> changes) {
        return SettingKeys.all().stream()
                .flatMap(key -> Stream.ofNullable(changes.get(key.name())).map(to -> new Change(
                        key.name(), text(key), to.orElseGet(() -> below(key)), key.effect() == SettingKey.Effect.AFTER_RESTART)))
                .toList();
    }

    /** What holds without the page. */
    private String below(SettingKey key) {
        return sources.file(key).orElse(key.defaultValue());
    }

    /** As {@link #save(Person, Map)}, passing over what the environment has decided. */
    void saveUnlocked(Person person, Map<String, String> values) {
        var open = new HashMap<>(values);
        keys.values().stream().filter(key -> sources.environment(key).isPresent()).map(SettingKey::name).forEach(open::remove);
        save(person, open);
    }

    private void consider(String name, String value, Map<String, String> problems, Map<String, Optional<String>> changes) {
        var key = keys.get(name);
        if (key == null || key.section().isEmpty()) {
            problems.put(name, "settings.problem.unknown");
            return;
        }
        if (value.equals(text(key))) {
            return; // a form sends every field: what nobody touched keeps its source
        }
        if (sources.environment(key).isPresent()) {
            problems.put(name, "settings.problem.locked");
        } else if (value.isEmpty()) {
            changes.put(name, Optional.empty());
        } else if (value.length() > LONGEST_VALUE) {
            problems.put(name, "settings.problem.too-long");
        } else {
            key.kind().problem(value).ifPresentOrElse(
                    problem -> problems.put(name, "settings.problem." + problem), () -> changes.put(name, Optional.of(value)));
        }
    }
}
