package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.servent.search.FoundFile;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.message.SearchText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Attacks on an ultrapeer between somebody who searches and somebody who has it, in virtual time. Whatever strangers do, the searches of honest
 * neighbours keep at least 95 of a hundred answers, each in less than twice the time it takes in peace.
 */
final class AbuseTest {
    private static final int SEARCHES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final VirtualNetwork net = new VirtualNetwork(23);
    private final List<SearchingServent> everybody = new ArrayList<>();
    private final List<ScriptedPeer> attackers = new ArrayList<>();
    private SearchingServent hub;
    private SearchingServent asker;

    /** What the searches found and how long they waited. */
    private record Outcome(int answered, Duration waited) {}

    @BeforeEach
    void anUltrapeerStandsBetweenTwoLeaves() {
        hub = add(SearchingServent.ultrapeer(net, "127.0.1.1", List.of()));
        add(SearchingServent.leaf(
                net, "127.0.2.1", List.of(hub), IntStream.range(0, 2 * SEARCHES).mapToObj(i -> "hazel" + word(i) + " song.ogg").toArray(String[]::new)));
        asker = add(SearchingServent.leaf(net, "127.0.2.2", List.of(hub)));
        net.run(Duration.ofMinutes(2));
    }

    private SearchingServent add(SearchingServent servent) {
        everybody.add(servent);
        return servent;
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    private static String word(int number) {
        return "qrstuvwxyz".charAt(number % 10) + "" + "abcdefghij".charAt(number / 10);
    }

    private void attack(int many) {
        for (var i = 0; i < many; i++) {
            attackers.add(ScriptedPeer.join(net, "127.0." + (10 + i / 200) + "." + (1 + i % 200), hub.address(), i % 2 == 0));
        }
    }

    /** Ten searches, one after the other; before each the attackers act. */
    private Outcome search(int first, IntConsumer attack) {
        var answered = 0;
        var waited = Duration.ZERO;
        for (var i = first; i < first + SEARCHES; i++) {
            var round = i;
            attack.accept(round);
            var before = net.instants().instant();
            var id = asker.searches().start(1, "hazel" + word(i));
            if (net.runUntil(() -> !honest(id).isEmpty(), PATIENCE)) {
                answered++;
                waited = waited.plus(Duration.between(before, net.instants().instant()));
            }
            net.run(Duration.ofSeconds(7));
        }
        return new Outcome(answered, waited);
    }

    private List<FoundFile> honest(String id) {
        return asker.searches().view(id).orElseThrow().files().stream().filter(file -> !file.isSpam()).toList();
    }

    private void isBorne(String name, IntConsumer attack) {
        var peace = search(0, _ -> {});
        var war = search(SEARCHES, attack);
        System.out.println(name + ": " + war.answered() + " of " + SEARCHES + " answered, " + war.waited().toMillis() / SEARCHES
                + " ms each; in peace " + peace.answered() + ", " + peace.waited().toMillis() / SEARCHES + " ms; queries received "
                + hub.count("query").in() + ", dropped " + hub.count("query").dropped() + ", hits dropped " + hub.count("query hit").dropped());
        assertThat(peace.answered()).isEqualTo(SEARCHES);
        assertThat(war.answered() * 100).isGreaterThanOrEqualTo(95 * SEARCHES);
        assertThat(war.waited()).isLessThan(peace.waited().multipliedBy(2));
    }

    private void say(ScriptedPeer attacker, Guid guid, int hops, String words) {
        if (!attacker.closed()) {
            attacker.say(guid, 3, hops, SearchText.of(words).orElseThrow().query(Query.MARK, Ggep.EMPTY));
        }
    }

    @Test
    void aFloodOfQueriesFromOneNeighbour() {
        attack(1);
        isBorne("query flood, 1 neighbour", round -> flood(1_000, round));
        assertThat(hub.count("query").dropped()).isGreaterThan(1_000);
    }

    @Test
    void aFloodOfQueriesFromFiftyNeighbours() {
        attack(50);
        isBorne("query flood, 50 neighbours", round -> flood(100, round));
        assertThat(hub.count("query").dropped()).isGreaterThan(1_000);
    }

    private void flood(int each, int round) {
        for (var attacker : attackers) {
            for (var i = 0; i < each; i++) {
                say(attacker, Guid.random(net.random()), 0, "hazel flood " + word(i % 100) + " " + round);
            }
        }
    }

    @Test
    void replayedGuids() {
        attack(2);
        var guid = Guid.random(net.random());
        isBorne("GUID replay", _ -> attackers.forEach(attacker -> {
            for (var i = 0; i < 300; i++) {
                say(attacker, guid, 1, "hazel replay");
            }
        }));
        assertThat(hub.count("query").dropped()).isGreaterThan(100);
    }

    @Test
    void aStormOfHitsNobodyAskedFor() {
        attack(2);
        isBorne("hit storm", _ -> attackers.forEach(attacker -> {
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
        isBorne("slow handshakes", round -> {
            for (var i = 0; i < 100; i++) {
                ScriptedPeer.call(net, "127.1." + round + "." + (1 + i), hub.address()).say("GNUTELLA CONNECT/0.6\r\nUser-Agent: slow\r\n");
            }
        });
        assertThat(hub.overlay().view().neighbours()).hasSize(2);
    }
}
