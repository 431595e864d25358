package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** "Pass no more pushes on to me": no body (1-connect, 10.2). */
public record PushProxyCancel() implements VendorMessage {
    static Optional<PushProxyCancel> read(int version, ByteBuf body) {
        return version == 1 && !body.isReadable() ? Optional.of(new PushProxyCancel()) : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(GTK_GNUTELLA, 21, 1);
    }
}
