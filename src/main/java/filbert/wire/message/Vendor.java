package filbert.wire.message;

/**
 * A vendor message, its body still opaque (1-connect, section 10).
 *
 * @param vendor four characters, Latin-1
 * @param type 0x31, or 0x32 for the "standard" spelling of the same
 */
public record Vendor(String vendor, int selector, int version, byte[] body, int type) implements Message {}
