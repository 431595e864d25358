package filbert.web.admin;

import filbert.operations.LogLine;
import filbert.web.LiveRow;
import filbert.web.Moment;

/** @param kind a class that colours the level; {@code logger} without the packages, {@code fullLogger} with them; {@code more} what follows the first line */
record LogRow(String id, Moment at, String level, String kind, String logger, String fullLogger, String text, String more) implements LiveRow {
    static LogRow of(LogLine line) {
        var end = line.text().indexOf('\n');
        return new LogRow(
                "log-" + line.number(),
                Moment.precise(line.at()),
                line.level(),
                switch (line.level()) {
                    case "ERROR" -> "bad";
                    case "WARN" -> "warn";
                    case "INFO" -> "info";
                    default -> "";
                },
                line.logger().substring(line.logger().lastIndexOf('.') + 1),
                line.logger(),
                end < 0 ? line.text() : line.text().substring(0, end),
                end < 0 ? "" : line.text().substring(end + 1));
    }
}
