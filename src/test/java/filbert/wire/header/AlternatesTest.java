package filbert.wire.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlternatesTest {
    private static final String TEN = IntStream.range(0, 10).mapToObj(i -> "192.0.2." + i).collect(Collectors.joining(","));

    @Test
    void aMissingPortIsTheUsualOne() { // T-36
        assertThat(Alternates.parse("192.0.2.7, 192.0.2.8:6402,[2001:db8::1]:99"))
                .extracting(a -> a.host().toString())
                .containsExactly("192.0.2.7:6346", "192.0.2.8:6402", "[2001:db8:0:0:0:0:0:1]:99");
    }

    @ParameterizedTest
    @CsvSource({"8, '0'", "4, '1'", "E, '0,1,2'", "e, '0,1,2'", "008, '8'", "80C, '0,8,9'", "'', ''", "x, ''", "0, ''"})
    void tlsBitsNameEntriesFromTheFirst(String hex, String entries) { // T-37
        var parsed = Alternates.parse("tls=" + hex + "," + TEN);
        assertThat(parsed).hasSize(10);
        var marked = IntStream.range(0, 10).filter(i -> parsed.get(i).tls()).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(marked).isEqualTo(entries);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, tls=8", "2, tls=C", "3, tls=E", "4, tls=F", "5, tls=F8", "9, tls=FF8", "10, tls=FFC"})
    void thoseThatSpeakTlsAreWrittenInFrontAndReadBack(int many, String marks) { // T-37
        var hosts = Alternates.parse(TEN).stream().map(Alternates.Alternate::host).toList();
        var written = Alternates.write(hosts, host -> hosts.indexOf(host) >= 10 - many);
        assertThat(written.split(",")[0]).isEqualTo(marks.isEmpty() ? "192.0.2.0:6346" : marks);
        var read = Alternates.parse(written);
        assertThat(read).extracting(Alternates.Alternate::host).containsExactlyInAnyOrderElementsOf(hosts);
        assertThat(read).allMatch(each -> each.tls() == hosts.indexOf(each.host()) >= 10 - many);
        assertThat(read.subList(0, many)).allMatch(Alternates.Alternate::tls);
    }

    @Test
    void aMalformedEntryClearsTheBitsBehindIt() { // T-37
        var parsed = Alternates.parse("tls=F,192.0.2.1,bad.example:6346,192.0.2.3,192.0.2.4:0");
        assertThat(parsed).extracting(a -> a.host().toString() + a.tls()).containsExactly("192.0.2.1:6346true", "192.0.2.3:6346false");
    }

    @Test
    void tlsElsewhereIsAMalformedEntry() { // T-37
        assertThat(Alternates.parse("192.0.2.1,tls=8,192.0.2.2")).noneMatch(Alternates.Alternate::tls).hasSize(2);
    }

    @Test
    void aLongListIsCut() { // T-36
        assertThat(Alternates.parse("192.0.2.1,".repeat(10_000))).hasSize(100);
    }

    @Test
    void anyTextIsRead() { // S-72
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var text = random.ints(random.nextInt(60), 0, 18).mapToObj(c -> "0123456789.:,[]=tls ".substring(c, c + 1)).collect(Collectors.joining());
            assertThat(Alternates.parse("tls=" + text)).isNotNull();
        }
    }
}
