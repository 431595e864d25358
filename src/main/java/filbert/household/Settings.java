package filbert.household;

import java.util.List;
import java.util.Map;

/** What can be set in the browser. Precedence: environment, then here, then {@code application.yml}, then the default. */
public interface Settings {
    /** @param section {@code general, network, downloads, sharing, ...} */
    List<Setting> section(Person person, String section);

    /**
     * Saves all or nothing; durable when it returns.
     *
     * @param values by key; a blank value goes back to what lies below
     * @throws InvalidSettingsException with one message key per bad field
     */
    void save(Person person, Map<String, String> values);

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
}
