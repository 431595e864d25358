package filbert.wire.vendor;

import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which vendor messages the sender reads; sent once, right after the handshake, and not listing itself. Count u16 little-endian, then vendor
 * 4 bytes, selector u16, version u16 each (1-connect, 10.2).
 */
public record MessagesSupported(List<Entry> entries) implements VendorMessage {
    static final int MAX_ENTRIES = 512; // ours: a gtk-gnutella lists 27

    private static final int ENTRY_LENGTH = 8;

    /** @param version the highest one read */
    public record Entry(String vendor, int selector, int version) {}

    public MessagesSupported {
        entries = List.copyOf(entries);
    }

    /** The highest version of a message that may be sent to the one who said this; empty when none may. */
    public Optional<Integer> version(String vendor, int selector) {
        return entries.stream()
                .filter(entry -> entry.selector() == selector && entry.vendor().equals(vendor))
                .map(Entry::version)
                .max(Integer::compare);
    }

    /** May this message be sent to the one who said this? Messages about messages always may. */
    public boolean allows(Vendor message) {
        return message.vendor().equals(NOBODY)
                || version(message.vendor(), message.selector()).filter(highest -> message.version() <= highest).isPresent();
    }

    static Optional<MessagesSupported> read(int version, ByteBuf body) {
        if (version != 0 || body.readableBytes() < Short.BYTES) {
            return Optional.empty();
        }
        var count = body.readUnsignedShortLE();
        if (count > MAX_ENTRIES || body.readableBytes() != count * ENTRY_LENGTH) {
            return Optional.empty();
        }
        var entries = new ArrayList<Entry>(count);
        for (var i = 0; i < count; i++) {
            var vendor = Fields.name(body);
            entries.add(new Entry(vendor, body.readUnsignedShortLE(), body.readUnsignedShortLE()));
        }
        return Optional.of(new MessagesSupported(entries));
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(NOBODY, 0, 0, Fields.body(out -> {
            out.writeShortLE(entries.size());
            for (var entry : entries) {
                out.writeCharSequence(entry.vendor(), StandardCharsets.ISO_8859_1);
                out.writeShortLE(entry.selector()).writeShortLE(entry.version());
            }
        }));
    }
}
