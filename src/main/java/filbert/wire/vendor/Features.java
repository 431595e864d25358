package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the sender can do: count u16 little-endian, then name 4 bytes and version u16 each; LimeWire may append a second list with numbers of
 * four bytes, which is skipped (1-connect, 10.2). Said again when something changed.
 */
public record Features(List<Feature> all) implements VendorMessage {
    /** Nothing beyond what everybody can do. */
    public static final Features NONE = new Features(List.of());

    static final int MAX_FEATURES = 256; // ours: servents list about ten

    /** Accepts TCP connections: 0 or 1. */
    public static final String TCP_INCOMING = "TCPI";

    /** Answers queries for the newest files: 1. */
    public static final String WHATS_NEW = "WHAT";

    /** Takes files from behind one firewall to behind another, by datagram: any version. */
    public static final String FIREWALLED_TRANSFER = "FWT";

    private static final int ENTRY_LENGTH = 6;

    public record Feature(String name, int version) {}

    public Features {
        all = List.copyOf(all);
    }

    /** The version of a feature; empty when it was not listed. */
    public Optional<Integer> version(String name) {
        return all.stream().filter(feature -> feature.name().equals(name)).map(Feature::version).findFirst();
    }

    /** Is there no way to call the one who said this? When it did not say, there may be. */
    public boolean cannotBeCalled() {
        return version(TCP_INCOMING).filter(callable -> callable == 0).isPresent()
                && all.stream().noneMatch(feature -> feature.name().startsWith(FIREWALLED_TRANSFER) && feature.version() > 0);
    }

    static Optional<Features> read(int version, ByteBuf body) {
        if (version > 1 || body.readableBytes() < Short.BYTES) {
            return Optional.empty();
        }
        var count = body.readUnsignedShortLE();
        if (count > MAX_FEATURES || body.readableBytes() < count * ENTRY_LENGTH) {
            return Optional.empty();
        }
        var all = new ArrayList<Feature>(count);
        for (var i = 0; i < count; i++) {
            var name = Fields.name(body);
            all.add(new Feature(name, body.readUnsignedShortLE()));
        }
        return Optional.of(new Features(all));
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(NOBODY, 10, 0, Fields.body(out -> {
            out.writeShortLE(all.size());
            for (var feature : all) {
                out.writeCharSequence(feature.name(), StandardCharsets.ISO_8859_1);
                out.writeShortLE(feature.version());
            }
        }));
    }
}
