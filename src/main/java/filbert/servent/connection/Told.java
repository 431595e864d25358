package filbert.servent.connection;

import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.VendorMessage;
import org.jspecify.annotations.Nullable;

/** What a peer told us of itself since the handshake. Confined to the owner. */
final class Told {
    private final PeerCapabilities peer;
    private @Nullable MessagesSupported supported;
    private Features features = Features.NONE;

    Told(PeerCapabilities peer) {
        this.peer = peer;
    }

    /** Said again, the first one counts. */
    void heard(MessagesSupported told) {
        supported = supported == null ? told : supported;
    }

    /** Said again, the last one counts. */
    void heard(Features told) {
        features = told;
    }

    Features features() {
        return features;
    }

    boolean reads(String vendor, int selector) {
        return supported != null && supported.version(vendor, selector).isPresent();
    }

    /** Never a version above the one the peer told. */
    boolean mayRead(Vendor message) {
        return peer.vendorMessages() && (supported == null ? message.vendor().equals(VendorMessage.NOBODY) : supported.allows(message));
    }
}
