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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutgoingHandshakeTest {
    private static final InetAddress CALLED = InetAddress.ofLiteral("5.9.9.9");
    private static final Guid GUID = Guid.parse("00112233445566778899aabbccddee00");
    private static final Introduction LEAF = new Introduction("Filbert/1.0", false, GUID, HostAddress.parse("5.1.1.1:12345"), 8, Encryption.OFFERED);
    private static final Introduction ULTRAPEER = new Introduction("Filbert/1.0", true, GUID, Optional.empty(), 8, Encryption.NONE);

    private static Admission saying(Verdict verdict) {
        return new Admission() {
            @Override
            public Verdict consider(PeerCapabilities peer) {
                return verdict;
            }

            @Override
            public Optional<List<HostAddress>> neighboursForCrawler() {
                return Optional.empty();
            }
        };
    }

    private static OutgoingHandshake.Step begin(Introduction us) {
        return OutgoingHandshake.begin(us, CALLED, saying(new Verdict.Accept(false, List.of())));
    }

    private static HeaderBlock block(String text) {
        return new HeaderBlockReader().read(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1)).orElseThrow();
    }

    @Test // C-28
    void aLeafIntroducesItselfAsOne() {
        var greeting = begin(LEAF).reply().orElseThrow();
        assertThat(greeting.startLine()).isEqualTo("GNUTELLA CONNECT/0.6");
        assertThat(greeting.get("X-Ultrapeer")).contains("False");
        assertThat(greeting.get("Accept-Encoding")).contains("deflate");
        assertThat(greeting.get("X-Degree")).contains("32");
        assertThat(greeting.get("X-Max-TTL")).contains("4");
        assertThat(greeting.get("X-Dynamic-Querying")).contains("0.1");
        assertThat(greeting.get("X-Ultrapeer-Query-Routing")).contains("0.1");
        assertThat(greeting.get("X-Requeries")).contains("False");
        assertThat(greeting.get("GUID")).contains(GUID.hex());
        assertThat(greeting.get("Listen-IP")).contains("5.1.1.1:12345");
        assertThat(greeting.has("Content-Encoding")).as("only in the block that commits").isFalse();
    }

    @Test // C-29
    void aLeafByTheRulesOfGtkGnutellaTakesOurUltrapeer() {
        var greeting = begin(ULTRAPEER).reply().orElseThrow();
        assertThat(greeting.get("X-Ultrapeer")).contains("True");
        assertThat(Integer.parseInt(greeting.get("X-Degree").orElseThrow())).as("even when fewer slots are set").isGreaterThanOrEqualTo(16);
        assertThat(greeting.get("X-Dynamic-Querying")).contains("0.1");
    }

    @Test // C-30
    void limeWireTakesUsForGood() {
        for (var us : List.of(LEAF, ULTRAPEER)) {
            var peer = begin(us).reply().orElseThrow();
            assertThat(Integer.parseInt(peer.get("X-Degree").orElseThrow())).isGreaterThanOrEqualTo(15);
            assertThat(Double.parseDouble(peer.get("X-Ultrapeer-Query-Routing").orElseThrow())).isGreaterThanOrEqualTo(0.1);
            assertThat(Integer.parseInt(peer.get("X-Max-TTL").orElseThrow())).isLessThan(5);
            assertThat(Double.parseDouble(peer.get("X-Dynamic-Querying").orElseThrow())).isGreaterThanOrEqualTo(0.1);
            assertThat(peer.get("X-Requeries").orElseThrow().toLowerCase(Locale.ROOT)).isEqualTo("false");
            assertThat(peer.get("X-Query-Routing")).contains("0.2");
        }
    }

    @Test // C-25
    void ourBlocksKeepToTheStrictestReader() {
        for (var us : List.of(LEAF, ULTRAPEER)) {
            var greeting = begin(us).reply().orElseThrow();
            var text = greeting.text();
            assertThat(greeting.fields()).hasSizeLessThanOrEqualTo(28);
            assertThat(greeting.fields()).extracting(HeaderBlock.Field::name).doesNotHaveDuplicates();
            assertThat(text.length()).isLessThanOrEqualTo(2_048);
            assertThat(text.lines()).allMatch(line -> line.length() <= 512 && !line.startsWith(" "));
            assertThat(greeting.fields())
                    .extracting(HeaderBlock.Field::name)
                    .isSubsetOf(
                            "User-Agent",
                            "X-Ultrapeer",
                            "X-Query-Routing",
                            "X-Ultrapeer-Query-Routing",
                            "X-Dynamic-Querying",
                            "X-Degree",
                            "X-Max-TTL",
                            "X-Ext-Probes",
                            "X-Requeries",
                            "Pong-Caching",
                            "GGEP",
                            "Vendor-Message",
                            "Bye-Packet",
                            "GUID",
                            "Listen-IP",
                            "X-Guess",
                            "Remote-IP",
                            "Accept-Encoding",
                            "X-Features",
                            "Upgrade");
        }
    }

    @Test // C-44
    void contentEncodingIsSaidInTheThirdBlockWhenTheOtherInflates() {
        var step = begin(LEAF).next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\nAccept-Encoding: deflate\r\nContent-Encoding: deflate\r\n\r\n"));
        assertThat(step.reply().orElseThrow().text()).isEqualTo("GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n");
        assertThat(step.next()).isInstanceOfSatisfying(OutgoingHandshake.Established.class, established -> {
            assertThat(established.agreement().inflate()).isTrue();
            assertThat(established.agreement().deflate()).isTrue();
        });
        var plain = begin(LEAF).next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\n\r\n"));
        assertThat(plain.reply().orElseThrow().text()).isEqualTo("GNUTELLA/0.6 200 OK\r\n\r\n"); // C-24
        assertThat(plain.next()).isInstanceOfSatisfying(OutgoingHandshake.Established.class, established -> {
            assertThat(established.agreement().inflate()).isFalse();
            assertThat(established.agreement().deflate()).isFalse();
        });
    }

    @Test // C-48
    void tlsBeginsWhenTheAnswerCommitsToIt() {
        var step = begin(LEAF).next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\nUpgrade: TLS/1.0\r\nConnection: Upgrade\r\nAccept-Encoding: deflate\r\n\r\n"));
        assertThat(step.reply().orElseThrow().text()).isEqualTo("GNUTELLA/0.6 200 OK\r\nConnection: Upgrade\r\nContent-Encoding: deflate\r\n\r\n");
        assertThat(step.next()).isInstanceOfSatisfying(OutgoingHandshake.Established.class, established -> assertThat(established.upgrade()).isTrue());
        var offering = begin(LEAF).next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\nUpgrade: TLS/1.0\r\n\r\n"));
        assertThat(offering.reply().orElseThrow().has("Connection")).isFalse();
        assertThat(offering.next()).isInstanceOfSatisfying(OutgoingHandshake.Established.class, established -> assertThat(established.upgrade()).isFalse());
    }

    @Test // C-50
    void anUpgradeToNothingOrUnaskedIsDeclined() {
        var nothing = begin(LEAF).next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\nConnection: Upgrade\r\n\r\n"));
        assertThat(nothing.reply().orElseThrow().startLine()).isEqualTo("GNUTELLA/0.6 400 Upgrade Header Missing");
        assertThat(nothing.next()).isEqualTo(new OutgoingHandshake.Declined(400, "Upgrade Header Missing"));
        var unasked = begin(ULTRAPEER).next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\nUpgrade: TLS/1.0\r\nConnection: Upgrade\r\n\r\n"));
        assertThat(unasked.next()).isInstanceOf(OutgoingHandshake.Declined.class);
    }

    @Test // C-48
    void aRecordedAgreementOfGtkGnutellaIsUnderstood() {
        var answer = Vectors.of("handshake-tls-upgrade-leaf1-to-up1.hex").kind("HANDSHAKE").toList().get(1);
        var step = begin(LEAF).next().on(block(answer.text()));
        assertThat(step.next()).isInstanceOfSatisfying(OutgoingHandshake.Established.class, established -> assertThat(established.upgrade()).isTrue());
        assertThat(step.reply().orElseThrow().get("Connection")).contains("Upgrade");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GNUTELLA/0.6 200 OK", "GNUTELLA/0.6 200", "GNUTELLA/0.6 201 Welcome", "gnutella/0.6 299 x"})
    void anyTwoHundredIsAnAcceptance(String line) {
        assertThat(begin(LEAF).next().on(block(line + "\r\nX-Ultrapeer: True\r\n\r\n")).next()).isInstanceOf(OutgoingHandshake.Established.class);
    }

    @Test
    void refusalsAreRememberedWithCodeAndPhrase() {
        assertThat(begin(LEAF).next().on(block("GNUTELLA/0.6 503 Full, sorry\r\n\r\n"))).isEqualTo(new OutgoingHandshake.Step(new OutgoingHandshake.Refused(503, "Full, sorry"), Optional.empty()));
        assertThat(begin(LEAF).next().on(block("GNUTELLA/0.6 204 Shielded leaf node\r\n\r\n")).next()).isEqualTo(new OutgoingHandshake.Refused(204, "Shielded leaf node"));
        assertThat(begin(LEAF).next().on(block("HTTP/1.1 404 Not Found\r\n\r\n")).next()).isInstanceOf(OutgoingHandshake.Refused.class);
    }

    @Test
    void whomWeDoNotWantAfterAllIsToldSo() {
        var call = OutgoingHandshake.begin(LEAF, CALLED, saying(new Verdict.Reject(503, "Ultrapeers enough", List.of())));
        var step = call.next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\n\r\n"));
        assertThat(step.next()).isEqualTo(new OutgoingHandshake.Declined(503, "Ultrapeers enough"));
        assertThat(step.reply().orElseThrow().startLine()).isEqualTo("GNUTELLA/0.6 503 Ultrapeers enough");
    }

    @Test // C-37
    void guidanceDoesNotDemoteUs() {
        var step = begin(ULTRAPEER).next().on(block("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: True\r\nX-Ultrapeer-Needed: False\r\n\r\n"));
        assertThat(step.reply().orElseThrow().has("X-Ultrapeer")).isFalse();
        assertThat(step.next()).isInstanceOf(OutgoingHandshake.Established.class);
    }

    @Test
    void aHandshakeThatIsOverTakesNoMoreBlocks() {
        assertThatThrownBy(() -> new OutgoingHandshake.Refused(503, "").on(block("GNUTELLA/0.6 200 OK\r\n\r\n"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void recordedAnswersOfGtkGnutellaAreUnderstood() {
        for (var session : List.of("session-plain-leaf1-to-up1.hex", "session-deflate-up2-to-up1.hex")) {
            var answer = Vectors.of(session).kind("HANDSHAKE").toList().get(1);
            var step = begin(LEAF).next().on(block(answer.text()));
            assertThat(step.next()).as(session).isInstanceOfSatisfying(OutgoingHandshake.Established.class, established -> {
                assertThat(established.agreement().peer().ultrapeer()).isTrue();
                assertThat(established.agreement().peer().degree()).isGreaterThanOrEqualTo(16);
                assertThat(established.agreement().inflate()).isEqualTo(session.contains("deflate"));
            });
        }
    }

    @Test
    void thatOthersMayBrowseIsSaidOnlyWhereTheyMay() {
        var peer = InetAddress.ofLiteral("5.2.2.2");
        var open = new Introduction("Filbert/1.0", false, GUID, Optional.empty(), 8, Encryption.NONE, "IP/6.0", Compression.NONE, true);
        assertThat(OurHeaders.call(open, peer).get("X-Features")).contains("IP/6.0, browse/1.0");
        assertThat(OurHeaders.call(ULTRAPEER, peer).get("X-Features")).isEmpty();
    }

    @Test
    void whoSearchesAgainByItselfSaysSo() {
        var peer = InetAddress.ofLiteral("5.2.2.2");
        assertThat(OurHeaders.call(LEAF, peer).get("X-Requeries")).contains("False");
        assertThat(OurHeaders.call(LEAF.requerying(true), peer).get("X-Requeries")).contains("True");
    }
}
