package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A leaf tells how many hits it kept of the query whose GUID is in the header: u16 little-endian (1-connect, 10.2).
 *
 * @param kept {@link #STOP} ends the query
 */
public record QueryStatusResponse(int kept) implements VendorMessage {
    public static final int STOP = 0xFFFF;

    static Optional<QueryStatusResponse> read(int version, ByteBuf body) {
        return version == 1 && body.readableBytes() == Short.BYTES
                ? Optional.of(new QueryStatusResponse(body.readUnsignedShortLE()))
                : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(BEARSHARE, 12, 1, Fields.portBody(kept));
    }
}
