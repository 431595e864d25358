package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands one query to one neighbour after the other, with one header for each TTL. The same instance serves every query, so that relaying
 * allocates headers and nothing else. Confined to the owner.
 */
final class QueryRelay implements Consumer<Peer> {
    private static final int MAX_TTL = 4; // 1-connect, 1.4
    private static final Header NOTHING = new Header(Guid.ZERO, Header.QUERY, 0, 0, 0);

    private final @Nullable Header[] byTtl = new Header[MAX_TTL + 1];
    private @Nullable Peer from;
    private @Nullable Peer first;
    private Header held = NOTHING;
    private ByteBuf payload = Unpooled.EMPTY_BUFFER;
    private int most;
    private boolean sparesFirewalled;

    /** @param first who brought the first copy: nothing goes to either of the two */
    void prepare(Peer from, Peer first, Header held, ByteBuf payload) {
        this.from = from;
        this.first = first;
        this.held = held;
        this.payload = payload;
        this.most = 1;
        this.sparesFirewalled = false;
        Arrays.fill(byTtl, null);
    }

    int ttl() {
        return held.ttl();
    }

    int hops() {
        return held.hops();
    }

    /** From now on {@link #accept} names leaves. Those that cannot be called are spared what comes from others like them (1-connect, 10.2). */
    void toLeaves(boolean askerIsFirewalled) {
        this.sparesFirewalled = askerIsFirewalled;
    }

    /** From now on {@link #accept} names ultrapeers whom the query would reach with its last hop, among others that have had it. */
    void onLastHopOf(int most) {
        this.most = most;
        this.sparesFirewalled = false;
    }

    /** With a TTL of 1, unless it could have had more. */
    @Override
    public void accept(Peer to) {
        if (Math.min(most, to.maxTtl()) == 1 && !(sparesFirewalled && to.neighbour.features().cannotBeCalled())) {
            to(to, 1);
        }
    }

    void to(Peer to, int ttl) {
        if (to == from || to == first || to.gone) {
            return;
        }
        var header = byTtl[ttl];
        if (header == null) {
            header = new Header(held.guid(), Header.QUERY, ttl, held.hops(), held.length());
            byTtl[ttl] = header;
        }
        to.neighbour.relay(header, payload);
    }

    /** Lets go of the query. */
    void done() {
        from = null;
        first = null;
        held = NOTHING;
        payload = Unpooled.EMPTY_BUFFER;
    }
}
