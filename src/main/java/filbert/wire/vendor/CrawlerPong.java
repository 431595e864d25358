package filbert.wire.vendor;

import filbert.identity.HostAddress;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers a {@link CrawlerPing}: number of ultrapeers u8, of leaves u8, features u8, then for each, ultrapeers first, IPv4 in network order and port
 * little-endian (1-connect, 10.3). We give no features; those of others are skipped.
 *
 * @param ultrapeers at most 255, IPv4
 * @param leaves likewise
 */
public record CrawlerPong(List<HostAddress> ultrapeers, List<HostAddress> leaves) implements VendorMessage {
    private static final int HEAD = 3;
    private static final int MINUTES = 0x01;
    private static final int LANGUAGE = 0x02;
    private static final int USER_AGENTS = 0x08; // behind the entries

    public CrawlerPong {
        ultrapeers = List.copyOf(ultrapeers);
        leaves = List.copyOf(leaves);
    }

    static Optional<CrawlerPong> read(int version, ByteBuf body) {
        if (version != 1 || body.readableBytes() < HEAD) {
            return Optional.empty();
        }
        var ultrapeers = body.readUnsignedByte();
        var leaves = body.readUnsignedByte();
        var features = body.readUnsignedByte();
        var more = ((features & MINUTES) != 0 ? 2 : 0) + ((features & LANGUAGE) != 0 ? 2 : 0);
        var length = (ultrapeers + leaves) * (Fields.ADDRESS_LENGTH + more);
        var fits = (features & USER_AGENTS) == 0 ? body.readableBytes() == length : body.readableBytes() >= length;
        return fits ? Optional.of(new CrawlerPong(entries(body, ultrapeers, more), entries(body, leaves, more))) : Optional.empty();
    }

    private static List<HostAddress> entries(ByteBuf body, int count, int more) {
        var hosts = new ArrayList<HostAddress>(count);
        for (var i = 0; i < count; i++) {
            hosts.add(HostAddress.of(body.readInt(), body.readUnsignedShortLE()));
            body.skipBytes(more);
        }
        return hosts;
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, 6, 1, Fields.body(out -> {
            out.writeByte(ultrapeers.size()).writeByte(leaves.size()).writeByte(0);
            ultrapeers.forEach(host -> out.writeBytes(Fields.addressBody(host)));
            leaves.forEach(host -> out.writeBytes(Fields.addressBody(host)));
        }));
    }
}
