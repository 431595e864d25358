package filbert.servent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.message.Header;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a peer says at whatever moment: it costs its own connection at most, and nothing escapes (C-94). What a task throws ends a virtual run. */
final class ServentFuzzTest {
    private static final int[] TYPES = {
        Header.PING, Header.PONG, Header.BYE, Header.QRP, Header.VENDOR, Header.VENDOR_STANDARD, Header.PUSH, Header.QUERY, Header.QUERY_HIT, 0x99
    };

    private VirtualNetwork net = new VirtualNetwork(23);

    /** While fuzzing, one instance of this class sees every input. */
    private void begin() {
        net = new VirtualNetwork(23);
    }

    @FuzzTest
    void anyCallerAtThePort(byte[] said) {
        begin();
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(said);
        net.run(Duration.ofMinutes(3));
        assertThat(peer.closed() || !servent.http.isEmpty() || !servent.givs.isEmpty()).as("nobody lingers").isTrue();
        theServentLives(servent);
    }

    @FuzzTest
    void anyAnswerToOurCall(byte[] said) {
        begin();
        var callers = ScriptedPeer.listen(net, net.host("5.2.2.2").at(7_000));
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1", net.host("5.2.2.2").at(7_000));
        net.run(Duration.ofSeconds(1));
        callers.getFirst().say(said);
        net.run(Duration.ofMinutes(3));
        theServentLives(servent);
    }

    @FuzzTest
    void anyBytesOnAPlainConnection(byte[] said) {
        begin();
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = ScriptedPeer.join(net, "5.2.2.2", servent.address(), true);
        peer.say(said);
        net.run(Duration.ofMinutes(3));
        theServentLives(servent);
    }

    @FuzzTest
    void anyBytesOnACompressedConnection(byte[] said) {
        begin();
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(true, "Accept-Encoding: deflate"));
        peer.block();
        peer.say("GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n");
        peer.say(said);
        net.run(Duration.ofMinutes(3));
        theServentLives(servent);
    }

    @FuzzTest
    void anyDatagram(byte[] said) throws IOException {
        begin();
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1", HostAddress.parse("5.2.2.2:7000").orElseThrow());
        Datagrams.Socket socket = net.host("5.2.2.2").datagrams().bind(net.host("5.2.2.2").at(7_000), (from, bytes) -> bytes.release());
        net.run(Duration.ofSeconds(1));
        socket.send(servent.address(), Unpooled.copiedBuffer(said));
        net.run(Duration.ofSeconds(5));
        theServentLives(servent);
    }

    /** Messages of every type with any TTL and hops, their lengths true and their bodies noise: what random bytes alone hardly ever are. */
    @Test
    void noiseInWellFramedMessages() {
        var random = new Random(29);
        for (var round = 0; round < 40; round++) {
            var servent = VirtualServent.ultrapeer(net, "5.1." + round + ".1");
            var peer = ScriptedPeer.join(net, "5.2." + round + ".2", servent.address(), random.nextBoolean());
            for (var i = 0; i < 40; i++) {
                var body = new byte[random.nextInt(random.nextInt(1, 80))];
                random.nextBytes(body);
                var type = TYPES[random.nextInt(TYPES.length)];
                peer.say(new Header(Guid.random(random), type, random.nextInt(5), random.nextInt(3), body.length), body);
            }
            net.run(Duration.ofSeconds(5));
            theServentLives(servent);
        }
    }

    private void theServentLives(VirtualServent servent) {
        ScriptedPeer.join(net, "9.9.9.9", servent.address(), false);
        assertThat(servent.view().leaves()).isPositive();
        servent.stop();
        net.run(Duration.ofSeconds(15));
        assertThat(servent.neighbours()).isEmpty();
    }
}
