package filbert.web.settings;

import filbert.household.Settings.Setting;
import filbert.web.MessageKey;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting on the page.
 *
 * @param id of its input
 * @param value what the page shows: what was typed if that could not be saved, else what holds
 * @param variable the environment variable that locks it, or empty
 * @param problem message key, or empty
 */
record Field(
        String key,
        String id,
        String value,
        String defaultValue,
        String source,
        String variable,
        boolean needsRestart,
        List<String> choices,
        String problem) {

    static Field of(Setting setting, @Nullable String typed, @Nullable String problem) {
        var id = setting.key().replace('.', '-');
        return new Field(
                setting.key(),
                id,
                typed == null ? setting.value() : typed,
                setting.defaultValue(),
                setting.source(),
                setting.locked() ? setting.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_') : "",
                setting.needsRestart(),
                setting.choices(),
                MessageKey.below("settings.problem.", problem));
    }

    public boolean locked() {
        return !variable.isEmpty();
    }
}
