package filbert.wire.message;

import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;

/** "I am here, and this is what I share": {@code files} and {@code kibibytes} are unsigned 32 bits (1-connect, 6.1). */
public record Pong(HostAddress host, long files, long kibibytes, Ggep extensions) implements Message {}
