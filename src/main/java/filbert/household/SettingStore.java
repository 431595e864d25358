package filbert.household;

import java.util.Map;
import java.util.Optional;

/** Keeps what was saved on the settings page. */
public interface SettingStore {
    /** By key name. */
    Map<String, String> load();

    /** All or nothing, durable when it returns. @param changes an empty value forgets the setting */
    void save(long person, Map<String, Optional<String>> changes);
}
