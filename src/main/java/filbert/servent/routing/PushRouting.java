package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Push;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Pushes go to the servent they name: to ourselves, to a neighbour who bears that GUID, or to where its last hit came from (3-transfer,
 * 3.9.1). Confined to the owner.
 */
final class PushRouting {
    private static final int SHORTEST = 26; // 3-transfer, 3.9.1
    private static final int LONGEST = SHORTEST + 1_536; // 1-connect, 1.3

    private final Self self;
    private final Neighbourhood neighbourhood;
    private final Drops drops;
    private final PushListener ours;

    PushRouting(Self self, Neighbourhood neighbourhood, Drops drops, PushListener ours) {
        this.self = self;
        this.neighbourhood = neighbourhood;
        this.drops = drops;
        this.ours = ours;
    }

    void received(Peer from, Header held, ByteBuf payload) {
        var reason = route(from, held, payload);
        if (reason != null) {
            drops.count(Header.PUSH, reason);
        }
    }

    private Drops.@Nullable Reason route(Peer from, Header held, ByteBuf payload) {
        var length = payload.readableBytes();
        if (length < SHORTEST || length > LONGEST) {
            from.neighbour.malformed(held, "push of " + length + " bytes, need " + SHORTEST + " to " + LONGEST);
            return null;
        }
        var seen = neighbourhood.ways().pushes;
        var guid = held.guid();
        var known = seen.find(guid.high(), guid.low());
        if (known != GuidTable.NONE) {
            if (seen.origin(known) == from) {
                from.repeated();
            }
            return Drops.Reason.DUPLICATE;
        }
        seen.add(guid.high(), guid.low(), from);
        var start = payload.readerIndex();
        var servent = new Guid(payload.getLong(start), payload.getLong(start + Long.BYTES));
        if (!servent.equals(self.servent())) {
            return relay(from, servent, held, payload);
        }
        deliver(from, held, payload);
        return null;
    }

    private void deliver(Peer from, Header held, ByteBuf payload) {
        try {
            if (MessageCodec.decode(Header.PUSH, payload) instanceof Push push) {
                ours.pushed(push);
            }
        } catch (MalformedMessageException malformed) {
            from.neighbour.malformed(held, String.valueOf(malformed.getMessage()));
        }
    }

    private Drops.@Nullable Reason relay(Peer from, Guid servent, Header held, ByteBuf payload) {
        if (!self.ultrapeer()) {
            return Drops.Reason.UNEXPECTED;
        }
        var to = neighbourhood.towards(servent);
        if (to == null || to == from) {
            return Drops.Reason.NO_ROUTE;
        }
        var ttl = held.ttl() == 0 && to.neighbour.isLeaf() ? 1 : held.ttl();
        if (ttl == 0) {
            return Drops.Reason.TTL;
        }
        to.neighbour.relay(new Header(held.guid(), Header.PUSH, ttl, held.hops(), payload.readableBytes()), payload);
        return null;
    }
}
