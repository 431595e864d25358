package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.message.Bye;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The change to TLS behind the handshake, from both sides (1-connect, 4.3). */
final class EncryptedLinksTest {
    private final VirtualNetwork net = new VirtualNetwork(48);

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    @Test // C-48
    void twoServentsThatSpeakTlsChangeOverToItWithDeflateInside() {
        var ultrapeer = VirtualServent.ultrapeer(net, "5.1.1.1");
        var other = VirtualServent.ultrapeer(net, "6.1.1.1", ultrapeer.address());
        net.run(Duration.ofSeconds(5));
        assertThat(ultrapeer.isNeighbourOf(other)).isTrue();
        assertThat(other.neighbours()).singleElement().satisfies(there -> {
            assertThat(there.tls()).startsWith("virtual TLS");
            assertThat(there.deflateIn()).isTrue();
            assertThat(there.messagesIn()).isPositive();
        });
        assertThat(ultrapeer.neighbours()).singleElement().satisfies(there -> assertThat(there.tls()).startsWith("virtual TLS"));
    }

    @Test
    void aServentWithoutTlsStaysPlainAndDoesNotSpeakOfIt() {
        var ultrapeer = VirtualServent.ultrapeer(net, "5.1.1.1");
        net.host("6.1.1.1").withoutTls();
        var plain = VirtualServent.leaf(net, "6.1.1.1", ultrapeer.address());
        net.run(Duration.ofSeconds(5));
        assertThat(plain.neighbours()).singleElement().satisfies(there -> assertThat(there.tls()).isEmpty());
        var callers = ScriptedPeer.listen(net, host("5.2.1.1:7000"));
        net.host("6.1.1.2").withoutTls();
        VirtualServent.leaf(net, "6.1.1.2", host("5.2.1.1:7000"));
        net.run(Duration.ofSeconds(1));
        assertThat(callers.getFirst().block()).doesNotContain("TLS").doesNotContain("tls");
    }

    @Test // C-50
    void whoAgreesToTlsAndFailsAtItIsHungUpOnAndLaterCalledPlain() {
        var callers = ScriptedPeer.listen(net, host("5.2.1.1:7000"));
        var leaf = VirtualServent.leaf(net, "6.1.1.1", host("5.2.1.1:7000"));
        net.run(Duration.ofSeconds(1));
        var first = callers.getFirst();
        assertThat(first.block()).contains("Upgrade: TLS/1.0\r\n", "X-Features: tls/1.0\r\n");
        first.say(ScriptedPeer.acceptance(true, "Upgrade: TLS/1.0", "Connection: Upgrade"));
        assertThat(first.block()).contains("Connection: Upgrade");
        first.say("plain after all");
        net.run(Duration.ofSeconds(1));
        assertThat(first.closed()).isTrue();
        assertThat(leaf.neighbours()).isEmpty();
        net.runUntil(() -> callers.size() > 1, Duration.ofMinutes(20));
        var second = callers.getLast();
        assertThat(second.block()).doesNotContain("Upgrade: TLS").contains("X-Features: tls/1.0\r\n");
        second.say(ScriptedPeer.acceptance(true));
        net.run(Duration.ofSeconds(1));
        assertThat(leaf.neighbours()).singleElement().satisfies(there -> assertThat(there.tls()).isEmpty());
    }

    @Test // C-48
    void whoAgreesToTlsAndSaysNothingIsHungUpOnAfterTenSeconds() {
        var callers = ScriptedPeer.listen(net, host("5.2.1.1:7000"));
        var leaf = VirtualServent.leaf(net, "6.1.1.1", host("5.2.1.1:7000"));
        net.run(Duration.ofSeconds(1));
        var silent = callers.getFirst();
        silent.block();
        silent.say(ScriptedPeer.acceptance(true, "Upgrade: TLS/1.0", "Connection: Upgrade"));
        net.run(Duration.ofSeconds(9));
        assertThat(silent.closed()).isFalse();
        assertThat(leaf.neighbours()).isEmpty();
        net.run(Duration.ofSeconds(2));
        assertThat(silent.closed()).isTrue();
        assertThat(leaf.view().dialling()).isZero();
    }

    @Test // C-48
    void aCallerMaySendItsFirstTlsBytesWithItsLastBlock() {
        var ultrapeer = VirtualServent.ultrapeer(net, "5.1.1.1");
        var caller = ScriptedPeer.call(net, "6.2.1.1", ultrapeer.address());
        caller.say(ScriptedPeer.greeting(true, "Upgrade: TLS/1.0"));
        assertThat(caller.block()).contains("Upgrade: TLS/1.0\r\n", "Connection: Upgrade\r\n");
        caller.say("GNUTELLA/0.6 200 OK\r\nConnection: Upgrade\r\n\r\n");
        caller.encrypt();
        net.run(Duration.ofSeconds(2));
        assertThat(caller.encrypted()).isTrue();
        assertThat(ultrapeer.neighbours()).singleElement().satisfies(there -> assertThat(there.tls()).startsWith("virtual TLS"));
        assertThat(caller.messages()).isNotEmpty();
    }

    @Test // C-49
    void insideTlsFromTheFirstByteTheHandshakeSpeaksOfNoSecondTls() {
        var ultrapeer = VirtualServent.ultrapeer(net, "5.1.1.1");
        var caller = ScriptedPeer.call(net, "6.2.1.1", ultrapeer.address());
        caller.encrypt();
        caller.say(ScriptedPeer.greeting(true, "Upgrade: TLS/1.0"));
        assertThat(caller.block()).startsWith("GNUTELLA/0.6 200 OK").doesNotContain("Upgrade: TLS").contains("X-Features: tls/1.0");
        caller.say(ScriptedPeer.CONFIRMATION);
        net.run(Duration.ofSeconds(1));
        assertThat(ultrapeer.neighbours()).singleElement().satisfies(there -> assertThat(there.tls()).startsWith("virtual TLS"));
        ultrapeer.stop();
        net.run(Duration.ofSeconds(5));
        assertThat(caller.messages(Bye.class)).hasSize(1);
        assertThat(caller.closed()).isTrue();
    }
}
