package filbert.sharing.library;

/** A file stays where it is. The message is a key below {@code move.problem.} */
public final class NotMovedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public NotMovedException(String problem) {
        super(problem);
    }

    NotMovedException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
