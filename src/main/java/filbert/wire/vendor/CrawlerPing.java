package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * "Who are your neighbours?": most ultrapeers u8, most leaves u8, features u8 (1-connect, 10.3).
 *
 * @param ultrapeers {@link #ALL} for no limit
 * @param leaves likewise
 */
public record CrawlerPing(int ultrapeers, int leaves, int features) implements VendorMessage {
    public static final int ALL = 0xFF;

    private static final int LENGTH = 3;

    static Optional<CrawlerPing> read(int version, ByteBuf body) {
        return version == 1 && body.readableBytes() >= LENGTH
                ? Optional.of(new CrawlerPing(body.readUnsignedByte(), body.readUnsignedByte(), body.readUnsignedByte()))
                : Optional.empty();
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, 5, 1, (byte) ultrapeers, (byte) leaves, (byte) features);
    }
}
