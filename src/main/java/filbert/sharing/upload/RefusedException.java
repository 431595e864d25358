package filbert.sharing.upload;

/** A request that gets no file. Stackless: the peer's doing, and ordinary. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Status status;

    /** @param why goes behind the status code; printable characters only */
    RefusedException(Status status, String why) {
        super(why, null, false, false);
        this.status = status;
    }

    Status status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
