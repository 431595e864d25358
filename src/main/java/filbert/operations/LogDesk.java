package filbert.operations;

import filbert.event.Signal;
import filbert.household.Person;
import filbert.household.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The log, for the owner. */
public final class LogDesk {
    private static final String OURS = "filbert";
    private static final int LONGEST_NAME = 200;
    private static final int MOST_CHANGED = 20;

    private final LogBook book;

    public LogDesk(LogBook book) {
        this.book = book;
    }

    /** Newest first. @param after only those with a higher number */
    public List<LogLine> lines(Person person, LogFilter filter, long after, int atMost) {
        person.require(Role.OWNER);
        return book.lines().reversed().stream().filter(line -> line.number() > after && filter.shows(line)).limit(atMost).toList();
    }

    public Map<String, String> levels(Person person) {
        person.require(Role.OWNER);
        return book.levels();
    }

    /**
     * Until the program ends this logger, and those below it, log this much. Only ours: what others would say at these levels may hold what is nobody's business,
     * such as the headers of requests.
     *
     * @param level a word of {@link LogFilter#LEVELS}; blank: as it was at the start
     * @throws IllegalArgumentException with a message key below {@code logs.problem.}: {@code level, logger} or {@code many}
     */
    public void setLevel(Person person, String logger, String level) {
        person.require(Role.OWNER);
        var upper = level.strip().toUpperCase(Locale.ROOT);
        if (!upper.isEmpty() && !LogFilter.LEVELS.contains(upper)) {
            throw new IllegalArgumentException("logs.problem.level");
        }
        var name = logger.strip();
        if (name.length() > LONGEST_NAME || !name.matches(OURS + "(\\.[A-Za-z0-9_$]+)*")) {
            throw new IllegalArgumentException("logs.problem.logger");
        }
        if (!upper.isEmpty() && book.levels().size() >= MOST_CHANGED && !book.levels().containsKey(name)) {
            throw new IllegalArgumentException("logs.problem.many");
        }
        book.setLevel(name, upper);
    }

    public Signal changed() {
        return book.changed();
    }
}
