package filbert.operations;

import java.time.Instant;

/**
 * One line of the log, as it is kept for people: secrets are taken out, control characters made visible, and it is no longer than {@value #LONGEST}.
 *
 * @param number grows by one with each
 * @param level {@code ERROR, WARN, INFO, DEBUG} or {@code TRACE}
 */
public record LogLine(long number, Instant at, String level, String logger, String thread, String text) {
    public static final int LONGEST = 8_000; // characters: a stack trace down to where it becomes the framework's
}
