package filbert.wire.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message of a type we do not know: read, never sent. Treat {@code payload} as immutable. */
@SuppressWarnings("ArrayRecordComponent") // contents are compared, and never changed
public record Unknown(int type, byte[] payload) implements Message {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Unknown that && type == that.type && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(payload);
    }
}
