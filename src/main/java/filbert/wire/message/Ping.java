package filbert.wire.message;

import filbert.wire.ggep.Ggep;

/** "Who is there?" (1-connect, 6.2). */
public record Ping(Ggep extensions) implements Message {
    public static final Ping PLAIN = new Ping(Ggep.EMPTY);
}
