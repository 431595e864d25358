package filbert.wire.vendor;

import filbert.identity.Guid;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * "Ping me over UDP at this port": port u16 little-endian. The ping shall carry the GUID in the header, or, in version 1, the one behind the
 * port (1-connect, 10.2).
 *
 * @param guid that of version 1; we send version 2
 */
public record UdpConnectBack(int port, Optional<Guid> guid) implements VendorMessage {
    public UdpConnectBack(int port) {
        this(port, Optional.empty());
    }

    static Optional<UdpConnectBack> read(int version, ByteBuf body) {
        return switch (version) {
            case 1 -> {
                if (body.readableBytes() != Fields.PORT_LENGTH + Guid.LENGTH) {
                    yield Optional.empty();
                }
                var port = Fields.port(body.readSlice(Fields.PORT_LENGTH));
                var guid = new Guid(body.readLong(), body.readLong());
                yield port.map(known -> new UdpConnectBack(known, Optional.of(guid)));
            }
            case 2 -> Fields.port(body).map(UdpConnectBack::new);
            default -> Optional.empty();
        };
    }

    @Override
    public Vendor toVendor() {
        return guid.map(named -> new Vendor(GTK_GNUTELLA, 7, 1, Fields.body(out ->
                        out.writeShortLE(port).writeLong(named.high()).writeLong(named.low()))))
                .orElseGet(() -> new Vendor(GTK_GNUTELLA, 7, 2, Fields.portBody(port)));
    }
}
