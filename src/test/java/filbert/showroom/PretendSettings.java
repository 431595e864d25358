package filbert.showroom;

import filbert.household.Person;
import filbert.household.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A few settings of every kind. */
public final class PretendSettings implements Settings {
    public final Map<String, String> saved = new ConcurrentHashMap<>();
    /** A key the environment has decided. */
    public volatile String locked = "";

    @Override
    public List<Setting> section(Person person, String section) {
        return List.of(
                new Setting("filbert.network.port", saved.getOrDefault("filbert.network.port", "34567"), "0", "page", false, true, List.of()),
                new Setting("filbert.network.mode", "practice", "public", "environment", true, true, List.of("public", "private", "practice")),
                new Setting("filbert.network.role", "leaf", "leaf", "default", false, false, List.of("leaf", "ultrapeer")),
                new Setting("filbert.downloads.share-finished", "true", "false", "file", false, false, List.of("true", "false")));
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
        section(person, "").forEach(one -> wanted.remove(one.key(), seen.getOrDefault(one.key(), one.value())));
        var clashes = new HashMap<String, Clash>();
        section(person, "").stream()
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
        return section(person, "").stream()
                .filter(one -> wanted.containsKey(one.key()))
                .map(one -> new Change(one.key(), one.value(), wanted.get(one.key()), one.needsRestart()))
                .toList();
    }
}
