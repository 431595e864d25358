package filbert.store;

/** There is a database, but a newer Filbert has changed it in ways this one does not know. */
public final class NewerDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NewerDatabaseException(String message) {
        super(message);
    }
}
