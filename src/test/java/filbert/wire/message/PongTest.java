package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Pong.Suggestion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PongTest {
    private static final HostAddress HOST = host("192.0.2.7:6346");
    private static final Pong PLAIN = new Pong(HOST, 3, 9, Ggep.EMPTY);

    @ParameterizedTest
    @CsvSource({"0, 8", "1, 8", "8, 8", "11, 8", "12, 16", "1000, 1024", "1600, 2048", "3000000000, 2147483648", "99999999999, 2147483648"})
    void anUltrapeersKibibytesAreAPowerOfTwo(long shared, long told) { // C-60
        assertThat(Pong.kibibytesOfUltrapeer(shared)).isEqualTo(told);
        assertThat(new Pong(HOST, 1, told, Ggep.EMPTY).fromUltrapeer()).isTrue();
    }

    @Test
    void aLeafsKibibytesAreNever() { // C-60
        var random = new Random(60);
        for (var i = 0; i < 10_000; i++) {
            var shared = i < 200 ? i : i < 264 ? (1L << (i - 200)) & 0x7FFF_FFFF_FFFFL : random.nextLong(1L << 40);
            var told = Pong.kibibytesOfLeaf(shared);
            assertThat(new Pong(HOST, 1, told, Ggep.EMPTY).fromUltrapeer()).as("%d", shared).isFalse();
            assertThat(told == 0).isEqualTo(shared == 0);
        }
    }

    @Test
    void leafSlotsStandBeforeUltrapeerSlots() { // C-63
        var pong = PLAIN.with(new FreeSlots(70, 300));
        assertThat(payload(pong, "UP")).isEqualTo("0046ff");
        assertThat(pong.freeSlots()).contains(new FreeSlots(70, 255));
        assertThat(pong.fromUltrapeer()).isTrue();
        assertThat(with("UP", "0246").freeSlots()).isEmpty();
    }

    @Test
    void vendorAndVersionAreFiveBytes() { // C-63
        var pong = PLAIN.with(new VendorVersion("FILB", 1, 2));
        assertThat(payload(pong, "VC")).isEqualTo("46494c4212");
        assertThat(pong.vendor()).contains(new VendorVersion("FILB", 1, 2));
        assertThat(with("VC", "47544b47").vendor()).contains(new VendorVersion("GTKG", 0, 0));
        assertThat(with("VC", "47544b").vendor()).isEmpty();
    }

    @Test
    void dailyUptimeIsSecondsWithoutTrailingZeros() { // C-63
        assertThat(payload(PLAIN.withDailyUptime(Duration.ofMinutes(5)), "DU")).isEqualTo("2c01");
        assertThat(payload(PLAIN.withDailyUptime(Duration.ofDays(3)), "DU")).isEqualTo("805101");
        assertThat(with("DU", "2c01").dailyUptime()).contains(Duration.ofMinutes(5));
        assertThat(with("DU", "815101").dailyUptime()).isEmpty();
    }

    @Test
    void theObservedAddressIsOneHost() { // C-63
        var pong = PLAIN.withObservedAddress(host("198.51.100.9:1025"));
        assertThat(payload(pong, "IP")).isEqualTo("c63364090104");
        assertThat(pong.observedAddress()).contains(host("198.51.100.9:1025"));
        assertThat(PLAIN.withObservedAddress(host("[2001:db8::9]:1025")).observedAddress()).contains(host("[2001:db8::9]:1025"));
        assertThat(with("IP", "c633640901").observedAddress()).isEmpty();
        assertThat(with("IP", "").observedAddress()).isEmpty();
    }

    @Test
    void packedHostsOfBothFamiliesCarryTheirTlsBits() { // C-63
        var extensions = Ggep.EMPTY
                .with("IPP", bytes("c0000201ca18" + "c0000202ca18" + "c0000203ca18"))
                .with("IPP_TLS", bytes("40"))
                .with("IPP6", bytes("20010db8000000000000000000000001ca18"))
                .with("IPP6_TLS", bytes("80"));
        assertThat(new Pong(HOST, 0, 0, extensions).hosts())
                .containsExactly(
                        new Suggestion(host("192.0.2.1:6346"), false),
                        new Suggestion(host("192.0.2.2:6346"), true),
                        new Suggestion(host("192.0.2.3:6346"), false),
                        new Suggestion(host("[2001:db8::1]:6346"), true));
        var ours = PLAIN.withHosts(List.of(host("192.0.2.1:6346"), host("[2001:db8::1]:6346")));
        assertThat(payload(ours, "IPP")).isEqualTo("c0000201ca18");
        assertThat(payload(ours, "IPP6")).isEqualTo("20010db8000000000000000000000001ca18");
        assertThat(PLAIN.withHosts(List.of())).isEqualTo(PLAIN);
    }

    @Test
    void packedHostsOfTheWrongLengthAreIgnoredAlone() { // C-64
        var extensions = Ggep.EMPTY.with("IPP", new byte[7]).with("DU", (byte) 9).with("IPP6", bytes("20010db8000000000000000000000001ca18"));
        var pong = new Pong(HOST, 0, 0, extensions);
        assertThat(pong.hosts()).containsExactly(new Suggestion(host("[2001:db8::1]:6346"), false));
        assertThat(pong.dailyUptime()).contains(Duration.ofSeconds(9));
        assertThat(with("IPP", "c00002010000").hosts()).isEmpty();
    }

    @Test
    void languageGuessAndHostCachesAreRead() { // C-63
        assertThat(with("LOC", "6465").language()).contains("de");
        assertThat(with("LOC", "656e5f474207").language()).contains("en");
        assertThat(with("LOC", "65").language()).isEmpty();
        assertThat(with("GUE", "").guess()).contains(1);
        assertThat(with("GUE", "02").guess()).contains(2);
        assertThat(with("GUE", "02ca18").guess()).isEmpty();
        assertThat(with("UDPHC", "").hostCache()).isTrue();
        var caches = "uhc.example:9999&id=1\n\nother.example\n".getBytes(StandardCharsets.UTF_8);
        assertThat(new Pong(HOST, 0, 0, Ggep.EMPTY.with("PHC", caches)).hostCaches()).containsExactly("uhc.example:9999", "other.example");
    }

    @ParameterizedTest
    @CsvSource({
        "00, false, false, false, false", "01, true, false, false, false", "03, true, true, false, false", "04, false, false, true, false",
        "0c, false, false, true, true",
    })
    void pingsSayWhichHostsTheyWant(String flags, boolean ultrapeer, boolean tls, boolean ipv6, boolean noIpv4) { // C-63
        var wanted = new HostsWanted(ultrapeer, tls, ipv6, noIpv4);
        var ping = Ping.wanting(wanted);
        assertThat(HexFormat.of().formatHex(ping.extensions().get("SCP").orElseThrow())).isEqualTo(flags);
        assertThat(ping.hostsWanted()).contains(wanted);
    }

    @Test
    void aPingWithoutFlagsWantsLeafSlotsAndNoIpv4NeedsIpv6() { // C-63
        assertThat(new Ping(Ggep.EMPTY.with("SCP")).hostsWanted()).contains(HostsWanted.FOR_LEAF);
        assertThat(new Ping(Ggep.EMPTY.with("SCP", (byte) 8)).hostsWanted()).contains(HostsWanted.FOR_LEAF);
        assertThat(Ping.PLAIN.hostsWanted()).isEmpty();
        assertThat(Ping.PLAIN.askingForAddress().asksForAddress()).isTrue();
    }

    private static Pong with(String key, String hex) {
        return new Pong(HOST, 0, 0, Ggep.EMPTY.with(key, bytes(hex)));
    }

    private static String payload(Pong pong, String key) {
        return HexFormat.of().formatHex(pong.extensions().get(key).orElseThrow());
    }

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
