package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.FreeSlots;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.VendorVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnPongTest {
    private final VirtualNetwork net = new VirtualNetwork(19);

    private Pong pong(boolean ultrapeer, long files, long kibibytes) {
        var settings = ultrapeer ? TopologySettings.ultrapeer(NetworkMode.PUBLIC, List.of()) : TopologySettings.leaf(NetworkMode.PUBLIC, List.of());
        var standing = new Standing(Guid.ZERO, "Filbert/1.2", settings, AddressScope.PUBLIC, net.time());
        standing.listening(HostAddress.parse("5.1.1.1:7000").orElseThrow());
        var slots = new Slots(settings, standing, AddressScope.PUBLIC, List::of);
        var shared = new Shared() {
            @Override
            public long files() {
                return files;
            }

            @Override
            public long kibibytes() {
                return kibibytes;
            }
        };
        return new OwnPong(standing, Optional::empty, slots, shared, net.time(), OwnPong.vendor("1.2-rc1")).extended();
    }

    @ParameterizedTest // C-60
    @ValueSource(longs = {0, 1, 7, 8, 9, 11, 12, 1_000, 1_536, 1L << 31, 1L << 32, Long.MAX_VALUE})
    void anUltrapeersKibibytesAreAPowerOfTwoAndALeafsNever(long kibibytes) {
        assertThat(pong(true, 1, kibibytes).kibibytes()).isBetween(8L, 1L << 31).matches(told -> Long.bitCount(told) == 1);
        assertThat(pong(false, 1, kibibytes)).matches(told -> told.kibibytes() < 8 || Long.bitCount(told.kibibytes()) != 1).returns(false, Pong::fromUltrapeer);
        assertThat(pong(false, 1, kibibytes).kibibytes()).isBetween(0L, 0xFFFF_FFFFL);
    }

    @Test
    void anUltrapeerTellsItsFreeSlots() {
        assertThat(pong(true, 1, 1).freeSlots()).contains(new FreeSlots(100, 32));
        assertThat(pong(false, 1, 1).freeSlots()).isEmpty();
        assertThat(pong(false, Long.MAX_VALUE, 1).files()).isEqualTo(0xFFFF_FFFFL);
    }

    @Test // C-51
    void tlsIsNotSpokenOfInPongs() {
        assertThat(pong(true, 1, 1).extensions().has("TLS")).isFalse();
        assertThat(pong(false, 1, 1).extensions().has("TLS")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.1.0-SNAPSHOT,0,1", "1.2,1,2", "3,3,0", "dev,0,0", "12.345.6,12,345"})
    void theVersionIsReadFromItsText(String version, int major, int minor) {
        assertThat(OwnPong.vendor(version)).isEqualTo(new VendorVersion("FILB", major, minor));
    }

    @Test
    void aPingForHostsIsAnsweredWithOurPongAndCachedOnesOfDifferentDistances() {
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var teller = ScriptedPeer.join(net, "5.2.2.2", servent.address(), true);
        for (var i = 1; i <= 30; i++) {
            teller.say(Guid.random(net.random()), 1, i <= 25 ? 0 : i - 25, new Pong(HostAddress.parse("6." + i + ".1.1:7000").orElseThrow(), 1, 8, Ggep.EMPTY));
        }
        net.run(Duration.ofSeconds(1));
        var asker = ScriptedPeer.join(net, "5.3.3.3", servent.address(), false);
        asker.takeBytes();
        var guid = Guid.random(net.random());
        asker.say(guid, 4, 0, Ping.PLAIN);
        net.run(Duration.ofSeconds(1));
        var pongs = asker.messages();
        assertThat(pongs).hasSize(11).allMatch(heard -> heard.header().guid().equals(guid) && heard.header().ttl() == 1);
        assertThat(((Pong) pongs.stream().filter(heard -> heard.header().hops() == 0).findFirst().orElseThrow().message()).host()).isEqualTo(servent.address());
        assertThat(pongs).extracting(heard -> heard.header().hops()).contains(1, 2, 3, 4).allMatch(hops -> hops <= 4);
        net.run(Duration.ofSeconds(25));
        asker.messages();
        asker.say(Guid.random(net.random()), 4, 0, Ping.PLAIN);
        net.run(Duration.ofSeconds(1));
        assertThat(asker.messages(Pong.class)).as("the cache has gone stale").hasSize(1);
    }

    @Test
    void aCrawlerPingIsAnsweredWithOurUltrapeers() {
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        ScriptedPeer.join(net, "5.2.2.2", servent.address(), true, "Listen-IP: 5.2.2.2:7000");
        var asker = ScriptedPeer.join(net, "5.3.3.3", servent.address(), false);
        asker.takeBytes();
        asker.say(Guid.random(net.random()), 2, 0, Ping.PLAIN);
        net.run(Duration.ofSeconds(1));
        assertThat(asker.messages(Pong.class)).extracting(pong -> pong.host().toString()).containsExactlyInAnyOrder("5.1.1.1:20000", "5.2.2.2:7000");
    }

    @Test
    void aLeafAnswersWithItsOwnPongOnly() {
        var servent = VirtualServent.leaf(net, "5.1.1.1");
        var asker = ScriptedPeer.join(net, "5.3.3.3", servent.address(), true);
        asker.takeBytes();
        asker.say(Guid.random(net.random()), 4, 0, Ping.PLAIN);
        net.run(Duration.ofSeconds(1));
        assertThat(asker.messages(Pong.class)).hasSize(1).first().returns(1_001L, Pong::kibibytes); // C-60
    }

    @Test
    void thePortOfTheRouterIsToldInHandshakesAndPongs() {
        var servent = VirtualServent.leaf(net, "5.1.1.1");
        servent.mapped(40_000);
        net.run(Duration.ofSeconds(1));
        var greeted = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        greeted.say(ScriptedPeer.greeting(true));
        net.run(Duration.ofSeconds(1));
        assertThat(greeted.block()).contains("Listen-IP: 5.1.1.1:40000\r\n");
        var asker = ScriptedPeer.join(net, "5.3.3.3", servent.address(), true);
        asker.takeBytes();
        asker.say(Guid.random(net.random()), 4, 0, Ping.PLAIN);
        net.run(Duration.ofSeconds(1));
        assertThat(asker.messages(Pong.class)).extracting(pong -> pong.host().toString()).containsExactly("5.1.1.1:40000");
        assertThat(servent.self().address()).as("of hits, pushes and alternate locations").hasToString("5.1.1.1:40000");
    }

    @Test
    void thePongCacheIsBounded() {
        var cache = new PongCache(net.time());
        for (var i = 0; i < 1_000; i++) {
            cache.add(new Pong(HostAddress.of(5 << 24 | i, 7_000), 0, 8, Ggep.EMPTY), i % 6);
        }
        assertThat(cache.size()).isEqualTo(PongCache.MOST);
    }
}
