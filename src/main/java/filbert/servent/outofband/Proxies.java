package filbert.servent.outofband;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.connection.Neighbour;
import filbert.servent.dynamicquery.Proxying;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.ReturnAddress;
import filbert.servent.search.HitSeeker;
import filbert.wire.message.Header;
import filbert.wire.message.Limits;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.vendor.OutOfBandProxyVeto;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An ultrapeer asks in its own name what a leaf asks without taking datagrams itself: its address stands in the GUID, it claims what is offered, and
 * hits reach the leaf over their connection under the GUID the leaf knows (2-search, 7.4). Confined to the owner.
 */
public final class Proxies implements Proxying, HitSeeker {
    private static final int SECURE = 3;
    private static final String REFUSAL = "NP";
    private static final String TOKENS = "SO";

    private final Neighbourhood neighbourhood;
    private final Supplier<Optional<HostAddress>> address;
    private final Map<Neighbour, OutOfBandProxyVeto> vetoes = new IdentityHashMap<>(); // a leaf has one, while it is here

    /** @param address where offers reach us, if they do */
    public Proxies(Neighbourhood neighbourhood, Supplier<Optional<HostAddress>> address) {
        this.neighbourhood = neighbourhood;
        this.address = address;
    }

    /** A leaf wants its queries left as they are, or no longer. */
    public void vetoed(Neighbour leaf, OutOfBandProxyVeto veto) {
        vetoes.put(leaf, veto);
    }

    @Override
    public void left(Neighbour leaf) {
        vetoes.remove(leaf);
    }

    @Override
    public Optional<Disguised> inOurName(Neighbour leaf, Guid guid, Query query) {
        var veto = vetoes.get(leaf);
        var helpsItself = query.outOfBand() && !query.has(Query.FIREWALLED);
        if (helpsItself || query.refusesProxy() || (veto != null && !veto.allows(SECURE))) {
            return Optional.empty();
        }
        return address.get().filter(HostAddress::isIpv4).flatMap(us -> disguised(ReturnAddress.put(us, guid), query)).map(disguised -> {
            neighbourhood.disguise(disguised.guid(), guid);
            return disguised;
        });
    }

    private static Optional<Disguised> disguised(Guid guid, Query query) {
        var extensions = query.extensions().without(REFUSAL, "6").with(TOKENS);
        var asking = new Query(query.flags() | Query.OUT_OF_BAND, query.text(), query.urns(), query.xml(), extensions);
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, 1, 0, asking, out);
        var payload = ByteBufUtil.getBytes(out.skipBytes(Header.LENGTH));
        return payload.length <= Limits.QUERY_TO_FORWARD ? Optional.of(new Disguised(guid, payload)) : Optional.empty();
    }

    @Override
    public int wanted(Guid query) {
        return neighbourhood.wantedByLeaf(query);
    }

    @Override
    public void found(Guid query, byte[] payload) {
        neighbourhood.foundForLeaf(query, Unpooled.wrappedBuffer(payload));
    }
}
