package filbert.wire.message;

/**
 * One part of a query routing table (2-search, 4.3). {@code data} is this message's share of the possibly compressed entries; treat it as
 * immutable.
 *
 * @param sequence from 1 to {@code sequenceSize}
 * @param compressor 0 none, 1 zlib
 */
public record QrpPatch(int sequence, int sequenceSize, int compressor, int entryBits, byte[] data) implements Message {}
