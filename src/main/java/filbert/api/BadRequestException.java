package filbert.api;

/** A request that says too little or nonsense; the message is a message key. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequestException(String key) {
        super(key);
    }

    BadRequestException(String key, Throwable cause) {
        super(key, cause);
    }
}
