package filbert.wire.message;

import java.util.Optional;

/**
 * An ultrapeer's free places: key UP, version, leaf slots, ultrapeer slots, a byte each (1-connect, 6.3).
 */
public record FreeSlots(int leaf, int ultrapeer) {
    static final String KEY = "UP";
    private static final int LENGTH = 3;
    private static final int MOST = 255;

    static Optional<FreeSlots> read(byte[] payload) {
        return payload.length == LENGTH ? Optional.of(new FreeSlots(payload[1] & 0xFF, payload[2] & 0xFF)) : Optional.empty();
    }

    byte[] bytes() {
        return new byte[] {0, (byte) Math.min(leaf, MOST), (byte) Math.min(ultrapeer, MOST)};
    }
}
