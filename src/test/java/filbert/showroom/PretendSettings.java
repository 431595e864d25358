package filbert.showroom;

import filbert.household.Person;
import filbert.household.Settings;
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
    public void save(Person person, Map<String, String> values) {
        if ("x".equals(values.get("filbert.network.port"))) {
            throw new InvalidSettingsException(Map.of("filbert.network.port", "settings.problem.number"));
        }
        if (values.containsKey(locked)) {
            throw new InvalidSettingsException(Map.of(locked, "settings.problem.locked"));
        }
        saved.putAll(values);
    }
}
