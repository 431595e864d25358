package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * "I have this many hits, claim them": hits u8, and from version 2 flags u8 with bit 0 for "I receive unsolicited UDP". The GUID is the
 * query's (1-connect, 10.2; 2-search, section 7).
 *
 * @param hits 1 to 255; 255 may stand for more
 * @param version 3 towards those who asked with SO, else 2; 1 is only read
 */
public record OutOfBandOffer(int hits, boolean reachable, int version) implements VendorMessage {
    private static final int REACHABLE = 0x01;

    static Optional<OutOfBandOffer> read(int version, ByteBuf body) {
        if (version < 1 || version > 3 || body.readableBytes() < Math.min(version, 2)) {
            return Optional.empty();
        }
        var hits = body.readUnsignedByte();
        var reachable = version > 1 && (body.readUnsignedByte() & REACHABLE) != 0;
        return hits == 0 ? Optional.empty() : Optional.of(new OutOfBandOffer(hits, reachable, version));
    }

    @Override
    public Vendor toVendor() {
        var flags = (byte) (reachable ? REACHABLE : 0);
        return version == 1
                ? new Vendor(LIMEWIRE, 12, 1, (byte) hits)
                : new Vendor(LIMEWIRE, 12, version, (byte) hits, flags);
    }
}
