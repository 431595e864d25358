package filbert.servent.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.vectors.Vectors;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IncomingHandshakeTest {
    private static final InetAddress CALLER = InetAddress.ofLiteral("5.9.9.9");
    private static final Guid GUID = Guid.parse("00112233445566778899aabbccddee00");
    private static final Introduction ULTRAPEER = new Introduction("Filbert/1.0", true, GUID, HostAddress.parse("5.1.1.1:12345"), 32, Encryption.OFFERED);
    private static final Introduction LEAF = new Introduction("Filbert/1.0", false, GUID, HostAddress.parse("5.1.1.1:12345"), 32, Encryption.OFFERED);

    private final List<PeerCapabilities> considered = new ArrayList<>();

    private Admission admission(Verdict verdict, Optional<List<HostAddress>> forCrawler) {
        return new Admission() {
            @Override
            public Verdict consider(PeerCapabilities peer) {
                considered.add(peer);
                return verdict;
            }

            @Override
            public Optional<List<HostAddress>> neighboursForCrawler() {
                return forCrawler;
            }
        };
    }

    private IncomingHandshake.AwaitingCall answering(Introduction us, Verdict verdict) {
        return new IncomingHandshake.AwaitingCall(us, CALLER, admission(verdict, Optional.empty()));
    }

    private static Verdict accept() {
        return new Verdict.Accept(false, List.of());
    }

    private static HeaderBlock block(String text) {
        return new HeaderBlockReader().read(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1)).orElseThrow();
    }

    private static HeaderBlock call(String... headers) {
        return block("GNUTELLA CONNECT/0.6\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void anUltrapeerIsAnsweredAndSettledWithDeflateBothWays() {
        var step = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True", "Accept-Encoding: deflate", "User-Agent: Script/1.0"));
        var reply = step.reply().orElseThrow();
        assertThat(reply.startLine()).isEqualTo("GNUTELLA/0.6 200 OK"); // C-24
        assertThat(reply.get("Content-Encoding")).contains("deflate"); // C-44
        assertThat(reply.get("Remote-IP")).contains("5.9.9.9");
        var settled = step.next().on(block("GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n"));
        assertThat(settled.reply()).isEmpty();
        assertThat(settled.next()).isInstanceOfSatisfying(IncomingHandshake.Established.class, established -> {
            assertThat(established.agreement().inflate()).isTrue();
            assertThat(established.agreement().deflate()).isTrue();
            assertThat(established.agreement().peer().ultrapeer()).isTrue();
        });
    }

    @Test // C-44
    void eachDirectionOfCompressionIsAgreedAlone() {
        var plainCaller = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True"));
        assertThat(plainCaller.reply().orElseThrow().has("Content-Encoding")).isFalse();
        var settled = plainCaller.next().on(block("GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n")).next();
        assertThat(settled).isEqualTo(new IncomingHandshake.Established(new Agreement(considered.getFirst(), true, false), false));
        var deaf = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True", "Accept-Encoding: gzip, deflate"));
        assertThat(deaf.next().on(block("GNUTELLA/0.6 200 OK\r\n\r\n")).next())
                .isEqualTo(new IncomingHandshake.Established(new Agreement(considered.getLast(), false, true), false));
    }

    @Test
    void whoseLinksArePlainNeitherDeflatesNorAsksForIt() {
        var plain = new Introduction("Filbert/1.0", true, GUID, Optional.empty(), 32, Encryption.NONE, "", Compression.NONE);
        var reply = answering(plain, accept()).on(call("X-Ultrapeer: True", "Accept-Encoding: deflate")).reply().orElseThrow();
        assertThat(reply.has("Accept-Encoding")).isFalse();
        assertThat(reply.has("Content-Encoding")).isFalse();
    }

    @Test
    void weDoNotDeflateTowardsLeaves() {
        var step = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: False", "Accept-Encoding: deflate"));
        assertThat(step.reply().orElseThrow().has("Content-Encoding")).isFalse();
        assertThat(step.reply().orElseThrow().get("Accept-Encoding")).contains("deflate");
    }

    @ParameterizedTest // C-27
    @ValueSource(strings = {"GNUTELLA CONNECT/0.4", "GNUTELLA CONNECT/0.5", "GNUTELLA CONNECT/x", "GNUTELLA CONNECT/0.6 please"})
    void otherGreetingsAreClosedWithoutReply(String greeting) {
        var step = answering(ULTRAPEER, accept()).on(block(greeting + "\r\nX-Ultrapeer: True\r\n\r\n"));
        assertThat(step.next()).isInstanceOf(IncomingHandshake.Ended.class);
        assertThat(step.reply()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GNUTELLA CONNECT/0.6", "GNUTELLA CONNECT/0.7", "GNUTELLA CONNECT/0.12", "GNUTELLA CONNECT/1.0", "gnutella connect/0.6"})
    void anyVersionFromSixOnIsTakenForSix(String greeting) {
        var step = answering(ULTRAPEER, accept()).on(block(greeting + "\r\nX-Ultrapeer: True\r\n\r\n"));
        assertThat(step.reply().orElseThrow().startLine()).isEqualTo("GNUTELLA/0.6 200 OK");
    }

    @Test // C-35
    void aCallerWithoutARoleIsRefused() {
        var step = answering(ULTRAPEER, accept()).on(call("User-Agent: Script/1.0"));
        assertThat(step.next()).isEqualTo(new IncomingHandshake.Ended(503, "No X-Ultrapeer"));
        assertThat(step.reply().orElseThrow().startLine()).isEqualTo("GNUTELLA/0.6 503 No X-Ultrapeer");
        assertThat(considered).isEmpty();
    }

    @Test // C-34
    void aRefusalTellsWhoWhereAndWhomElseToTry() {
        var others = IntStream.rangeClosed(1, 15).mapToObj(i -> HostAddress.parse("5.2.2." + i + ":7000").orElseThrow()).toList();
        var withCaller = new ArrayList<>(others);
        withCaller.addFirst(new HostAddress(CALLER, 7_000));
        var step = answering(ULTRAPEER, new Verdict.Reject(503, "No Leaf Slots", withCaller)).on(call("X-Ultrapeer: False"));
        var reply = step.reply().orElseThrow();
        assertThat(reply.startLine()).isEqualTo("GNUTELLA/0.6 503 No Leaf Slots");
        assertThat(reply.get("User-Agent")).contains("Filbert/1.0");
        assertThat(reply.get("Remote-IP")).contains("5.9.9.9");
        assertThat(reply.get("X-Try-Ultrapeers").orElseThrow().split(",")).hasSize(10).startsWith("5.2.2.1:7000").noneMatch(host -> host.contains("5.9.9.9"));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 406, 429, 550})
    void aRefusalOfTheCallerItselfNamesNobodyElse(int code) {
        var step = answering(ULTRAPEER, new Verdict.Reject(code, "No", HostAddress.parse("5.2.2.1:7000").stream().toList())).on(call("X-Ultrapeer: False"));
        assertThat(step.reply().orElseThrow().has("X-Try-Ultrapeers")).isFalse();
    }

    @Test
    void ipv6HostsAreSuggestedToThoseWhoTakeThem() {
        var others = List.of(HostAddress.parse("5.2.2.2:7000").orElseThrow(), HostAddress.parse("[2a00::2]:7000").orElseThrow());
        var verdicts = List.of(new Verdict.Accept(false, others), new Verdict.Reject(503, "Full", others));
        for (var verdict : verdicts) {
            assertThat(tries(verdict, CALLER, "X-Features: tls/1.0")).isEqualTo("5.2.2.2:7000");
            assertThat(tries(verdict, CALLER, "X-Features: tls/1.0, IP/6.0")).isEqualTo("5.2.2.2:7000,[2a00:0:0:0:0:0:0:2]:7000");
            assertThat(tries(verdict, InetAddress.ofLiteral("2a00::9"), "X-Features: tls/1.0")).as("who calls over it").contains("[2a00:0:0:0:0:0:0:2]:7000");
        }
    }

    private String tries(Verdict verdict, InetAddress caller, String features) {
        var answering = new IncomingHandshake.AwaitingCall(ULTRAPEER, caller, admission(verdict, Optional.empty()));
        return answering.on(call("X-Ultrapeer: False", features)).reply().orElseThrow().get("X-Try-Ultrapeers").orElseThrow();
    }

    @Test
    void theFamiliesStandAmongTheFeatures() {
        assertThat(reply(ULTRAPEER).get("X-Features")).contains("tls/1.0");
        assertThat(reply(ULTRAPEER.using("IP/6.0")).get("X-Features")).contains("tls/1.0, IP/6.0");
        var there = HostAddress.parse("[2a00::1]:7000").orElseThrow();
        assertThat(reply(ULTRAPEER.callableAt(there)).get("Listen-IP")).contains("[2a00:0:0:0:0:0:0:1]:7000");
        assertThat(PeerCapabilities.from(call("X-Features: browse/1.0,ip/6.4")).ipv6()).isTrue();
        assertThat(PeerCapabilities.from(call("X-Features: SHIP/6.4, IP/4.0")).ipv6()).isFalse();
    }

    private HeaderBlock reply(Introduction us) {
        return answering(us, accept()).on(call("X-Ultrapeer: False")).reply().orElseThrow();
    }

    @Test // C-37
    void aCallingUltrapeerThatGivesInBecomesOurLeaf() {
        var step = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True", "Accept-Encoding: deflate"));
        var settled = step.next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: False\r\n\r\n")).next();
        assertThat(settled).isInstanceOfSatisfying(IncomingHandshake.Established.class, established -> assertThat(established.agreement().peer().ultrapeer()).isFalse());
    }

    @Test
    void aCallerMayThinkBetterOfIt() {
        var step = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True"));
        assertThat(step.next().on(block("GNUTELLA/0.6 503 Not you\r\n\r\n"))).isEqualTo(new IncomingHandshake.Step(new IncomingHandshake.Ended(503, "Not you"), Optional.empty()));
        assertThat(step.next().on(block("HTTP/1.1 200 OK\r\n\r\n")).next()).isInstanceOf(IncomingHandshake.Ended.class);
    }

    @Test // C-39
    void acceptWithoutGnutellaPacketsIsNotAcceptable() {
        var refused = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True", "Accept: application/x-gnutella2"));
        assertThat(refused.next()).isEqualTo(new IncomingHandshake.Ended(406, "Protocol Not Acceptable"));
        var accepted = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True", "Accept: application/x-gnutella2, application/x-gnutella-packets"));
        assertThat(accepted.reply().orElseThrow().get("Content-Type")).contains("application/x-gnutella-packets");
    }

    @Test // C-42
    void aCrawlerGetsOurUltrapeersAndNoLink() {
        var peers = List.of(HostAddress.parse("5.2.2.1:7000").orElseThrow(), HostAddress.parse("5.2.2.2:7000").orElseThrow());
        var answered = new IncomingHandshake.AwaitingCall(ULTRAPEER, CALLER, admission(accept(), Optional.of(peers))).on(call("Crawler: 0.1"));
        assertThat(answered.next()).isEqualTo(new IncomingHandshake.Ended(200, "crawler"));
        assertThat(answered.reply().orElseThrow().get("Peers")).contains("5.2.2.1:7000,5.2.2.2:7000");
        assertThat(answering(ULTRAPEER, accept()).on(call("Crawler: 0.1")).next()).as("too often").isEqualTo(new IncomingHandshake.Ended(403, "Crawled too often"));
        assertThat(answering(LEAF, accept()).on(call("Crawler: 0.1")).next()).isEqualTo(new IncomingHandshake.Ended(503, "Shielded leaf node"));
    }

    @Test // C-31
    void theQueryRoutingVersionIsNeverAboveTheCallers() {
        assertThat(answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: False", "X-Query-Routing: 0.1")).reply().orElseThrow().get("X-Query-Routing")).contains("0.1");
        assertThat(answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: False", "X-Query-Routing: 0.2")).reply().orElseThrow().get("X-Query-Routing")).contains("0.2");
    }

    @Test
    void anUltrapeerIsToldWhenMoreAreNeeded() {
        var step = answering(ULTRAPEER, new Verdict.Accept(true, List.of())).on(call("X-Ultrapeer: True"));
        assertThat(step.reply().orElseThrow().get("X-Ultrapeer-Needed")).contains("True");
        assertThat(answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True")).reply().orElseThrow().has("X-Ultrapeer-Needed")).isFalse();
    }

    @Test // C-48
    void tlsIsAgreedToWhenOfferedAndBeginsWhenTheCallerConfirmsIt() {
        var step = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True", "Upgrade: TLS/1.0"));
        var reply = step.reply().orElseThrow();
        assertThat(reply.get("Upgrade")).contains("TLS/1.0");
        assertThat(reply.get("Connection")).contains("Upgrade");
        assertThat(step.next().on(block("GNUTELLA/0.6 200 OK\r\nConnection: Upgrade\r\n\r\n")).next())
                .isEqualTo(new IncomingHandshake.Established(new Agreement(considered.getFirst(), false, false), true));
        assertThat(step.next().on(block("GNUTELLA/0.6 200 OK\r\n\r\n")).next())
                .isEqualTo(new IncomingHandshake.Established(new Agreement(considered.getFirst(), false, false), false));
    }

    @Test // C-48
    void tlsIsNotAgreedToWhenNotOfferedOrNotSpoken() {
        assertThat(answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True")).reply().orElseThrow()).returns(false, block -> block.has("Connection")).returns(false, block -> block.has("Upgrade"));
        for (var encryption : List.of(Encryption.NONE, Encryption.SPOKEN)) {
            var step = answering(ULTRAPEER.with(encryption), accept()).on(call("X-Ultrapeer: True", "Upgrade: TLS/1.0"));
            assertThat(step.reply().orElseThrow()).returns(false, block -> block.has("Connection")).returns(false, block -> block.has("Upgrade"));
            assertThat(step.next().on(block("GNUTELLA/0.6 200 OK\r\nConnection: Upgrade\r\n\r\n")).next())
                    .isEqualTo(new IncomingHandshake.Ended(400, "Upgrade Header Missing"));
        }
    }

    @Test // C-50
    void anUpgradeToNothingIsRefused() {
        var step = answering(ULTRAPEER, accept()).on(call("X-Ultrapeer: True", "Connection: Upgrade"));
        assertThat(step.reply().orElseThrow().startLine()).isEqualTo("GNUTELLA/0.6 400 Upgrade Header Missing");
        assertThat(step.next()).isInstanceOf(IncomingHandshake.Ended.class);
    }

    @Test // C-48
    void aRecordedUpgradeOfGtkGnutellaIsUnderstood() {
        var blocks = Vectors.of("handshake-tls-upgrade-leaf1-to-up1.hex").kind("HANDSHAKE").toList();
        var step = answering(ULTRAPEER, accept()).on(block(blocks.get(0).text()));
        assertThat(step.reply().orElseThrow().get("Connection")).contains("Upgrade");
        assertThat(step.next().on(block(blocks.get(2).text())).next())
                .isInstanceOfSatisfying(IncomingHandshake.Established.class, established -> {
                    assertThat(established.upgrade()).isTrue();
                    assertThat(established.agreement().inflate()).isTrue();
                });
    }

    @Test
    void aHandshakeThatIsOverTakesNoMoreBlocks() {
        assertThatThrownBy(() -> new IncomingHandshake.Ended(400, "").on(call())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void recordedGreetingsOfGtkGnutellaAreUnderstood() {
        for (var session : List.of("session-plain-leaf1-to-up1.hex", "session-plain-up2-to-up1.hex", "session-deflate-leaf1-to-up1.hex")) {
            var blocks = Vectors.of(session).kind("HANDSHAKE").toList();
            var step = answering(ULTRAPEER, accept()).on(block(blocks.get(0).text()));
            assertThat(step.reply().orElseThrow().startLine()).as(session).isEqualTo("GNUTELLA/0.6 200 OK");
            var settled = step.next().on(block(blocks.get(2).text())).next();
            assertThat(settled).as(session).isInstanceOf(IncomingHandshake.Established.class);
            var agreement = ((IncomingHandshake.Established) settled).agreement();
            assertThat(agreement.inflate()).as(session).isEqualTo(session.contains("deflate"));
            assertThat(agreement.peer().ultrapeer()).as(session).isEqualTo(session.contains("up2"));
            assertThat(agreement.peer().userAgent()).startsWith("gtk-gnutella/1.2.3");
            assertThat(agreement.peer().servent()).as("%s GUID", session).isPresent();
            assertThat(agreement.peer().listenAddress()).as("%s Node", session).isPresent();
            assertThat(agreement.peer()).returns(true, PeerCapabilities::bye).returns(true, PeerCapabilities::vendorMessages).returns(true, PeerCapabilities::ggep);
        }
    }
}
