package filbert.operations;

import java.util.List;
import java.util.Locale;

/** Which lines somebody wants to see: this level and worse, of loggers and with texts that contain this, whatever the case. */
public record LogFilter(String level, String logger, String text) {
    public static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    public static final LogFilter ALL = new LogFilter("", "", "");

    private static final int LONGEST = 100;

    /** Whatever was typed: what is no level is none, what is long is cut. */
    public static LogFilter of(String level, String logger, String text) {
        var upper = level.strip().toUpperCase(Locale.ROOT);
        return new LogFilter(LEVELS.contains(upper) ? upper : "", cut(logger), cut(text));
    }

    private static String cut(String typed) {
        var stripped = typed.strip();
        return stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }

    public boolean shows(LogLine line) {
        return (level.isEmpty() || LEVELS.indexOf(line.level()) <= LEVELS.indexOf(level))
                && contains(line.logger(), logger)
                && contains(line.text(), text);
    }

    private static boolean contains(String in, String what) {
        return what.isEmpty() || in.toLowerCase(Locale.ROOT).contains(what.toLowerCase(Locale.ROOT));
    }

    public boolean narrows() {
        return !equals(ALL);
    }
}
