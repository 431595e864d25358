package filbert.sharing.download;

import filbert.net.CallFailure;
import filbert.sharing.download.http.ReplyHead;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Why a source is left alone for a while or given up, or where in its queue we wait: for whoever finds words for it.
 *
 * @param figures what its kind says
 * @param words of the other side, or of the system: untranslated, empty where there are none; escape when shown
 */
public record Grounds(Kind kind, List<Long> figures, String words) {
    public static final Grounds NONE = of(Kind.NONE);

    private static final int LONGEST = 200; // characters of what others say

    public Grounds {
        figures = List.copyOf(figures);
        words = words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }

    /** What each counts, after the colon. */
    public enum Kind {
        NONE,
        /** Lets us wait in its queue: place. */
        PLACE,
        /** Forgets our place in its queue each time. */
        FORGETS_PLACE,

        /** Sends nothing at all in time. */
        NO_ANSWER,
        /** Stops in the middle. */
        STALLED,
        /** Says what is no HTTP. */
        NO_HTTP,
        /** Closed the connection. */
        CLOSED,
        /** The connection was lost, as the system's words say. */
        LOST,

        /** Nothing listens there. */
        NOBODY_THERE,
        /** A call that nobody took in time. */
        UNREACHED,
        /** The network knows no way there. */
        NO_WAY,
        /** An address of another network than ours. */
        OUTSIDE,
        /** Banned, or listed as hostile. */
        SHUNNED,
        /** Was asked to call us, and did not. */
        CALLED_IN_VAIN,
        /** Cannot be called, and nobody passes on that it is to call. */
        NO_PUSH,

        /** Does not have it: HTTP status. */
        MISSING,
        /** No room for us now: HTTP status. */
        BUSY,
        /** Gives us nothing: HTTP status. */
        FORBIDDEN,
        /** Was asked too often: HTTP status. */
        TOO_OFTEN,
        /** Does not have the part we asked for: HTTP status. */
        OTHER_PART,
        /** Any other HTTP status. */
        REFUSED,

        /** Has only what we have too. */
        NOTHING_NEW,
        /** Sends a few bytes at a time. */
        STINGY,
        /** What it sent failed the tiger tree. */
        WRONG_BYTES,
        /** Another file under this hash. */
        ANOTHER_FILE,
        /** Does not say how large the file is. */
        NO_SIZE,
        /** Its file is of another size: its bytes, ours. */
        ANOTHER_SIZE,
        /** Sends the file encoded. */
        ENCODED,
        /** Cannot send a part. */
        WHOLE_ONLY,
        /** Does not say which part it sends. */
        NO_RANGE,
        /** Sends another part: its first and last byte, ours. */
        ANOTHER_RANGE,
        /** A part in a body of another length: bytes of the part, of the body. */
        ANOTHER_LENGTH;

        /** As in message keys and for scripts: in small letters, with hyphens. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    static Grounds of(Kind kind, long... figures) {
        return new Grounds(kind, LongStream.of(figures).boxed().toList(), "");
    }

    static Grounds said(Kind kind, String words, long... figures) {
        return new Grounds(kind, LongStream.of(figures).boxed().toList(), words);
    }

    /** A reply without data. */
    static Grounds refused(ReplyHead head) {
        var kind = switch (head.status()) {
            case 404, 410 -> Kind.MISSING;
            case 401, 403 -> Kind.FORBIDDEN;
            case 416 -> Kind.OTHER_PART;
            case 429 -> Kind.TOO_OFTEN;
            case 503 -> Kind.BUSY;
            default -> Kind.REFUSED;
        };
        return said(kind, (head.status() + " " + head.reason()).strip(), head.status());
    }

    /** Nobody could be called. */
    static Grounds uncalled(IOException cause) {
        return of(CallFailure.of(cause), String.valueOf(cause.getMessage()));
    }

    /** @param words the system's */
    static Grounds lost(String words) {
        return of(CallFailure.of(words), words);
    }

    private static Grounds of(CallFailure failure, String words) {
        return switch (failure) {
            case NOBODY_THERE -> of(Kind.NOBODY_THERE);
            case UNREACHED -> of(Kind.UNREACHED);
            case NO_WAY -> of(Kind.NO_WAY);
            case OUTSIDE -> of(Kind.OUTSIDE);
            case SHUNNED -> of(Kind.SHUNNED);
            case CLOSED -> of(Kind.CLOSED);
            case LOST -> said(Kind.LOST, words);
        };
    }
}
