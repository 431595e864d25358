package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** "Pass pushes on to me": no body; the header's GUID is the leaf's servent GUID (1-connect, 10.4). */
public record PushProxyRequest() implements VendorMessage {
    static Optional<PushProxyRequest> read(int version, ByteBuf body) {
        return version >= 1 && version <= 2 && !body.isReadable() ? Optional.of(new PushProxyRequest()) : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, 21, 1);
    }
}
