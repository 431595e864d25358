package filbert.wire.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.vectors.Vectors;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.ConnectBackRedirect.Transport;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class VendorMessageTest {
    private static final List<HeadPong.Range> PART = List.of(new HeadPong.Range(5, 0xFFFF_FFFEL));
    private static final HostAddress HOST = HostAddress.parse("192.0.2.7:6346").orElseThrow();

    private static final Sha1 SHA1 = Sha1.parse("NW3RS5N4NOS5PEIJN65PMLQNSCOJ3O2L");
    private static final String URN = HexFormat.of().formatHex(("urn:sha1:" + SHA1.base32()).getBytes(StandardCharsets.US_ASCII));
    private static final Guid LEAF = new Guid(0x0101_0101_0101_0101L, 0x0202_0202_0202_0202L);

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("\0\0\0\0", 0, 0, "0100" + "42454152" + "0400" + "0100", supported()),
                Arguments.of("\0\0\0\0", 10, 0, "0100" + "54435049" + "0100", new Features(List.of(new Features.Feature("TCPI", 1)))),
                Arguments.of("BEAR", 4, 1, "03", new HopsFlow(3)),
                Arguments.of("BEAR", 4, 1, "ff", new HopsFlow(255)),
                Arguments.of("BEAR", 7, 1, "ca18", new TcpConnectBack(6346)),
                Arguments.of("BEAR", 11, 1, "", new QueryStatusRequest()),
                Arguments.of("BEAR", 12, 1, "ffff", new QueryStatusResponse(QueryStatusResponse.STOP)),
                Arguments.of("GTKG", 7, 2, "ca18", new UdpConnectBack(6346)),
                Arguments.of(
                        "GTKG", 7, 1, "ca18" + "00000000000000010000000000000002", new UdpConnectBack(6346, Optional.of(new Guid(1, 2)))),
                Arguments.of("GTKG", 21, 1, "", new PushProxyCancel()),
                Arguments.of("LIME", 7, 1, "c0000207ca18", new ConnectBackRedirect(Transport.TCP, HOST)),
                Arguments.of("LIME", 8, 1, "c0000207ca18", new ConnectBackRedirect(Transport.UDP, HOST)),
                Arguments.of("LIME", 11, 2, "0a", new OutOfBandClaim(10, new byte[0])),
                Arguments.of("LIME", 11, 3, "03c382534f44eb28496e", new OutOfBandClaim(3, new byte[] {(byte) 0xEB, 0x28, 0x49, 0x6E})),
                Arguments.of("LIME", 12, 1, "07", new OutOfBandOffer(7, false, 1)),
                Arguments.of("LIME", 12, 2, "0301", new OutOfBandOffer(3, true, 2)),
                Arguments.of("LIME", 12, 3, "ff00", new OutOfBandOffer(255, false, 3)),
                Arguments.of("LIME", 13, 1, "", new OutOfBandProxyVeto(Optional.empty())),
                Arguments.of("LIME", 13, 1, "02", new OutOfBandProxyVeto(Optional.of(2))),
                Arguments.of("LIME", 21, 1, "", new PushProxyRequest()),
                Arguments.of("LIME", 22, 1, "ca18", new PushProxyAcknowledgement(Optional.empty(), 6346)),
                Arguments.of("LIME", 22, 2, "c0000207ca18", PushProxyAcknowledgement.at(HOST)),
                Arguments.of("LIME", 5, 1, "ffff00", new CrawlerPing(CrawlerPing.ALL, CrawlerPing.ALL, 0)),
                Arguments.of("LIME", 6, 1, "010100" + "c0000207ca18" + "c0000207ca18", new CrawlerPong(List.of(HOST), List.of(HOST))),
                Arguments.of("LIME", 23, 1, "00" + URN, new HeadPing(1, 0, SHA1, Optional.empty())),
                Arguments.of("LIME", 23, 2, "17" + URN + "c38450555348" + "50" + LEAF.hex(), new HeadPing(2, 7, SHA1, Optional.of(LEAF))),
                Arguments.of("LIME", 24, 1, "0000", HeadPong.notFound(1)),
                Arguments.of("LIME", 24, 1, "00054c494d4502", new HeadPong(1, HeadPong.COMPLETE | HeadPong.FIREWALLED, "LIME", 2)),
                Arguments.of("LIME", 24, 2, "c301434101" + "015644" + "4c494d45" + "815141fd", new HeadPong(2, HeadPong.COMPLETE, "LIME", -3)),
                Arguments.of("LIME", 24, 1, "01024c494d4502" + "0008" + "00000005" + "fffffffe", new HeadPong(1, HeadPong.PARTIAL, "LIME", 2, PART)),
                Arguments.of("LIME", 24, 2, "c301434102" + "015644" + "4c494d45" + "01514100" + "815248" + "00000005" + "fffffffe",
                        new HeadPong(2, HeadPong.PARTIAL, "LIME", 0, PART)),
                Arguments.of("LIME", 24, 2, "c301434102" + "015644" + "4c494d45" + "01514100" + "8252354a" + "0000000000" + "0100000000",
                        new HeadPong(2, HeadPong.PARTIAL, "LIME", 0, List.of(new HeadPong.Range(0, 1L << 32))))); // ours: R5 after the table of 3.13
    }

    @ParameterizedTest
    @CsvSource({"01024c494d4502" + "0007" + "0000000500000006, 0", "01024c494d4502" + "00, 0", "01024c494d4502" + "0009" + "0000000500000006, 0",
        "01024c494d4502" + "0008" + "0000000600000005, 0", "01024c494d4502" + "000f" + "0000000500000006" + "00000005000000, 1"})
    void rangesThatMakeNoSenseAreLeftOut(String body, int left) {
        var travels = new Vendor("LIME", 24, 1, HexFormat.of().parseHex(body));
        assertThat(((HeadPong) VendorMessage.of(travels).orElseThrow()).ranges()).hasSize(left);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void readsAndWritesTheGoldenBody(String vendor, int selector, int version, String body, VendorMessage message) { // C-81, C-84, C-86
        var travels = new Vendor(vendor, selector, version, HexFormat.of().parseHex(body));
        assertThat(VendorMessage.of(travels).orElseThrow()).isEqualTo(message);
        assertThat(message.toVendor()).isEqualTo(travels);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aHigherVersionIsIgnored(String vendor, int selector, int version, String body, VendorMessage message) { // C-81
        assertThat(VendorMessage.of(new Vendor(vendor, selector, version + 3, HexFormat.of().parseHex(body)))).isEmpty();
        assertThat(VendorMessage.of(new Vendor("NONE", selector, version, message.toVendor().body()))).isEmpty();
        assertThat(VendorMessage.of(new Vendor(vendor, selector + 1_000, version, message.toVendor().body()))).isEmpty();
    }

    @Test
    void theStandardSpellingMeansTheSame() { // C-81
        assertThat(VendorMessage.of(new Vendor("BEAR", 4, 1, new byte[] {5}, Header.VENDOR_STANDARD)).orElseThrow()).isEqualTo(new HopsFlow(5));
    }

    @ParameterizedTest
    @CsvSource({
        "BEAR, 4, 1, ''", "BEAR, 4, 1, 0102", "BEAR, 7, 1, ca", "BEAR, 7, 1, ca1800", "BEAR, 7, 1, 0000", "BEAR, 11, 1, 00", // C-85, C-86
        "BEAR, 12, 1, 00", "BEAR, 12, 1, 000000", "GTKG, 7, 1, ca18", "GTKG, 7, 2, ca1800", "GTKG, 21, 1, 00", "LIME, 7, 1, c0000207ca",
        "LIME, 8, 1, c0000207ca1800", "LIME, 8, 1, c00002070000", "LIME, 11, 2, ''", "LIME, 11, 3, 03", "LIME, 11, 3, 03c382534f40",
        "LIME, 12, 1, ''", "LIME, 12, 2, 03", "LIME, 12, 2, 0001", "LIME, 13, 1, 0102", "LIME, 21, 1, 00", "LIME, 22, 1, ca", "LIME, 22, 2, ca18",
        "LIME, 22, 2, c0000207ca1800", "LIME, 5, 1, ffff", "LIME, 6, 1, 0101", "LIME, 6, 1, 010000c0000207ca", "LIME, 6, 1, 010000c0000207ca1800",
        "LIME, 6, 1, 010100c0000207ca18", "LIME, 6, 1, 010001c0000207ca18", "LIME, 23, 2, ''", "LIME, 23, 2, 0075726e3a736861313a", "LIME, 24, 1, 00",
        "LIME, 24, 1, 00014c494d45", "LIME, 24, 2, ''", "LIME, 24, 2, c381434101",
    })
    void aBodyOfTheWrongLengthIsIgnored(String vendor, int selector, int version, String body) { // C-81, C-85
        assertThat(VendorMessage.of(new Vendor(vendor, selector, version, HexFormat.of().parseHex(body)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "00", "0100", "010042454152040001", "0100424541520400010000", "ffff42454152040001", "0200424541520400010042"})
    void messagesSupportedMustHoldAsManyAsItCounts(String body) { // C-82
        assertThat(VendorMessage.of(new Vendor("\0\0\0\0", 0, 0, HexFormat.of().parseHex(body)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "00", "0100", "01005443504901", "ffff5443504901"})
    void featuresMustHoldAsManyAsTheyCount(String body) { // C-82
        assertThat(VendorMessage.of(new Vendor("\0\0\0\0", 10, 0, HexFormat.of().parseHex(body)))).isEmpty();
    }

    @Test
    void theLongNumbersOfLimeWireBehindFeaturesAreSkipped() { // 1-connect, 10.2
        var body = HexFormat.of().parseHex("0100" + "54435049" + "0100" + "0100" + "41424344" + "01020304");
        assertThat(VendorMessage.of(new Vendor("\0\0\0\0", 10, 1, body)).orElseThrow())
                .isEqualTo(new Features(List.of(new Features.Feature("TCPI", 1))));
    }

    @Test
    void nothingIsSentAboveTheVersionThePeerTold() { // C-83
        var supported = new MessagesSupported(List.of(
                new MessagesSupported.Entry("LIME", 12, 2), new MessagesSupported.Entry("LIME", 12, 1), new MessagesSupported.Entry("BEAR", 4, 1)));
        assertThat(supported.allows(new OutOfBandOffer(1, true, 2).toVendor())).isTrue();
        assertThat(supported.allows(new OutOfBandOffer(1, true, 3).toVendor())).isFalse();
        assertThat(supported.allows(new HopsFlow(0).toVendor())).isTrue();
        assertThat(supported.allows(new PushProxyRequest().toVendor())).isFalse();
        assertThat(supported.allows(supported.toVendor())).isTrue();
    }

    @Test
    void aVetoForbidsVersions() {
        assertThat(new OutOfBandProxyVeto(Optional.empty()).allows(3)).isFalse();
        assertThat(new OutOfBandProxyVeto(Optional.of(0)).allows(2)).isTrue();
        assertThat(new OutOfBandProxyVeto(Optional.of(2)).allows(2)).isFalse();
        assertThat(new OutOfBandProxyVeto(Optional.of(2)).allows(3)).isTrue();
    }

    @Test
    void addressesOfSixteenBytesDoNotFit() {
        var ipv6 = HostAddress.parse("[2001:db8::1]:6346").orElseThrow();
        assertThatThrownBy(() -> PushProxyAcknowledgement.at(ipv6).toVendor()).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Vectors.Vector> recorded() {
        return Vectors.all().stream().flatMap(file -> file.vectors().stream()).filter(v -> v.kind().contains("VMSG"));
    }

    /** Recorded kinds that are not ours to speak: time synchronisation. */
    private static final Set<String> FOREIGN = Set.of("GTKG/9", "GTKG/10");

    @ParameterizedTest
    @MethodSource("recorded")
    void whatGtkGnutellaSentIsUnderstoodAndWrittenAlike(Vectors.Vector vector) { // C-81, C-82
        var payload = Unpooled.wrappedBuffer(vector.bytes()).skipBytes(Header.LENGTH);
        var travels = (Vendor) MessageCodec.decode(vector.bytes()[16], payload);
        var read = VendorMessage.of(travels);
        assertThat(read.isPresent()).isEqualTo(!FOREIGN.contains(travels.vendor() + "/" + travels.selector()));
        read.ifPresent(message -> assertThat(message.toVendor()).isEqualTo(travels));
    }

    @Test
    void anUltrapeersListIsUnderstood() { // C-82
        var vector = Vectors.of("session-plain-up2-to-up1.hex").kind("VMSG-00000000/0v0").findFirst().orElseThrow();
        var travels = (Vendor) MessageCodec.decode(Header.VENDOR, Unpooled.wrappedBuffer(vector.bytes()).skipBytes(Header.LENGTH));
        var supported = (MessagesSupported) VendorMessage.of(travels).orElseThrow();
        assertThat(supported.entries()).hasSize(27);
        assertThat(supported.version("BEAR", 4)).contains(1);
        assertThat(supported.version("GTKG", 7)).contains(2);
        assertThat(supported.version("GTKG", 99)).isEmpty();
    }

    @Test
    void randomBodiesAreReadOrIgnored() { // C-94
        var random = new Random(94);
        var known = golden().map(a -> a.get()).toList();
        for (var i = 0; i < 50_000; i++) {
            var one = known.get(random.nextInt(known.size()));
            var body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            var message = new Vendor((String) one[0], (Integer) one[1], random.nextInt(4), body);
            assertThat(VendorMessage.of(message)).isNotNull();
        }
    }

    private static MessagesSupported supported() {
        return new MessagesSupported(List.of(new MessagesSupported.Entry("BEAR", 4, 1)));
    }
}
