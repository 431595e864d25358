package filbert.servent.reception;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceptionTest {
    private final VirtualNetwork net = new VirtualNetwork(3);
    private final List<String> handedOn = new ArrayList<>();
    private final List<InetAddress> called = new ArrayList<>();
    private Reception reception = new Reception(new RecordingDoor(), new RecordingVisitors(), AddressScope.PUBLIC, net.time());

    @BeforeEach
    void open() throws IOException {
        net.host("5.1.1.1").listener().listen(net.host("5.1.1.1").at(7_000), link -> reception.accepted(link));
    }

    private ScriptedPeer call(String from) {
        return ScriptedPeer.call(net, from, net.host("5.1.1.1").at(7_000));
    }

    private ScriptedPeer callAndSay(String text) {
        var peer = call("5.2.2.2");
        peer.say(text);
        net.run(Duration.ofSeconds(1));
        return peer;
    }

    @ParameterizedTest // C-16
    @CsvSource({
        "'GNUTELLA CONNECT/0.6\\r\\n',gnutella",
        "'GET /uri-res/N2R HTTP/1.1\\r\\n',http",
        "'HEAD / HTTP/1.1\\r\\n',http",
        "'POST / HTTP/1.1\\r\\n',http",
        "'OPTIONS * HTTP/1.1\\r\\n',http",
        "'GIV 1:00112233445566778899AABBCCDDEEFF/name\\n\\n',giv",
        "'QUEUE 00112233445566778899AABBCCDDEEFF 5.2.2.2:6346\\r\\n',queue"
    })
    void callersAreHandedOnByTheirFirstBytesOneByteAtATime(String greeting, String to) {
        net.largestPortion(1);
        var said = greeting.replace("\\r", "\r").replace("\\n", "\n");
        var peer = callAndSay(said);
        assertThat(handedOn).hasSize(1);
        assertThat(handedOn.getFirst()).startsWith(to + " " + said.substring(0, 4));
        assertThat(peer.closed()).isFalse();
        assertThat(reception.waiting()).isZero();
    }

    @ParameterizedTest // C-16
    @ValueSource(
            strings = {
                "CONNECT BACK\r\n\r\n",
                "\n\n",
                "\r\n\r\n",
                "PUSH guid:00\r\n",
                "LIMEWIRE CONNECT/0.6\r\n",
                "GNUTELLA/0.6 200 OK\r\n",
                "CHAT CONNECT/0.1\r\n",
                "HELO\r\n"
            })
    void othersAreShownOut(String greeting) {
        net.largestPortion(1);
        var peer = callAndSay(greeting);
        assertThat(handedOn).isEmpty();
        assertThat(peer.closed()).isTrue();
        assertThat(peer.text()).isEmpty();
        assertThat(reception.waiting()).isZero();
    }

    @ParameterizedTest // C-17
    @CsvSource({"'GNUTELLA CONNECT/0.6\\r\\n',gnutella", "'GET /uri-res/N2R HTTP/1.1\\r\\n',http", "'GIV 1:00112233445566778899AABBCCDDEEFF/name\\n\\n',giv"})
    void insideTlsCallersAreToldApartByTheSameBytes(String greeting, String to) {
        net.largestPortion(1);
        var peer = call("5.2.2.2");
        peer.encrypt();
        peer.say(greeting.replace("\\r", "\r").replace("\\n", "\n"));
        net.run(Duration.ofSeconds(1));
        assertThat(handedOn).hasSize(1);
        assertThat(handedOn.getFirst()).startsWith(to + " " + greeting.substring(0, 4));
        assertThat(peer.encrypted()).isTrue();
        assertThat(peer.closed()).isFalse();
        assertThat(reception.waiting() + reception.encrypting()).isZero();
    }

    @Test // C-17
    void aSecondClientHelloInsideTheFirstIsShownOut() {
        var peer = call("5.2.2.2");
        peer.encrypt();
        peer.say("\u0016\u0003\u0001");
        net.run(Duration.ofSeconds(1));
        assertThat(peer.closed()).isTrue();
        assertThat(handedOn).isEmpty();
        assertThat(reception.waiting()).isZero();
    }

    @Test
    void whereTlsIsSwitchedOffItIsShownOut() {
        net.host("5.1.1.1").withoutTls();
        assertThat(callAndSay("\u0016\u0003\u0001").closed()).isTrue();
        assertThat(reception.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0016\u0003GET / HTTP/1.1", "\u00ff\u00ff"})
    void whatOnlyLooksLikeTlsIsShownOut(String greeting) {
        assertThat(callAndSay(greeting).closed()).isTrue();
        assertThat(reception.waiting() + reception.encrypting()).isZero();
    }

    @Test
    void thousandsOfHalfTlsHandshakesLeaveRoomForOthers() {
        var flood = new ArrayList<ScriptedPeer>();
        for (var i = 0; i < 3_000; i++) {
            flood.add(call("5.9." + i / 250 + "." + (1 + i % 250)));
            flood.getLast().say("\u0016\u0003");
            if (i % 100 == 0) {
                assertThat(reception.encrypting()).isLessThanOrEqualTo(50);
                assertThat(reception.waiting()).isLessThanOrEqualTo(60);
            }
        }
        net.run(Duration.ofMillis(200));
        assertThat(flood).filteredOn(peer -> !peer.closed()).hasSizeLessThanOrEqualTo(50);
        callAndSay("GNUTELLA CONNECT/0.6\r\n");
        assertThat(handedOn).hasSize(1);
        net.run(Duration.ofSeconds(10));
        assertThat(flood).allMatch(ScriptedPeer::closed);
        assertThat(reception.waiting() + reception.encrypting()).isZero();
    }

    @Test
    void oneAddressCannotTakeEveryPlaceForTls() {
        for (var i = 0; i < 15; i++) {
            call("5.2.2.2").say("\u0016\u0003");
        }
        net.run(Duration.ofMillis(500));
        assertThat(reception.encrypting()).isEqualTo(10);
    }

    @Test
    void everyCallerIsProofThatWeCanBeReached() {
        callAndSay("\n\n");
        assertThat(called).containsExactly(InetAddress.ofLiteral("5.2.2.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GNUTELLA CONN", "GNUTELLA CONNECT/0.6", "\r\n\r", "GE"})
    void whoDoesNotFinishTheGreetingIsShownOutAfterFifteenSeconds(String start) { // C-18
        var peer = callAndSay(start);
        net.run(Duration.ofSeconds(13));
        assertThat(peer.closed()).isFalse();
        net.run(Duration.ofSeconds(2));
        assertThat(peer.closed()).isTrue();
        assertThat(handedOn).isEmpty();
        assertThat(reception.waiting()).isZero();
    }

    @Test // C-18
    void aGreetingOfMoreThan1024BytesIsShownOut() {
        assertThat(callAndSay("QUEUE " + "0".repeat(1_020)).closed()).isTrue();
        assertThat(callAndSay("GNUTELLA CONNECT/0.6" + "x".repeat(1_005)).closed()).isTrue();
        assertThat(callAndSay("GNUTELLA CONNECT/0.6" + "x".repeat(1_005) + "\r\n").closed()).isTrue();
        assertThat(handedOn).isEmpty();
        assertThat(callAndSay("GNUTELLA CONNECT/0.6" + "x".repeat(1_000) + "\r\n").closed()).isFalse();
        assertThat(handedOn).hasSize(1);
    }

    @Test
    void atMostTwoHundredWaitAtATimeAndTheOldestMakesRoomForTheNewcomer() {
        var waiting = new ArrayList<ScriptedPeer>();
        for (var i = 0; i < 200; i++) {
            waiting.add(call("5.2." + i + ".2"));
        }
        net.run(Duration.ofSeconds(1));
        assertThat(waiting).noneMatch(ScriptedPeer::closed);
        var newcomer = call("5.3.3.3");
        net.run(Duration.ofMillis(200));
        assertThat(reception.waiting()).isEqualTo(200);
        assertThat(waiting.stream().filter(ScriptedPeer::closed)).hasSize(1);
        newcomer.say("GET / HTTP/1.1\r\n");
        net.run(Duration.ofMillis(200));
        assertThat(newcomer.closed()).isFalse();
        assertThat(handedOn).hasSize(1);
    }

    @Test
    void aCrowdFromOneNeighbourhoodMakesRoomForTheOthers() {
        var lonely = call("5.3.3.3");
        var crowd = new ArrayList<ScriptedPeer>();
        for (var i = 0; i < 199; i++) {
            crowd.add(call("5.2.2." + i));
        }
        net.run(Duration.ofSeconds(1));
        call("5.4.4.4");
        call("5.5.5.5");
        net.run(Duration.ofSeconds(1));
        assertThat(lonely.closed()).isFalse();
        assertThat(crowd.stream().filter(ScriptedPeer::closed)).hasSize(2);
        assertThat(reception.waiting()).isEqualTo(200);
    }

    @Test
    void oneAddressCannotTakeThePlacesOfOthers() {
        var idle = new ArrayList<ScriptedPeer>();
        for (var i = 0; i < 300; i++) {
            idle.add(call("5.2.2.2"));
        }
        net.run(Duration.ofSeconds(1));
        assertThat(reception.waiting()).isEqualTo(Reception.MOST_WAITING_FROM_ONE);
        assertThat(idle.stream().filter(ScriptedPeer::closed)).hasSize(300 - Reception.MOST_WAITING_FROM_ONE);
        var other = call("5.3.3.3");
        other.say("GET / HTTP/1.1\r\n");
        net.run(Duration.ofSeconds(1));
        assertThat(handedOn).hasSize(1);
        net.run(Reception.PATIENCE);
        assertThat(reception.waiting()).isZero();
    }

    @Test
    void aCallerThatHangsUpWaitsNoLonger() {
        var peer = callAndSay("GE");
        assertThat(reception.waiting()).isOne();
        peer.link().close();
        net.run(Duration.ofSeconds(1));
        assertThat(reception.waiting()).isZero();
    }

    @Test
    void aSixthHttpCallWithinTenSecondsIsToldOffOnceAndThenIgnored() {
        for (var i = 0; i < 5; i++) {
            callAndSay("GET / HTTP/1.1\r\n");
        }
        assertThat(handedOn).hasSize(5);
        var sixth = callAndSay("GET / HTTP/1.1\r\n");
        assertThat(sixth.text()).startsWith("HTTP/1.1 429 Too Many Requests\r\n");
        var seventh = callAndSay("GET / HTTP/1.1\r\n");
        assertThat(seventh.text()).isEmpty();
        assertThat(seventh.closed()).isTrue();
        assertThat(handedOn).hasSize(5);
        net.run(Duration.ofSeconds(10));
        callAndSay("GET / HTTP/1.1\r\n");
        assertThat(handedOn).hasSize(6);
    }

    @Test
    void neighboursOfOurOwnNetworkAreNotCounted() {
        reception = new Reception(new RecordingDoor(), new RecordingVisitors(), AddressScope.LAN, net.time());
        for (var i = 0; i < 9; i++) {
            callAndSay("GET / HTTP/1.1\r\n");
        }
        assertThat(handedOn).hasSize(9);
    }

    @Test
    void nothingIsDecidedBeforeItMustBe() {
        for (var undecided : List.of("", "G", "GN", "GNUTELLA CONNECT", "\r", "\r\n", "\n", "P", "C", "CONNECT")) {
            assertThat(Greeting.of(Unpooled.copiedBuffer(undecided, StandardCharsets.ISO_8859_1))).as(undecided).isEmpty();
        }
        assertThat(Greeting.of(Unpooled.wrappedBuffer(HexFormat.of().parseHex("16")))).isEqualTo(Optional.of(Greeting.TLS));
    }

    private final class RecordingDoor implements Door {
        @Override
        public void called(InetAddress from) {
            called.add(from);
        }

        @Override
        public void gnutella(Link link, ByteBuf soFar) {
            take("gnutella", link, soFar);
        }
    }

    private final class RecordingVisitors implements Visitors {
        @Override
        public void http(Link link, ByteBuf soFar) {
            take("http", link, soFar);
        }

        @Override
        public void giv(Link link, ByteBuf soFar) {
            take("giv", link, soFar);
        }

        @Override
        public void queue(Link link, ByteBuf soFar) {
            take("queue", link, soFar);
        }
    }

    private void take(String by, Link link, ByteBuf soFar) {
        handedOn.add(by + " " + soFar.toString(StandardCharsets.ISO_8859_1));
        soFar.release();
        link.handler(new Link.Handler() {
            @Override
            public void received(ByteBuf bytes) {
                bytes.release();
            }

            @Override
            public void closed(@Nullable IOException cause) {}
        });
    }
}
