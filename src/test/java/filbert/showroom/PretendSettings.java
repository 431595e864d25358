package filbert.showroom;

import filbert.household.Person;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.household.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Every setting the pages show, at its default but for a few of every source. */
public final class PretendSettings implements Settings {
    private static final Map<String, String> HELD = Map.of(
            "filbert.network.port", "34567",
            "filbert.network.mode", "practice",
            "filbert.network.role", "leaf",
            "filbert.sharing.unfinished", "false");
    private static final Map<String, String> SOURCES = Map.of(
            "filbert.network.port", "page",
            "filbert.network.mode", "environment",
            "filbert.sharing.unfinished", "file");

    public final Map<String, String> saved = new ConcurrentHashMap<>();
    /** A key the environment has decided. */
    public volatile String locked = "";

    @Override
    public List<Setting> section(Person person, String section) {
        return SettingKeys.all().stream().filter(key -> !section.isEmpty() && key.section().equals(section)).map(this::view).toList();
    }

    private Setting view(SettingKey key) {
        var name = key.name();
        var value = Objects.requireNonNullElse(HELD.get(name), key.defaultValue());
        return new Setting(
                name,
                saved.getOrDefault(name, value),
                key.defaultValue(),
                SOURCES.getOrDefault(name, "default"),
                SOURCES.getOrDefault(name, "").equals("environment"),
                key.effect() == SettingKey.Effect.AFTER_RESTART,
                key.kind().choices(value));
    }

    private List<Setting> all(Person person) {
        return SECTIONS.stream().flatMap(section -> section(person, section).stream()).toList();
    }

    @Override
    public List<Change> save(Person person, Map<String, String> values, Map<String, String> seen) {
        var wanted = wanted(person, values, seen);
        var changes = told(person, wanted);
        saved.putAll(wanted);
        return changes;
    }

    @Override
    public List<Change> preview(Person person, Map<String, String> values, Map<String, String> seen) {
        return told(person, wanted(person, values, seen));
    }

    private Map<String, String> wanted(Person person, Map<String, String> values, Map<String, String> seen) {
        var wanted = new HashMap<>(values);
        all(person).forEach(one -> wanted.remove(one.key(), seen.getOrDefault(one.key(), one.value())));
        var clashes = new HashMap<String, Clash>();
        all(person).stream()
                .filter(one -> wanted.containsKey(one.key()) && seen.containsKey(one.key()) && !one.value().equals(seen.get(one.key())))
                .forEach(one -> clashes.put(one.key(), new Clash(seen.get(one.key()), one.value(), wanted.get(one.key()))));
        if (!clashes.isEmpty()) {
            throw new ChangedElsewhereException(clashes);
        }
        if ("x".equals(wanted.get("filbert.network.port"))) {
            throw new InvalidSettingsException(Map.of("filbert.network.port", "settings.problem.number"));
        }
        if (wanted.containsKey(locked)) {
            throw new InvalidSettingsException(Map.of(locked, "settings.problem.locked"));
        }
        return wanted;
    }

    private List<Change> told(Person person, Map<String, String> wanted) {
        return all(person).stream()
                .filter(one -> wanted.containsKey(one.key()))
                .map(one -> new Change(one.key(), one.value(), wanted.get(one.key()), one.needsRestart()))
                .toList();
    }
}
