package filbert.household;

import java.util.Locale;

/**
 * One setting there is.
 *
 * @param name for instance {@code filbert.network.port}; in the environment {@code FILBERT_NETWORK_PORT}
 * @param section where the settings page shows it; empty: not there, because it is needed before the database is open or is a secret
 * @param defaultValue empty for "none"
 */
public record SettingKey(String name, String section, Kind kind, String defaultValue, Effect effect) {
    /** When a change shows. */
    public enum Effect {
        AT_ONCE,
        AFTER_RESTART
    }

    /** The environment variable that sets it. */
    public String variable() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
