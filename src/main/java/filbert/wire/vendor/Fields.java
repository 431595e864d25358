package filbert.wire.vendor;

import filbert.identity.HostAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.function.Consumer;

/** Parts that several bodies share. */
final class Fields {
    static final int PORT_LENGTH = 2;
    static final int ADDRESS_LENGTH = 6;

    private Fields() {}

    /** A port u16 little-endian that is all there is, and not 0. */
    static Optional<Integer> port(ByteBuf body) {
        return body.readableBytes() == PORT_LENGTH ? Optional.of(body.readUnsignedShortLE()).filter(port -> port != 0) : Optional.empty();
    }

    /** IPv4 in network order and port u16 little-endian that are all there is. */
    static Optional<HostAddress> address(ByteBuf body) {
        return body.readableBytes() == ADDRESS_LENGTH
                ? Optional.of(HostAddress.of(body.readInt(), body.readUnsignedShortLE())).filter(host -> host.port() != 0)
                : Optional.empty();
    }

    static byte[] portBody(int port) {
        return body(out -> out.writeShortLE(port));
    }

    /** @throws IllegalArgumentException for an IPv6 address */
    static byte[] addressBody(HostAddress host) {
        if (!host.isIpv4()) {
            throw new IllegalArgumentException("IPv4 address needed, not " + host);
        }
        return body(out -> out.writeBytes(host.ip().getAddress()).writeShortLE(host.port()));
    }

    static byte[] body(Consumer<ByteBuf> writer) {
        var out = Unpooled.buffer();
        writer.accept(out);
        return ByteBufUtil.getBytes(out);
    }
}
