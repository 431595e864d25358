package filbert.wire.vendor;

import filbert.identity.HostAddress;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Optional;

/**
 * "I pass pushes on to you, tell others to ask me at this address": port u16 little-endian, from version 2 with IPv4 in network order before it.
 * The header's GUID is the leaf's servent GUID (1-connect, 10.2).
 *
 * @param ip empty in version 1: that of the connection is meant; LimeWire takes version 2 only
 */
public record PushProxyAcknowledgement(Optional<InetAddress> ip, int port) implements VendorMessage {
    public static PushProxyAcknowledgement at(HostAddress proxy) {
        return new PushProxyAcknowledgement(Optional.of(proxy.ip()), proxy.port());
    }

    static Optional<PushProxyAcknowledgement> read(int version, ByteBuf body) {
        return switch (version) {
            case 1 -> Fields.port(body).map(port -> new PushProxyAcknowledgement(Optional.empty(), port));
            case 2 -> Fields.address(body).map(PushProxyAcknowledgement::at);
            default -> Optional.empty();
        };
    }

    @Override
    public Vendor toVendor() {
        return ip.map(known -> new Vendor(LIMEWIRE, 22, 2, Fields.addressBody(new HostAddress(known, port))))
                .orElseGet(() -> new Vendor(LIMEWIRE, 22, 1, Fields.portBody(port)));
    }
}
