package filbert.servent;

import filbert.net.CallFailure;
import java.io.IOException;
import java.util.Locale;

/**
 * Why we are not connected: for whoever finds words for it.
 *
 * @param who the host it is about, or empty
 * @param words that host's with its code in front, or the system's: untranslated, perhaps empty; escape when shown
 */
public record Refusal(Kind kind, String who, String words) {
    public static final Refusal NONE = new Refusal(Kind.NONE, "", "");

    /** What happened. */
    public enum Kind {
        NONE,
        /** Our own port is another program's: its number is the words. */
        PORT_TAKEN,
        /** Our own port could not be opened. */
        NOT_OPEN,
        /** It answered no. */
        REFUSED,
        /** A neighbour said Bye. */
        BYE,
        /** It took the call and said nothing. */
        SILENT,
        /** It says what is no handshake. */
        GARBLED,
        /** No encryption came about. */
        NO_TLS,
        CLOSED,
        NOBODY_THERE,
        UNREACHED,
        NO_WAY,
        OUTSIDE,
        SHUNNED,
        LOST;

        /** As in message keys and for scripts: in small letters, with hyphens. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Nobody could be called. */
    public static Refusal uncalled(String who, IOException cause) {
        return new Refusal(kind(CallFailure.of(cause)), who, String.valueOf(cause.getMessage()));
    }

    /** The connection went before a handshake was over. */
    public static Refusal lost(String who, String words) {
        return new Refusal(kind(CallFailure.of(words)), who, words);
    }

    public boolean isEmpty() {
        return kind == Kind.NONE;
    }

    private static Kind kind(CallFailure failure) {
        return switch (failure) {
            case NOBODY_THERE -> Kind.NOBODY_THERE;
            case UNREACHED -> Kind.UNREACHED;
            case NO_WAY -> Kind.NO_WAY;
            case OUTSIDE -> Kind.OUTSIDE;
            case SHUNNED -> Kind.SHUNNED;
            case CLOSED -> Kind.CLOSED;
            case LOST -> Kind.LOST;
        };
    }
}
