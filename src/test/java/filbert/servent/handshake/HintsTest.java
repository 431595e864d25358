package filbert.servent.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.wire.header.HeaderBlock;
import java.net.InetAddress;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HintsTest {
    private static HeaderBlock with(String name, String value) {
        return HeaderBlock.of("GNUTELLA/0.6 503 Full").with(name, value);
    }

    @ParameterizedTest // C-32
    @CsvSource({"5.1.1.1,5.1.1.1", "5.1.1.1:6346,5.1.1.1", "[2a00::1]:6346,2a00::1", "[2a00::1],2a00::1", "2a00::1,2a00::1"})
    void ourAddressIsReadInEveryForm(String value, String expected) {
        assertThat(Hints.ourAddress(with("Remote-IP", value))).contains(InetAddress.ofLiteral(expected));
        assertThat(Hints.ourAddress(with("X-Remote-IP", value))).contains(InetAddress.ofLiteral(expected));
    }

    @ParameterizedTest // C-32
    @ValueSource(strings = {"", "host.example", "5.1.1", "5.1.1.1.1", "5.1.1.1:port", "[2a00::1", "[]", ":::", "999.1.1.1"})
    void garbageIsNoVote(String value) {
        assertThat(Hints.ourAddress(with("Remote-IP", value))).isEmpty();
    }

    @Test // C-33
    void everyDialectOfTryListsIsRead() {
        assertThat(Hints.tries(with("X-Try-Ultrapeers", "5.1.1.1:7000, 5.1.1.2:7001"))).as("gtk-gnutella").extracting(HostAddress::toString).containsExactly("5.1.1.1:7000", "5.1.1.2:7001");
        assertThat(Hints.tries(with("X-Try-Ultrapeers", "5.1.1.1:7000,5.1.1.2"))).as("LimeWire").extracting(HostAddress::toString).containsExactly("5.1.1.1:7000", "5.1.1.2:6346");
        assertThat(Hints.tries(with("X-Try-Ultrapeers", "5.1.1.1:7000 2003-03-25T23:59Z,5.1.1.2:7001 2003-03-25T23:58Z"))).as("Shareaza").hasSize(2);
        assertThat(Hints.tries(with("X-Try", "[2a00:0:0:0:0:0:0:1]:7000"))).as("IPv6").extracting(HostAddress::toString).containsExactly("[2a00:0:0:0:0:0:0:1]:7000");
    }

    @Test // C-33
    void aBadEntrySkipsOnlyItself() {
        assertThat(Hints.tries(with("X-Try-Ultrapeers", "nonsense,,5.1.1.1:99999,5.1.1.1:0, 5.1.1.2:7001 ,[2a00::1"))).extracting(HostAddress::toString).containsExactly("5.1.1.2:7001");
    }

    @Test
    void aListOfAnyLengthGivesAtMostFifty() {
        var list = IntStream.range(0, 200).mapToObj(i -> "5.1.1." + i + ":7000").collect(Collectors.joining(","));
        assertThat(Hints.tries(with("X-Try-Ultrapeers", list))).hasSize(50);
    }
}
