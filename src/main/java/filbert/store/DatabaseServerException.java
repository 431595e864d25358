package filbert.store;

import java.sql.SQLException;
import java.util.Set;

/** A database server that does not answer, or does not let us in. The message is one line and holds no password. */
public final class DatabaseServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** PostgreSQL, appendix A: it shuts down, was shut down, starts up, or has all the connections it takes. */
    private static final Set<String> FOR_NOW = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String CONNECTION = "08"; // the class of all that is wrong with the line itself

    private final boolean passing;

    DatabaseServerException(DatabaseServer server, SQLException cause) {
        super("The database server " + server.place() + " says: " + firstLine(cause) + ".", cause);
        this.passing = isPassing(cause);
    }

    private static boolean isPassing(SQLException cause) {
        var state = cause.getSQLState() == null ? "" : cause.getSQLState();
        return state.startsWith(CONNECTION) && !state.equals("08P01") || FOR_NOW.contains(state);
    }

    private static String firstLine(SQLException cause) {
        var words = String.valueOf(cause.getMessage());
        return words.lines().findFirst().orElse(words).replaceFirst("\\.$", "");
    }

    /** Whether it may come back by itself: nobody answers, or not yet. A wrong password does not. */
    public boolean passing() {
        return passing;
    }
}
