package filbert.wire.ggep;

import filbert.identity.HostAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Lists of hosts as GGEP packs them: IPv4 of 4 or IPv6 of 16 bytes in network order, each with its port u16 little-endian; and the bitmaps beside
 * them, one bit a host, the first one most significant, trailing zero bytes cut (1-connect, 6.3).
 */
public final class PackedHosts {
    public static final int IPV4 = 4;
    public static final int IPV6 = 16;

    private static final int PORT = 2;

    private PackedHosts() {}

    /**
     * @param addressLength {@link #IPV4} or {@link #IPV6}
     * @return empty when the length is no multiple of an entry's; ports may be 0
     */
    public static Optional<List<HostAddress>> read(byte[] packed, int addressLength) {
        if (packed.length % (addressLength + PORT) != 0) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        var hosts = new ArrayList<HostAddress>(packed.length / (addressLength + PORT));
        while (in.hasRemaining()) {
            var ip = new byte[addressLength];
            in.get(ip);
            hosts.add(HostAddress.of(ip, Short.toUnsignedInt(in.getShort())));
        }
        return Optional.of(hosts);
    }

    /** Hosts of one family, one behind the other. */
    public static byte[] write(List<HostAddress> hosts) {
        var length = hosts.stream().mapToInt(host -> host.ip().getAddress().length + PORT).sum();
        var out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        hosts.forEach(host -> out.put(host.ip().getAddress()).putShort((short) host.port()));
        return out.array();
    }

    public static BitSet readBits(byte[] bitmap) {
        var bits = new BitSet();
        for (var i = 0; i < bitmap.length * Byte.SIZE; i++) {
            bits.set(i, (bitmap[i / Byte.SIZE] & 0x80 >> i % Byte.SIZE) != 0);
        }
        return bits;
    }

    public static byte[] writeBits(BitSet bits) {
        var bitmap = new byte[(bits.length() + Byte.SIZE - 1) / Byte.SIZE];
        bits.stream().forEach(i -> bitmap[i / Byte.SIZE] |= (byte) (0x80 >> i % Byte.SIZE));
        return bitmap;
    }
}
