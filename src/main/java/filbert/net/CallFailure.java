package filbert.net;

import java.io.IOException;
import java.util.Locale;

/** Why nobody could be called, or a connection was lost: sorted by what it means to people. */
public enum CallFailure {
    /** Nothing listens there. */
    NOBODY_THERE,
    /** Nobody took the call in time. */
    UNREACHED,
    /** The network knows no way there. */
    NO_WAY,
    /** An address of another network than ours. */
    OUTSIDE,
    /** Banned, or listed as hostile. */
    SHUNNED,
    /** The other side closed the connection. */
    CLOSED,
    /** Something else: only the system's words say it. */
    LOST;

    public static CallFailure of(IOException cause) {
        return cause instanceof NotCalledException ours
                ? switch (ours.rule()) {
                    case OUTSIDE -> OUTSIDE;
                    case SHUNNED -> SHUNNED;
                    case NO_WAY -> NO_WAY;
                }
                : of(String.valueOf(cause.getMessage()));
    }

    /** There are hardly any types for these: the words are the C library's, the JDK's or Netty's, untranslated. */
    public static CallFailure of(String words) {
        var low = words.toLowerCase(Locale.ROOT);
        if (words.isEmpty() || low.contains("connection reset") || low.contains("broken pipe")) {
            return CLOSED;
        }
        if (low.contains("refused")) {
            return NOBODY_THERE;
        }
        if (low.contains("timed out")) {
            return UNREACHED;
        }
        return low.contains("no route to host") || low.contains("unreachable") ? NO_WAY : LOST;
    }
}
