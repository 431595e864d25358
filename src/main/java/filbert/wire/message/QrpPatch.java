package filbert.wire.message;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of a query routing table (2-search, 4.3). {@code data} is this message's share of the possibly compressed entries; treat it as
 * immutable.
 *
 * @param sequence from 1 to {@code sequenceSize}
 * @param compressor 0 none, 1 zlib
 */
@SuppressWarnings("ArrayRecordComponent") // contents are compared, and never changed
public record QrpPatch(int sequence, int sequenceSize, int compressor, int entryBits, byte[] data) implements Message {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QrpPatch that
                && sequence == that.sequence
                && sequenceSize == that.sequenceSize
                && compressor == that.compressor
                && entryBits == that.entryBits
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sequence, sequenceSize, compressor, entryBits, Arrays.hashCode(data));
    }
}
