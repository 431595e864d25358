package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** "Call me at this port of the address you know": port u16 little-endian, exactly two bytes (1-connect, 10.2). */
public record TcpConnectBack(int port) implements VendorMessage {
    static Optional<TcpConnectBack> read(int version, ByteBuf body) {
        return version == 1 ? Fields.port(body).map(TcpConnectBack::new) : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(BEARSHARE, 7, 1, Fields.portBody(port));
    }
}
