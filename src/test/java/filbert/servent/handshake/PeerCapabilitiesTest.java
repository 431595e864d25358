package filbert.servent.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.wire.header.HeaderBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeerCapabilitiesTest {
    private static HeaderBlock block(String... namesAndValues) {
        var block = HeaderBlock.of("GNUTELLA CONNECT/0.6");
        for (var i = 0; i < namesAndValues.length; i += 2) {
            block = block.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return block;
    }

    @Test
    void guessCountsInEveryVersion() {
        assertThat(PeerCapabilities.from(block()).guess()).isFalse();
        assertThat(PeerCapabilities.from(block("X-Guess", "0.1")).guess()).isTrue();
        assertThat(PeerCapabilities.from(block("X-Guess", "0.2")).guess()).isTrue();
        assertThat(PeerCapabilities.from(block("X-Guess", "0.2")).asLeaf().guess()).as("leaves answer nobody by datagram").isFalse();
    }

    @Test
    void whoSaysNothingIsAPlainLeaf() {
        var peer = PeerCapabilities.from(block());
        assertThat(peer)
                .returns("", PeerCapabilities::userAgent)
                .returns(false, PeerCapabilities::ultrapeer)
                .returns(8, PeerCapabilities::degree)
                .returns(4, PeerCapabilities::maxTtl)
                .returns(false, PeerCapabilities::ggep)
                .returns(false, PeerCapabilities::vendorMessages)
                .returns(false, PeerCapabilities::bye)
                .returns(false, PeerCapabilities::acceptsDeflate)
                .returns(false, PeerCapabilities::leafQueryRouting);
        assertThat(peer.servent()).isEmpty();
        assertThat(peer.listenAddress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"32,32", "0,50", "1001,50", "-1,50", "99999999999999,50", "many,50", "1,1", "1000,1000"})
    void anOddDegreeIsTakenForFifty(String said, int degree) {
        assertThat(PeerCapabilities.from(block("X-Degree", said)).degree()).isEqualTo(degree);
    }

    @ParameterizedTest
    @CsvSource({"0.1,true", "0.2,true", "1,true", "0.05,false", "x,false", "0.1.1,false", "99999999999,false"})
    void versionsCompareAsDecimalFractions(String said, boolean supported) {
        assertThat(PeerCapabilities.from(block("X-Query-Routing", said)).leafQueryRouting()).isEqualTo(supported);
    }

    @Test
    void namesAndBooleansCompareInAnyCase() {
        assertThat(PeerCapabilities.from(block("x-ultrapeer", "TRUE")).ultrapeer()).isTrue();
        assertThat(PeerCapabilities.from(block("X-Ultrapeer", "yes")).ultrapeer()).isFalse();
    }

    @Test
    void theListenAddressIsReadFromEveryHeaderThatTellsIt() {
        assertThat(PeerCapabilities.from(block("Node", "5.1.1.1:7000, [2a00::1]:7000")).listenAddress()).get().hasToString("5.1.1.1:7000");
        assertThat(PeerCapabilities.from(block("Listen-IP", "5.1.1.1:7000")).listenAddress()).get().hasToString("5.1.1.1:7000");
        assertThat(PeerCapabilities.from(block("X-My-Address", "5.1.1.1:7000")).listenAddress()).get().hasToString("5.1.1.1:7000");
        assertThat(PeerCapabilities.from(block("Listen-IP", "nowhere")).listenAddress()).isEmpty();
    }

    @Test
    void aUserAgentIsCutAndMadePrintable() {
        var peer = PeerCapabilities.from(block("User-Agent", "Evil\u0007" + "x".repeat(1_000)));
        assertThat(peer.userAgent()).hasSize(200).startsWith("Evil?x");
    }

    @Test
    void aGuidOfAnyOtherFormIsNone() {
        assertThat(PeerCapabilities.from(block("GUID", "00112233445566778899AABBCCDDEEFF")).servent()).isPresent();
        assertThat(PeerCapabilities.from(block("GUID", "0011")).servent()).isEmpty();
        assertThat(PeerCapabilities.from(block("GUID", "zz112233445566778899aabbccddeeff")).servent()).isEmpty();
    }

    @Test
    void deflateMayStandInAList() {
        assertThat(PeerCapabilities.from(block("Accept-Encoding", "gzip;q=0.5, Deflate;q=1")).acceptsDeflate()).isTrue();
        assertThat(PeerCapabilities.from(block("Accept-Encoding", "gzip, x-deflate")).acceptsDeflate()).isFalse();
    }
}
