package filbert.api;

import java.util.Locale;

/** Lines of the Prometheus text format, version 0.0.4. */
final class PrometheusText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** What can go up and down. */
    PrometheusText gauge(String name, String help, double value) {
        return head(name, help, "gauge").line(name, "", value);
    }

    /** What only grows, until Filbert starts again. */
    PrometheusText counter(String name, String help, double value) {
        return head(name, help, "counter").line(name, "", value);
    }

    PrometheusText head(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    PrometheusText line(String name, String label, String labelled, double value) {
        return line(name, "{" + label + "=\"" + labelled.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}", value);
    }

    private PrometheusText line(String name, String labels, double value) {
        text.append(name).append(labels).append(' ').append(value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value)).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
