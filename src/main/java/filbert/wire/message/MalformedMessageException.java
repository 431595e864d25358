package filbert.wire.message;

/** Bytes that are not what they claim to be: the peer's fault, and ordinary. Stackless; the message says what came and what was allowed. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedMessageException(String what) {
        super(what, null, false, false);
    }
}
