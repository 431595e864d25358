package filbert.servent.outofband;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.dynamicquery.Proxying;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.ReturnAddress;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.servent.search.ListedLibrary;
import filbert.simulation.VirtualNetwork;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.vendor.OutOfBandProxyVeto;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ProxiesTest {
    private static final HostAddress US = HostAddress.parse("5.1.1.1:6346").orElseThrow();
    private static final Query PLAIN = query(0, Ggep.EMPTY);

    private final VirtualNetwork net = new VirtualNetwork(4);
    private final Neighbourhood neighbourhood = new Neighbourhood(
            FixedSelf.ultrapeer(1),
            new Neighbourhood.Ground(net.time(), net.random(), Runnable::run, Ceilings.DEFAULT),
            ListedLibrary.of());
    private final Guid guid = Guid.random(net.random());
    private final ScriptedNeighbour leaf = ScriptedNeighbour.leaf(1);
    private Optional<HostAddress> address = Optional.of(US);
    private final Proxies proxies = new Proxies(neighbourhood, () -> address);

    private static Query query(int flags, Ggep extensions) {
        return new Query(Query.MARK | flags, "hazel", List.of(), "", extensions);
    }

    private Optional<Proxying.Disguised> disguised(Query query) {
        return proxies.inOurName(leaf, guid, query);
    }

    @Test
    @DisplayName("7.4: our address stands in the GUID, the flag is set, SO is there, NP is not; the rest is as it was")
    void writesOurAddressIntoTheGuid() {
        var sent = disguised(query(Query.GGEP_H, Ggep.EMPTY.with("M", (byte) 4))).orElseThrow();
        assertThat(ReturnAddress.of(sent.guid())).isEqualTo(US);
        var before = guid.bytes();
        var after = sent.guid().bytes();
        for (var i = 0; i < Guid.LENGTH; i++) {
            assertThat(i < 4 || i == 13 || i == 14 || before[i] == after[i]).isTrue();
        }
        assertThat(MessageCodec.decode(Header.QUERY, Unpooled.wrappedBuffer(sent.payload())))
                .isEqualTo(query(Query.GGEP_H | Query.OUT_OF_BAND, Ggep.EMPTY.with("M", (byte) 4).with("SO")));
    }

    @Test
    @DisplayName("S-61: who takes datagrams itself, wants no proxy or has vetoed it is left alone, and so is everybody while datagrams do not reach us")
    void leavesSomeQueriesAlone() {
        assertThat(disguised(query(Query.OUT_OF_BAND, Ggep.EMPTY))).isEmpty();
        assertThat(disguised(query(0, Ggep.EMPTY.with("SO")))).isEmpty();
        assertThat(disguised(query(Query.OUT_OF_BAND | Query.FIREWALLED, Ggep.EMPTY))).isPresent();
        assertThat(disguised(query(0, Ggep.EMPTY.with("NP")))).isEmpty();
        proxies.vetoed(leaf, new OutOfBandProxyVeto(Optional.empty()));
        assertThat(disguised(PLAIN)).isEmpty();
        proxies.vetoed(leaf, new OutOfBandProxyVeto(Optional.of(2)));
        assertThat(disguised(PLAIN)).as("version 3 is not meant").isPresent();
        proxies.vetoed(leaf, new OutOfBandProxyVeto(Optional.of(3)));
        assertThat(disguised(PLAIN)).isEmpty();
        proxies.left(leaf);
        assertThat(disguised(PLAIN)).isPresent();
        address = Optional.empty();
        assertThat(disguised(PLAIN)).isEmpty();
    }

    @Test
    void whatWouldBecomeTooLongLeavesAsItCame() {
        var long250 = new Query(Query.MARK, "h".repeat(200), List.of(), "", Ggep.EMPTY.with("XQ", "x".repeat(50).getBytes(StandardCharsets.UTF_8)));
        assertThat(disguised(long250)).isEmpty();
    }

    @Test
    void nothingIsWantedForQueriesNobodySent() {
        assertThat(proxies.wanted(guid)).isZero();
        assertThat(proxies.wanted(disguised(PLAIN).orElseThrow().guid())).as("the leaf never asked it").isZero();
        proxies.found(guid, new byte[] {1});
    }
}
