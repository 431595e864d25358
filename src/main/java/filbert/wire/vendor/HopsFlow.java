package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * "Send me no query with this many hops or more": one byte, 255 for no limit (1-connect, 5.3 and 10.2).
 *
 * @param hops 0 to 255
 */
public record HopsFlow(int hops) implements VendorMessage {
    static Optional<HopsFlow> read(int version, ByteBuf body) {
        return version == 1 && body.readableBytes() == 1 ? Optional.of(new HopsFlow(body.readUnsignedByte())) : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(BEARSHARE, 4, 1, (byte) hops);
    }
}
