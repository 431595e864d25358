package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.LocalNetwork;
import filbert.servent.bootstrap.KnownHost;
import filbert.simulation.VirtualHost;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Framing;
import filbert.wire.message.Header;
import filbert.wire.message.HostsWanted;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Servents of one local network that know nobody, in virtual time. */
final class LanScenarioTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private final VirtualNetwork net = new VirtualNetwork(31).latency(Duration.ofMillis(1), Duration.ofMillis(5));
    private final List<VirtualServent> everybody = new ArrayList<>();

    private VirtualServent servent(String ip) {
        var servent = VirtualServent.within(net, AddressScope.LAN, ip, TopologySettings.ultrapeer(NetworkMode.LAN, List.of()));
        everybody.add(servent);
        return servent;
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(VirtualServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("C-96 who stops withdraws its announcement")
    void whoStopsHasLeft() {
        var servent = servent("192.168.1.1");
        net.run(FIVE_SECONDS);
        assertThat(net.neighbourhood().members()).isEqualTo(1);
        servent.stop();
        net.run(FIVE_SECONDS);
        assertThat(net.neighbourhood().members()).isZero();
    }

    @Test
    @DisplayName("C-95 a multicast ping and its answers find servents on the same network")
    void threeServentsFindEachOtherByAsking() {
        net.neighbourhood().announceNobody();
        var three = List.of(servent("192.168.1.1"), servent("192.168.1.2"), servent("192.168.1.3"));
        net.run(FIVE_SECONDS);
        assertThat(three).allSatisfy(servent -> assertThat(servent.neighbours()).hasSize(2));
        assertThat(three.getLast().overlay().bootstrap().local()).satisfies(local -> {
            assertThat(local.joined()).isTrue();
            assertThat(local.found()).isEqualTo(2);
            assertThat(local.asked()).isNotNull();
        });
    }

    @Test
    @DisplayName("C-96 those announced are found within five seconds, without being asked")
    void announcementsAreEnough() {
        servent("192.168.1.1");
        var calls = new ArrayList<HostAddress>();
        var mute = net.host("192.168.1.9");
        listen(mute, calls);
        join(mute, (_, _) -> {});
        net.run(FIVE_SECONDS);
        assertThat(calls).hasSize(1);
    }

    private static void listen(VirtualHost host, List<HostAddress> calls) {
        try {
            host.listener().listen(host.at(7_000), link -> {
                calls.add(link.remote());
                link.close();
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Someone who takes part by a script, and can be called at port 7000. */
    private LocalNetwork.Presence join(VirtualHost host, BiConsumer<HostAddress, Guid> pinged) {
        try {
            return host.network(AddressScope.LAN).local().join(7_000, "01234567", new LocalNetwork.Hearer() {
                @Override
                public void heard(HostAddress from, ByteBuf datagram) {
                    var header = Framing.datagram(datagram);
                    datagram.release();
                    header.filter(each -> each.type() == Header.PING).ifPresent(ping -> pinged.accept(from, ping.guid()));
                }

                @Override
                public void announced(HostAddress servent, String id) {}
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void say(VirtualHost host, HostAddress to, Guid guid, Message message) {
        try {
            var socket = host.datagrams().bind(host.at(0), (_, bytes) -> bytes.release());
            var out = Unpooled.buffer();
            MessageCodec.encode(guid, 1, 0, message, out);
            socket.send(to, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Pong pong(String host, HostAddress... packed) {
        return new Pong(HostAddress.parse(host).orElseThrow(), 1, 1L << 20, Ggep.EMPTY).withHosts(List.of(packed));
    }

    @Test
    @DisplayName("C-95 public addresses never arrive that way, and nobody speaks for another")
    void whoAnswersSpeaksForItself() {
        net.neighbourhood().announceNobody();
        var asking = servent("192.168.1.1");
        var liar = net.host("192.168.1.9");
        join(liar, (from, guid) -> {
            say(liar, from, guid, pong("192.168.1.77:7000"));
            say(liar, from, guid, pong("5.1.1.1:7000"));
            say(liar, from, guid, pong("192.168.1.9:7000", HostAddress.parse("5.2.2.2:7000").orElseThrow()));
            say(liar, from, Guid.random(net.random()), pong("192.168.1.9:7001"));
        });
        net.run(FIVE_SECONDS);
        assertThat(asking.overlay().knownHosts(100)).extracting(KnownHost::address).extracting(HostAddress::toString).containsExactly("192.168.1.9:7000");
    }

    @Test
    @DisplayName("C-95 public addresses never leave that way, and strangers beyond the network get no answer")
    void onlyNeighboursAreAnswered() {
        net.neighbourhood().announceNobody();
        servent("192.168.1.1");
        var answers = new ArrayList<Pong>();
        var stranger = net.host("5.9.9.9");
        var near = net.host("192.168.1.8");
        for (var host : List.of(stranger, near)) {
            try {
                var joined = host.network(AddressScope.LAN).local().join(7_000, "89abcdef", new LocalNetwork.Hearer() {
                    @Override
                    public void heard(HostAddress from, ByteBuf datagram) {
                        var header = Framing.datagram(datagram).orElseThrow();
                        datagram.skipBytes(Header.LENGTH);
                        if (MessageCodec.decode(header.type(), datagram) instanceof Pong pong) {
                            answers.add(pong);
                        }
                        datagram.release();
                    }

                    @Override
                    public void announced(HostAddress servent, String id) {}
                });
                var out = Unpooled.buffer();
                MessageCodec.encode(Guid.randomForPing(net.random()), 1, 0, Ping.wanting(HostsWanted.FOR_ULTRAPEER), out);
                joined.shout(out);
                net.run(Duration.ofSeconds(2));
                joined.leave();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(answers).hasSize(1).allSatisfy(pong -> assertThat(pong.host().toString()).isEqualTo("192.168.1.1:20000"));
        assertThat(answers.getFirst().hosts()).allMatch(suggestion -> suggestion.host().ip().isSiteLocalAddress());
    }

    @Test
    @DisplayName("C-96 where multicast does not work it is off, and people are told")
    void withoutMulticastPeopleAreTold() {
        net.neighbourhood().breakDown();
        var alone = servent("192.168.1.1");
        net.run(FIVE_SECONDS);
        assertThat(alone.overlay().bootstrap().local()).satisfies(local -> {
            assertThat(local.joined()).isFalse();
            assertThat(local.trouble()).contains("does not take part in multicast");
        });
    }

    @Test
    void whoHasNeighboursEnoughAsksNobody() {
        net.neighbourhood().announceNobody();
        var asked = new int[1];
        var listener = net.host("192.168.1.9");
        join(listener, (_, _) -> asked[0]++);
        servent("192.168.1.1");
        net.run(Duration.ofMinutes(5));
        assertThat(asked[0]).as("pings of one that is alone, every 50 seconds").isBetween(6, 7);
    }

    @Test
    void gibberishAndFloodsAreBorne() {
        var victim = servent("192.168.1.1");
        servent("192.168.1.2");
        var loud = net.host("192.168.1.9");
        var presence = join(loud, (_, _) -> {});
        for (var i = 0; i < 2_000; i++) {
            var bytes = new byte[net.random().nextInt(60)];
            net.random().nextBytes(bytes);
            presence.shout(Unpooled.wrappedBuffer(bytes));
        }
        IntStream.range(0, 500).forEach(_ -> {
            var out = Unpooled.buffer();
            MessageCodec.encode(Guid.randomForPing(net.random()), 1, 0, Ping.PLAIN, out);
            presence.shout(out);
        });
        net.run(FIVE_SECONDS);
        assertThat(victim.neighbours()).isNotEmpty();
        presence.leave();
    }

    @Test
    @DisplayName("C-95 a local network that comes up after us is found then")
    void whoComesBeforeTheNetworkJoinsItLater() {
        net.neighbourhood().breakDown();
        var early = servent("192.168.1.1");
        net.run(Duration.ofMinutes(5));
        assertThat(early.overlay().bootstrap().local()).satisfies(local -> assertThat(local.joined()).isFalse());
        net.neighbourhood().repair();
        var late = servent("192.168.1.2");
        net.run(Duration.ofMinutes(2));
        assertThat(early.overlay().bootstrap().local()).satisfies(local -> assertThat(local.trouble()).isEmpty());
        assertThat(net.neighbourhood().members()).isEqualTo(2);
        assertThat(late.neighbours()).hasSize(1);
    }

    @Test
    void whoHasStoppedJoinsNoMore() {
        net.neighbourhood().breakDown();
        var gone = servent("192.168.1.1");
        net.run(FIVE_SECONDS);
        gone.stop();
        net.neighbourhood().repair();
        net.run(Duration.ofMinutes(5));
        assertThat(net.neighbourhood().members()).isZero();
    }
}
