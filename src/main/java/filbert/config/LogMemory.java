package filbert.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import filbert.event.Signal;
import filbert.operations.LogBook;
import filbert.operations.LogLine;
import filbert.operations.Redaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest lines of the log in memory. What is kept holds no secret from the first moment on. */
final class LogMemory extends AppenderBase<ILoggingEvent> implements LogBook, AutoCloseable {
    static final int KEPT = 1_000;

    private static final int MOST_CHARACTERS = 2_000_000; // of all lines together

    private final LoggerContext loggers;
    private final Redaction redaction;
    private final Deque<LogLine> latest = new ArrayDeque<>();
    private final Signal changed = new Signal();
    private final Map<String, Optional<Level>> before = new HashMap<>(); // guarded by this, as all below
    private long characters;
    private long number;

    private LogMemory(LoggerContext loggers, Redaction redaction) {
        this.loggers = loggers;
        this.redaction = redaction;
    }

    /** Listens from now on. */
    static LogMemory listening(Redaction redaction) {
        var loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        var memory = new LogMemory(loggers, redaction);
        memory.setContext(loggers);
        memory.setName("memory");
        memory.start();
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(memory);
        return memory;
    }

    @Override
    protected void append(ILoggingEvent event) {
        keep(event, visible(redaction.secrets(text(event))));
        changed.raise();
    }

    private synchronized void keep(ILoggingEvent event, String text) {
        latest.addLast(new LogLine(++number, event.getInstant(), event.getLevel().toString(), event.getLoggerName(), event.getThreadName(), text));
        characters += text.length();
        while (latest.size() > KEPT || characters > MOST_CHARACTERS) {
            characters -= latest.removeFirst().text().length();
        }
    }

    private static String text(ILoggingEvent event) {
        var text = String.valueOf(event.getFormattedMessage());
        var thrown = event.getThrowableProxy();
        var whole = thrown == null ? text : text + "\n" + ThrowableProxyUtil.asString(thrown);
        return whole.substring(0, Math.min(LogLine.LONGEST, whole.length()));
    }

    /** What a terminal would obey is shown instead. */
    private static String visible(String text) {
        var shown = new StringBuilder(text.length());
        text.strip().codePoints().forEach(point -> {
            if (point == '\n' || point == '\t' || !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT) {
                shown.appendCodePoint(point);
            } else if (point != '\r') {
                shown.append(String.format("\\u%04x", point));
            }
        });
        return shown.toString();
    }

    @Override
    public synchronized List<LogLine> lines() {
        return List.copyOf(latest);
    }

    @Override
    public Signal changed() {
        return changed;
    }

    @Override
    public synchronized Map<String, String> levels() {
        var levels = new TreeMap<String, String>();
        before.keySet().forEach(name -> levels.put(name, loggers.getLogger(name).getEffectiveLevel().toString()));
        return levels;
    }

    @Override
    public synchronized void setLevel(String name, String level) {
        var logger = loggers.getLogger(name);
        if (level.isEmpty()) {
            Optional.ofNullable(before.remove(name)).ifPresent(was -> logger.setLevel(orNone(was)));
        } else {
            before.putIfAbsent(name, Optional.ofNullable(logger.getLevel()));
            logger.setLevel(Level.toLevel(level));
        }
    }

    private static @Nullable Level orNone(Optional<Level> level) {
        return level.orElse(null);
    }

    @Override
    public synchronized void close() {
        before.forEach((name, level) -> loggers.getLogger(name).setLevel(orNone(level)));
        before.clear();
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }
}
