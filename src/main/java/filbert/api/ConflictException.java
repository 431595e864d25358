package filbert.api;

/** A command that means nothing in the thing's present state; the message is a message key. */
final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConflictException(String key) {
        super(key);
    }
}
