package filbert.wire.message;

/** A message of a type we do not know: read, never sent. */
public record Unknown(int type, byte[] payload) implements Message {}
