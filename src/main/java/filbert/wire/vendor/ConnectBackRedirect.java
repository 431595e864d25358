package filbert.wire.vendor;

import filbert.identity.HostAddress;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * An ultrapeer passes a connect-back request on: IPv4 in network order, port u16 little-endian. Over UDP the ping shall carry the header's GUID
 * (1-connect, 10.2).
 */
public record ConnectBackRedirect(Transport transport, HostAddress target) implements VendorMessage {
    /** How the target is to be called. */
    public enum Transport {
        TCP(7),
        UDP(8);

        private final int selector;

        Transport(int selector) {
            this.selector = selector;
        }
    }

    static Optional<ConnectBackRedirect> read(Transport transport, int version, ByteBuf body) {
        return version == 1 ? Fields.address(body).map(target -> new ConnectBackRedirect(transport, target)) : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, transport.selector, 1, Fields.addressBody(target));
    }
}
