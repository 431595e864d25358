package filbert.household;

import java.util.Optional;

/** Where settings come from besides the settings page. */
public interface SettingSources {
    /** The environment: variables, system properties, the command line. */
    Optional<String> environment(SettingKey key);

    /** {@code application.yml}. */
    Optional<String> file(SettingKey key);
}
