package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Datagrams;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.HostsWanted;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.Vendor;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A host that asks real servents by datagram (GUESS 0.2; 2-search, section 8). */
final class GuessTest {
    private record Heard(Header header, Message message) {}

    private final VirtualNetwork net = new VirtualNetwork(14);
    private final List<Heard> heard = new ArrayList<>();
    private final Datagrams.Socket asker = asker();
    private final SearchingServent other = SearchingServent.hub(net, AddressScope.LOOPBACK, "127.0.1.1", List.of(), "hazel elsewhere.txt");
    private final SearchingServent hub = SearchingServent.hub(net, AddressScope.LOOPBACK, "127.0.1.2", List.of(other), "hazel at the hub.txt");
    private final SearchingServent leaf = SearchingServent.guest(net, AddressScope.LOOPBACK, "127.0.2.1", List.of(hub), "hazel of a leaf.txt");
    private final SearchingServent walnuts = SearchingServent.guest(net, AddressScope.LOOPBACK, "127.0.2.2", List.of(hub), "walnut.txt");

    private Datagrams.Socket asker() {
        try {
            var host = net.host("127.0.9.9");
            return host.datagrams().bind(host.at(7_000), (from, bytes) -> {
                var header = Header.read(bytes);
                heard.add(new Heard(header, MessageCodec.decode(header.type(), bytes)));
                bytes.release();
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void everybodyMeets() {
        net.run(Duration.ofMinutes(2));
    }

    @AfterEach
    void everybodyStops() {
        List.of(other, hub, leaf, walnuts).forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    private void say(SearchingServent to, Guid guid, Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, 1, 0, message, out);
        asker.send(to.address(), out);
        net.run(Duration.ofSeconds(5));
    }

    private byte[] key() {
        say(hub, Guid.random(net.random()), Ping.wantingQueryKey());
        var pong = (Pong) heard.removeLast().message();
        assertThat(pong.guess()).contains(2);
        return pong.queryKey().orElseThrow();
    }

    private static Query query(int flags, Ggep keys) {
        return new Query(Query.MARK | flags, "hazel", List.of(), "", keys);
    }

    private List<String> names() {
        return heard.stream()
                .filter(each -> each.message() instanceof QueryHit)
                .flatMap(each -> ((QueryHit) each.message()).results().stream())
                .map(QueryHit.Result::name)
                .toList();
    }

    private List<Pong> pongs() {
        return heard.stream().filter(each -> each.message() instanceof Pong).map(each -> (Pong) each.message()).toList();
    }

    @Test
    @DisplayName("S-63: a query without a key is dropped; a leaf has no keys to give")
    void withoutAKeyNothingHappens() {
        say(hub, Guid.random(net.random()), query(0, Ggep.EMPTY));
        assertThat(heard).isEmpty();
        say(leaf, Guid.random(net.random()), Ping.wantingQueryKey());
        assertThat(pongs()).hasSize(1).allSatisfy(pong -> assertThat(pong.queryKey()).isEmpty());
        say(leaf, Guid.random(net.random()), query(0, Ggep.EMPTY.with("QK", new byte[8])));
        assertThat(heard).hasSize(1);
    }

    @Test
    @DisplayName("S-63: a wrong key gets a right one, and the same query may come again with it")
    void aWrongKeyGetsARightOneAndTheQueryMayComeAgain() {
        var guid = Guid.random(net.random());
        say(hub, guid, query(0, Ggep.EMPTY.with("QK", new byte[8])));
        assertThat(names()).isEmpty();
        assertThat(pongs()).hasSize(1);
        assertThat(heard.getFirst().header().guid()).isEqualTo(guid);
        say(hub, guid, query(0, Ggep.EMPTY.with("QK", pongs().getFirst().queryKey().orElseThrow())));
        assertThat(names()).hasSize(2);
    }

    @Test
    @DisplayName("S-63: a valid query is acknowledged with a pong of its GUID, once")
    void aRightKeyIsAcknowledged() {
        var guid = Guid.random(net.random());
        var query = query(0, Ggep.EMPTY.with("QK", key()));
        say(hub, guid, query);
        assertThat(pongs()).hasSize(1);
        assertThat(pongs().getFirst().guess()).contains(2);
        assertThat(heard).allSatisfy(each -> assertThat(each.header().guid()).isEqualTo(guid));
        heard.clear();
        say(hub, guid, query);
        assertThat(heard).as("a duplicate").isEmpty();
    }

    @Test
    @DisplayName("S-64: leaves are asked without QK, SCP and Z, by their tables; ultrapeers are not")
    void leavesAreAskedAndNobodyElse() {
        var before = other.count("query").in();
        say(hub, Guid.random(net.random()), query(0, Ggep.EMPTY.with("QK", key()).with("SCP", (byte) 1).with("Z")));
        assertThat(names()).containsExactlyInAnyOrder("hazel at the hub.txt", "hazel of a leaf.txt");
        assertThat(other.count("query").in()).isEqualTo(before);
        assertThat(leaf.count("query").in()).isEqualTo(1);
        assertThat(walnuts.count("query").in()).isZero();
    }

    @Test
    @DisplayName("section 8: hits may go out of band to who asked, never to an address that somebody else put into the GUID")
    void outOfBandOnlyToTheAsker() {
        var key = key();
        var forged = Guid.randomForOutOfBand(net.random(), other.address());
        say(hub, forged, query(Query.OUT_OF_BAND, Ggep.EMPTY.with("SO").with("QK", key)));
        assertThat(names()).as("by way of the hub").contains("hazel of a leaf.txt");
        heard.clear();
        say(hub, Guid.randomForOutOfBand(net.random(), asker.local()), query(Query.OUT_OF_BAND, Ggep.EMPTY.with("SO").with("QK", key)));
        assertThat(heard.stream().filter(each -> each.message() instanceof Vendor)).as("the hub and the leaf offer, twice").hasSize(4);
        assertThat(names()).isEmpty();
    }

    @Test
    @DisplayName("section 8: a leaf's hit has hops 1, or it would seem to be the hub's with somebody else's address")
    void aLeafsHitHasHopsOne() {
        say(hub, Guid.random(net.random()), query(0, Ggep.EMPTY.with("QK", key())));
        assertThat(heard.stream().filter(each -> each.message() instanceof QueryHit).toList()).hasSize(2).allSatisfy(each -> {
            var isLeafs = ((QueryHit) each.message()).results().getFirst().name().equals("hazel of a leaf.txt");
            assertThat(each.header().hops()).isEqualTo(isLeafs ? 1 : 0);
        });
    }

    @Test
    @DisplayName("section 8: hosts named with a key answer queries by datagram too")
    void whoWantsAKeyIsToldOfOthers() {
        say(hub, Guid.random(net.random()), Ping.wanting(HostsWanted.FOR_LEAF).askingForQueryKey());
        assertThat(pongs().getLast().hosts()).extracting(suggestion -> suggestion.host()).containsExactly(other.address());
    }

    @Test
    void manyFilesComeInSeveralDatagrams() {
        for (var i = 0; i < 30; i++) {
            leaf.library.add("hazel, a song with a name long enough to fill a datagram with " + "x".repeat(120) + i + ".ogg", 1_000);
        }
        say(hub, Guid.random(net.random()), query(0, Ggep.EMPTY.with("QK", key())));
        assertThat(names()).hasSize(32);
    }

    @Test
    void aKeyIsForOneAddressOnly() {
        var key = key();
        var host = HostAddress.parse("127.0.9.9:7001").orElseThrow();
        var keys = new Ggep[] {Ggep.EMPTY.with("QK", key)};
        try {
            var second = net.host("127.0.9.9").datagrams().bind(host, (from, bytes) -> bytes.release());
            var out = Unpooled.buffer();
            MessageCodec.encode(Guid.random(net.random()), 1, 0, query(0, keys[0]), out);
            second.send(hub.address(), out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        net.run(Duration.ofSeconds(5));
        assertThat(leaf.count("query").in()).isZero();
    }
}
