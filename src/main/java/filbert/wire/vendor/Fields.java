package filbert.wire.vendor;

import filbert.identity.HostAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts that several bodies share. */
final class Fields {
    static final int PORT_LENGTH = 2;
    static final int ADDRESS_LENGTH = 6;

    private static final int NAME_LENGTH = 4;
    private static final Map<String, String> COMMON_NAMES = Stream.of(
                    VendorMessage.NOBODY,
                    VendorMessage.BEARSHARE,
                    VendorMessage.GTK_GNUTELLA,
                    VendorMessage.LIMEWIRE,
                    Features.TCP_INCOMING,
                    Features.WHATS_NEW)
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> name));

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

    /** Four characters. Those that everybody says are the same object each time: they are kept with every neighbour. */
    static String name(ByteBuf body) {
        var name = body.readCharSequence(NAME_LENGTH, StandardCharsets.ISO_8859_1).toString();
        return COMMON_NAMES.getOrDefault(name, name);
    }

    static byte[] body(Consumer<ByteBuf> writer) {
        var out = Unpooled.buffer();
        writer.accept(out);
        return ByteBufUtil.getBytes(out);
    }
}
