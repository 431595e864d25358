package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.servent.handshake.Agreement;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.Features;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What we say to a neighbour: messages become bytes and go into the {@link Outbox}, those it cannot read do not. Confined to the owner. */
final class Saying {
    private final Hub hub;
    private final Agreement agreement;
    private final Told told;
    private final Outbox outbox;
    private Features toldFeatures = Features.NONE;

    Saying(Hub hub, Agreement agreement, Told told, Outbox outbox) {
        this.hub = hub;
        this.agreement = agreement;
        this.told = told;
        this.outbox = outbox;
    }

    /** What we read and can, before everything else (1-connect, 10.1). */
    void announce(boolean weAreUltrapeer) {
        if (agreement.peer().vendorMessages()) {
            urgently(Guid.ZERO, Announcement.to(agreement.peer(), weAreUltrapeer).toVendor());
            toldFeatures = hub.features();
            urgently(Guid.ZERO, toldFeatures.toVendor());
        }
    }

    /** Tells the peer what we can do, if that has changed since it was told. */
    void renewFeatures() {
        var now = hub.features();
        if (!now.equals(toldFeatures)) {
            toldFeatures = now;
            send(Guid.ZERO, 1, 0, now.toVendor());
        }
    }

    void send(Guid guid, int ttl, int hops, Message message) {
        switch (message) {
            case Vendor vendor when !told.mayRead(vendor) -> {}
            case Vendor vendor -> outbox.add(encoded(guid, ttl, hops, vendor), Importance.of(vendor));
            default -> outbox.add(encoded(guid, ttl, hops, message), Importance.of(MessageCodec.type(message), hops));
        }
    }

    /** To this neighbour alone, before all else. */
    void urgently(Guid guid, Message message) {
        outbox.add(encoded(guid, 1, 0, message), Importance.urgent());
    }

    void relay(Header header, ByteBuf payload) {
        var entry = new SendQueue.Entry(header, payload.retain(), payload.readerIndex(), header.length());
        outbox.add(entry, Importance.of(header.type(), header.hops()));
    }

    static SendQueue.Entry encoded(Guid guid, int ttl, int hops, Message message) {
        var bytes = ByteBufAllocator.DEFAULT.buffer();
        MessageCodec.encode(guid, ttl, hops, message, bytes);
        var header = Header.read(bytes);
        return new SendQueue.Entry(header, bytes, bytes.readerIndex(), header.length());
    }
}
