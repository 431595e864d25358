package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Datagrams;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.HostsWanted;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Query;
import filbert.wire.message.SearchText;
import filbert.wire.vendor.HeadPing;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Datagrams sent to somebody who did not ask, because others forged an address, as a {@link Siege}. What reaches the victim is never more than what the forger sent. */
final class ReflectionTest {
    private static final String VICTIM = "127.0.99.9";
    private static final int PORT = 7_000;

    private final Siege siege = new Siege();
    private final VirtualNetwork net = siege.net;
    private final Datagrams.Socket victim = victim();
    private long reached;
    private long spent;

    private Datagrams.Socket victim() {
        try {
            var host = net.host(VICTIM);
            return host.datagrams().bind(host.at(PORT), (from, bytes) -> {
                reached += bytes.readableBytes();
                bytes.release();
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void everybodyStops() {
        siege.end();
    }

    private void isNoAmplifier(String name) {
        System.out.println(name + ": forger sent " + spent + " bytes, victim got " + reached);
        assertThat(reached).as("bytes the victim got").isLessThanOrEqualTo(spent);
    }

    @Test
    @DisplayName("S-60 queries in the victim's name: offers are few and small, and no hit goes where nobody claimed one")
    void queriesInAnothersName() {
        var names = IntStream.range(0, 40).mapToObj(i -> "walnut song " + i + ".ogg").toArray(String[]::new);
        siege.add(SearchingServent.guest(net, AddressScope.LOOPBACK, "127.0.2.9", List.of(siege.hub), names));
        net.run(Duration.ofMinutes(1));
        siege.attack(2);
        siege.isBorne("out-of-band reflection", _ -> siege.attackers.forEach(attacker -> {
            for (var i = 0; i < 200 && !attacker.closed(); i++) {
                var guid = Guid.randomForOutOfBand(net.random(), HostAddress.parse(VICTIM + ":" + PORT).orElseThrow());
                var query = SearchText.of("walnut song").orElseThrow().query(Query.MARK | Query.OUT_OF_BAND, Ggep.EMPTY);
                spent += bytes(guid, query);
                attacker.say(guid, 2, 2, query);
            }
        }));
        isNoAmplifier("out-of-band reflection");
    }

    private static int bytes(Guid guid, Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, 1, 0, message, out);
        return out.readableBytes();
    }

    /** As if the victim had said it. */
    private void forge(Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(Guid.random(net.random()), 1, 0, message, out);
        spent += out.readableBytes();
        victim.send(siege.hub.address(), out);
    }

    @Test
    @DisplayName("C-91 pings in the victim's name")
    void pingsInAnothersName() {
        siege.isBorne("ping reflection", _ -> {
            for (var i = 0; i < 300; i++) {
                forge(Ping.wanting(new HostsWanted(false, false, true, true)).askingForAddress());
            }
        });
        isNoAmplifier("ping reflection");
    }

    @Test
    void requestsForAFileInTheVictimsName() {
        siege.isBorne("HEAD ping reflection", round -> {
            for (var i = 0; i < 300; i++) {
                forge(new HeadPing(2, 0x0F, new Sha1(round, 5, 5), Optional.empty()).toVendor());
            }
        });
        isNoAmplifier("HEAD ping reflection");
    }
}
