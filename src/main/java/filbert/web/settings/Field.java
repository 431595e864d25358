package filbert.web.settings;

import filbert.household.Settings.Clash;
import filbert.household.Settings.Setting;
import filbert.web.MessageKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting on the page.
 *
 * @param id of its input
 * @param value what the page shows: what was typed if that could not be saved, else what holds
 * @param variable the environment variable that locks it, or empty
 * @param problem message key, or empty
 * @param now what holds: what the form was made from
 * @param elsewhere what somebody else has set meanwhile to {@link #now}: what it was before
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
        String problem,
        String now,
        Optional<String> elsewhere) {

    static Field of(Setting setting, @Nullable String typed, @Nullable String problem, @Nullable Clash clash) {
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
                MessageKey.below("settings.problem.", problem),
                setting.value(),
                Optional.ofNullable(clash).map(Clash::seen));
    }

    public boolean locked() {
        return !variable.isEmpty();
    }

    /** Set here, so that it can go back to what lies below. */
    public boolean resets() {
        return source.equals("page") && !locked();
    }
}
