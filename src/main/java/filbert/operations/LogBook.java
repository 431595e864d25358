package filbert.operations;

import filbert.event.Signal;
import java.util.List;
import java.util.Map;

/** The latest lines of the log, and how much is logged. Thread-safe. */
public interface LogBook {
    /** All that are kept, oldest first. */
    List<LogLine> lines();

    Signal changed();

    /** Loggers that somebody set to another level since the start, and to which. */
    Map<String, String> levels();

    /** @param level empty: as it was at the start */
    void setLevel(String logger, String level);
}
