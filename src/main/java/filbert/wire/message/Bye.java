package filbert.wire.message;

/** Why this connection ends; the last message on it (1-connect, 5.4). {@code code} is unsigned 16 bits. */
public record Bye(int code, String reason) implements Message {}
