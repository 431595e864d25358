package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.guard.Ban;
import filbert.servent.guard.Hostiles;
import filbert.servent.guard.Offence;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.message.Bye;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Neighbours somebody blocks, or that turn out to be listed as hostile. */
final class BlockingTest {
    private static final String BAD = "5.2.2.2";
    private static final String GOOD = "5.3.3.3";

    private final VirtualNetwork net = new VirtualNetwork(11);
    private final VirtualServent hub = VirtualServent.ultrapeer(net, "5.1.1.1");

    private ScriptedPeer neighbour(String ip) {
        var peer = ScriptedPeer.call(net, ip, hub.address());
        peer.say(ScriptedPeer.greeting(false));
        peer.block();
        peer.say(ScriptedPeer.CONFIRMATION);
        net.run(Duration.ofSeconds(1));
        return peer;
    }

    private String answer(String ip) {
        var peer = ScriptedPeer.call(net, ip, hub.address());
        peer.say(ScriptedPeer.greeting(false));
        return peer.block();
    }

    private static List<Integer> byes(ScriptedPeer peer) {
        return peer.messages().stream()
                .map(ScriptedPeer.Heard::message)
                .filter(Bye.class::isInstance)
                .map(message -> ((Bye) message).code())
                .toList();
    }

    private boolean turnedOut(String ip) {
        return hub.turnedOut.stream().reduce(Predicate::or).orElse(_ -> false).test(InetAddress.ofLiteral(ip));
    }

    @Test
    void whoIsBlockedIsPartedFromAndStaysOutUntilLetInAgain() {
        var bad = neighbour(BAD);
        var good = neighbour(GOOD);
        hub.overlay().block(InetAddress.ofLiteral(BAD));
        net.run(Duration.ofSeconds(5));
        assertThat(byes(bad)).containsExactly(201);
        assertThat(byes(good)).isEmpty();
        assertThat(turnedOut(BAD)).isTrue();
        assertThat(turnedOut(GOOD)).isFalse();
        assertThat(hub.overlay().bans()).extracting(Ban::why).containsExactly(Offence.BLOCKED);
        net.run(Duration.ofDays(2));
        assertThat(answer(BAD)).doesNotStartWith("GNUTELLA/0.6 200");
        assertThat(hub.overlay().lift(InetAddress.ofLiteral(BAD))).isTrue();
        assertThat(answer(BAD)).startsWith("GNUTELLA/0.6 200");
    }

    @Test
    void whoIsListedAsHostileIsPartedFromAsSoonAsTheListIsRead() {
        var bad = neighbour(BAD);
        var good = neighbour(GOOD);
        hub.hostiles = new Hostiles(List.of(new Hostiles.Range(0x05020000L, 0x0502FFFFL)));
        hub.overlay().shunHostile();
        net.run(Duration.ofSeconds(5));
        assertThat(byes(bad)).containsExactly(415);
        assertThat(byes(good)).isEmpty();
        assertThat(turnedOut(BAD)).isTrue();
        assertThat(turnedOut(GOOD)).isFalse();
        assertThat(answer(BAD)).doesNotStartWith("GNUTELLA/0.6 200");
    }
}
