package filbert.wire.message;

/** How long a payload may be (1-connect, 1.3). */
public final class Limits {
    /** No message of any type is longer; a header that says so has lost the stream. */
    public static final int PAYLOAD = 65_535;

    /** What may stand behind the fixed part of a ping, pong or push. */
    public static final int EXTRA = 1_536;

    public static final int BYE = 4_096;

    public static final int QUERY = 1_024;

    /** Longer queries are answered but not passed on. */
    public static final int QUERY_TO_FORWARD = 256;

    private Limits() {}

    /** The longest payload of a type: a longer one that still fits {@link #PAYLOAD} costs the peer its message only. */
    public static int payload(int type) {
        return switch (type) {
            case Header.PING -> EXTRA;
            case Header.PONG -> PongCodec.FIXED_LENGTH + EXTRA;
            case Header.PUSH -> PushCodec.FIXED_LENGTH + EXTRA;
            case Header.BYE -> BYE;
            case Header.QUERY -> QUERY;
            default -> PAYLOAD;
        };
    }

    static void checkExtra(String what, int length) {
        if (length > EXTRA) {
            throw new MalformedMessageException(what + " with " + length + " extra bytes, at most " + EXTRA);
        }
    }
}
