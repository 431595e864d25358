package filbert.sharing.download;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

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
        /** The disk does not give it out: an error of it, or one that Filbert may not read. */
        DISK,
        /** The program stops. */
        STOPPED
    }

    public UnreadableException(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    /** What became of a file that was there: it is gone, or another one, or its disk does not give it out. */
    public static Why why(IOException trouble) {
        return trouble instanceof AnotherFileException || trouble instanceof NoSuchFileException ? Why.CHANGED : Why.DISK;
    }

    public Why why() {
        return why;
    }
}
