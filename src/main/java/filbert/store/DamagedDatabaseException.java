package filbert.store;

import java.nio.file.Path;

/** There is a database, but it cannot be opened. */
public final class DamagedDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path file;

    DamagedDatabaseException(Path file, Throwable cause) {
        super("The database " + file + " cannot be opened: " + deepest(cause), cause);
        this.file = file;
    }

    public Path file() {
        return file;
    }

    private static String deepest(Throwable cause) {
        var deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        var words = String.valueOf(deepest.getMessage());
        return words.lines().findFirst().orElse(words);
    }
}
