package filbert.wire.message;

/**
 * Why this connection ends; the last message on it (1-connect, 5.4). {@code code} is unsigned 16 bits; {@code reason} may go on with CRLF and
 * header lines.
 */
public record Bye(int code, String reason) implements Message {
    /** The reason without the header lines some servents put behind it. */
    public String firstLine() {
        return reason.lines().findFirst().orElse("");
    }
}
