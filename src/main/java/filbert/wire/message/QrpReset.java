package filbert.wire.message;

/** Forget the query routing table and expect a new one of {@code slots} entries (2-search, 4.3). */
public record QrpReset(long slots, int infinity) implements Message {}
