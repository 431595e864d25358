package filbert.sharing.download;

/** Bytes of a download cannot be had now. Costs the reader its answer, nobody else anything. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;

    /** What keeps a reader from its bytes. */
    public enum Why {
        /** Nobody has said yet how large the file is. */
        SIZE_UNKNOWN,
        /** This person, or the household, reads enough already. */
        TOO_MANY,
        /** Nothing arrived where it reads for a minute. */
        STALLED,
        /** It took nothing for a minute. */
        IDLE,
        /** Nobody fetches what is not there yet. */
        PAUSED,
        FAILED,
        REMOVED,
        /** The finished file is not where it was put, or is another one now. */
        CHANGED,
        /** The program stops. */
        STOPPED
    }

    public UnreadableException(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
