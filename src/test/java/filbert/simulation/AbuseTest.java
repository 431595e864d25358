package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.message.SearchText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Floods of messages and calls, as a {@link Siege}. */
final class AbuseTest {
    private final Siege siege = new Siege();
    private final VirtualNetwork net = siege.net;
    private final SearchingServent hub = siege.hub;

    @AfterEach
    void everybodyStops() {
        siege.end();
    }

    private void say(ScriptedPeer attacker, Guid guid, int hops, String words) {
        if (!attacker.closed()) {
            attacker.say(guid, 3, hops, SearchText.of(words).orElseThrow().query(Query.MARK, Ggep.EMPTY));
        }
    }

    @Test
    void aFloodOfQueriesFromOneNeighbour() {
        siege.attack(1);
        siege.isBorne("query flood, 1 neighbour", round -> flood(1_000, round));
        assertThat(hub.count("query").dropped()).isGreaterThan(1_000);
    }

    @Test
    void aFloodOfQueriesFromFiftyNeighbours() {
        siege.attack(50);
        siege.isBorne("query flood, 50 neighbours", round -> flood(40, round));
        assertThat(hub.count("query").dropped()).isGreaterThan(1_000);
    }

    private void flood(int each, int round) {
        for (var attacker : siege.attackers) {
            for (var i = 0; i < each; i++) {
                say(attacker, Guid.random(net.random()), 0, "hazel flood " + Siege.word(i % 100) + " " + round);
            }
        }
    }

    @Test
    void replayedGuids() {
        siege.attack(2);
        var guid = Guid.random(net.random());
        siege.isBorne("GUID replay", _ -> siege.attackers.forEach(attacker -> {
            for (var i = 0; i < 300; i++) {
                say(attacker, guid, 1, "hazel replay");
            }
        }));
        assertThat(hub.count("query").dropped()).isGreaterThan(100);
    }

    @Test
    void aStormOfHitsNobodyAskedFor() {
        siege.attack(2);
        siege.isBorne("hit storm", _ -> siege.attackers.forEach(attacker -> {
            for (var i = 0; i < 500 && !attacker.closed(); i++) {
                attacker.say(Guid.random(net.random()), 3, 0, hit(i));
            }
        }));
        assertThat(hub.count("query hit").dropped()).isGreaterThan(1_000);
    }

    private QueryHit hit(int number) {
        var result = new Result(1, 1_000, "hazel storm " + number + ".ogg", Optional.of(Urn.of(new Sha1(number, 5, 5))), Ggep.EMPTY);
        var trailer = new QueryHit.Trailer(Flag.NO, Flag.UNSAID, Flag.UNSAID, Flag.UNSAID, false);
        return new QueryHit(
                HostAddress.parse("127.0.9.9:7000").orElseThrow(), 1, List.of(result), "TEST", trailer, "", Ggep.EMPTY, Guid.random(net.random()));
    }

    @Test
    void handshakesByTheThousandThatNeverEnd() {
        siege.isBorne("slow handshakes", round -> {
            for (var i = 0; i < 100; i++) {
                ScriptedPeer.call(net, "127.1." + round + "." + (1 + i), hub.address()).say("GNUTELLA CONNECT/0.6\r\nUser-Agent: slow\r\n");
            }
        });
        assertThat(hub.overlay().view().neighbours()).hasSize(2);
    }
}
