package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A leaf's wish not to have its queries sent out in its ultrapeer's name: no body for "never", or one byte, "not for versions up to this", 0
 * taking it back (1-connect, 10.2).
 */
public record OutOfBandProxyVeto(Optional<Integer> upToVersion) implements VendorMessage {
    /** May a query for hits of this version be sent in the ultrapeer's name? */
    public boolean allows(int version) {
        return upToVersion.filter(vetoed -> version > vetoed).isPresent();
    }

    static Optional<OutOfBandProxyVeto> read(int version, ByteBuf body) {
        if (version != 1 || body.readableBytes() > 1) {
            return Optional.empty();
        }
        var vetoed = body.isReadable() ? Optional.of((int) body.readUnsignedByte()) : Optional.<Integer>empty();
        return Optional.of(new OutOfBandProxyVeto(vetoed));
    }

    @Override
    public Vendor toVendor() {
        return upToVersion
                .map(vetoed -> new Vendor(LIMEWIRE, 13, 1, vetoed.byteValue()))
                .orElseGet(() -> new Vendor(LIMEWIRE, 13, 1));
    }
}
