package filbert.store;

import java.nio.file.Path;

/** There is a database, but it cannot be opened. */
public final class DamagedDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final String words;

    DamagedDatabaseException(Path file, Throwable cause) {
        super("The database " + file + " cannot be opened: " + deepest(cause), cause);
        this.file = file;
        words = deepest(cause);
    }

    public Path file() {
        return file;
    }

    /** The system's, untranslated. */
    public String words() {
        return words;
    }

    /** What the lowest layer that has something to say says, in one line. */
    private static String deepest(Throwable cause) {
        var words = cause.toString();
        for (var next = cause; next != null; next = next.getCause()) {
            words = next.getMessage() == null ? words : next.getMessage();
        }
        return words.lines().findFirst().orElse(words);
    }
}
