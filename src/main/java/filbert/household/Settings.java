package filbert.household;

import java.util.List;
import java.util.Map;

/** What can be set in the browser. Precedence: environment, then here, then {@code application.yml}, then the default. */
public interface Settings {
    /** @param section {@code general, network, downloads, sharing, ...} */
    List<Setting> section(Person person, String section);

    /** The sections there are, in the order of the page. */
    List<String> SECTIONS = List.of("general", "network", "bandwidth", "downloads", "sharing", "people");

    /**
     * Saves all or nothing, whatever somebody else saved meanwhile; durable when it returns.
     *
     * @param values by key; a blank value goes back to what lies below
     * @throws InvalidSettingsException with one message key per bad field
     */
    default void save(Person person, Map<String, String> values) {
        save(person, values, Map.of());
    }

    /**
     * Saves what differs from what was seen, all or nothing; durable when it returns. What is left as it was seen stays as somebody else may have set it since.
     *
     * @param seen what held when the values were chosen, by key; a key that is not there is compared with nothing
     * @return what changed
     * @throws ChangedElsewhereException when somebody changed one of them meanwhile to something else
     * @throws InvalidSettingsException with one message key per bad field
     */
    List<Change> save(Person person, Map<String, String> values, Map<String, String> seen);

    /** What {@link #save(Person, Map, Map)} would change and how it would fail; nothing is saved. */
    List<Change> preview(Person person, Map<String, String> values, Map<String, String> seen);

    /** @param to what will hold: of a blank value what lies below */
    record Change(String key, String from, String to, boolean needsRestart) {}

    /** Three values of one setting: when it was looked at, now, and as it should become. */
    record Clash(String seen, String now, String wanted) {}

    /**
     * One setting.
     *
     * @param key for instance {@code filbert.network.port}
     * @param source {@code environment, page, file, default}
     * @param locked set by the environment: cannot be changed here
     * @param choices allowed values, or empty for free text
     */
    record Setting(
            String key,
            String value,
            String defaultValue,
            String source,
            boolean locked,
            boolean needsRestart,
            List<String> choices) {}

    /** Keys to message keys below {@code settings.problem.}. */
    final class InvalidSettingsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Map<String, String> problems;

        public InvalidSettingsException(Map<String, String> problems) {
            super(problems.toString());
            this.problems = Map.copyOf(problems);
        }

        public Map<String, String> problems() {
            return problems;
        }
    }

    /** By key, in which settings somebody else was quicker. */
    final class ChangedElsewhereException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Map<String, Clash> clashes;

        public ChangedElsewhereException(Map<String, Clash> clashes) {
            super(clashes.keySet().toString());
            this.clashes = Map.copyOf(clashes);
        }

        public Map<String, Clash> clashes() {
            return clashes;
        }
    }
}
