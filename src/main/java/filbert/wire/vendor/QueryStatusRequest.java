package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** An ultrapeer asks its leaf how many hits it kept of the query whose GUID is in the header; no body (1-connect, 10.2). */
public record QueryStatusRequest() implements VendorMessage {
    static Optional<QueryStatusRequest> read(int version, ByteBuf body) {
        return version == 1 && !body.isReadable() ? Optional.of(new QueryStatusRequest()) : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(BEARSHARE, 11, 1);
    }
}
