package filbert.servent.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.identity.Sha1;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ListReaderTest {
    private static final String HASH = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";

    private static SpamLists lists(String text) {
        return new SpamLists(List.of(ListReader.read(text)));
    }

    private static boolean lists(SpamLists all, String name, long size) {
        return all.judge(Optional.empty(), name, size).contains(Reason.LISTED_NAME);
    }

    @Test
    void namesAndSizesAreRead() {
        var all = lists("# comment\n\nNAME [.][zZ][iI][pP]$\nSIZE 0-64\nADDED 2008-03-15\nEND\n"
                + "NAME ^(FREE|[*])[[:alpha:]]*[]]x\nADDED 2007-01-09\nEND\nSHA1 " + HASH + "\nADDED 2007-01-09\nEND\n");
        assertThat(lists(all, "hazel.ZIP", 64)).isTrue();
        assertThat(lists(all, "hazel.ZIP", 65)).isFalse();
        assertThat(lists(all, "hazelzip", 1)).isFalse();
        assertThat(lists(all, "FREEabc]x", 1)).isTrue();
        assertThat(all.judge(Optional.of(Sha1.parse(HASH)), "a", 1)).containsExactly(Reason.LISTED_HASH);
    }

    @Test
    void hashesAreReadOneALine() {
        var read = ListReader.read("# hashes\n" + HASH + "\nnonsense\n" + HASH.toLowerCase(java.util.Locale.ROOT) + "\n");
        assertThat(read.kind()).isEqualTo(ListedFile.Kind.HASHES);
        assertThat(read.hashes()).contains(Sha1.parse(HASH));
        assertThat(read.faults()).contains(new ListedFile.Fault(3, "hash"));
    }

    @Test
    void addressesNetworksAndMasksAreRead() {
        var hostiles = lists("38.144.0.0/16\n65.118.41.192/26\n64.14.0.0/255.255.0.0\n192.0.2.1\n192.0.2.10-192.0.2.20\n").hostiles();
        for (var bad : List.of("38.144.255.255", "65.118.41.193", "64.14.9.9", "192.0.2.1", "192.0.2.10", "192.0.2.20")) {
            assertThat(hostiles.contains(InetAddress.ofLiteral(bad))).as(bad).isTrue();
        }
        for (var good : List.of("38.145.0.0", "65.118.42.0", "64.15.0.0", "192.0.2.2", "192.0.2.9", "192.0.2.21", "::1")) {
            assertThat(hostiles.contains(InetAddress.ofLiteral(good))).as(good).isFalse();
        }
    }

    @Test
    void whatCannotBeReadIsReportedByItsLineAndSkipped() {
        var read = ListReader.read("1.2.3.4\n1.2.3\n1.2.3.4/33\n1.2.3.4/255.0.255.0\n0.0.0.0/0\n9.9.9.9-1.1.1.1\nx.y\n" + "1".repeat(2_000) + "\n5.6.7.8\n");
        assertThat(read.ranges()).hasSize(2);
        assertThat(read.faults()).extracting(ListedFile.Fault::line).containsExactly(2, 3, 4, 5, 6, 7, 8);
        var names = ListReader.read("NAME (\nADDED x\nEND\nADDED x\nEND\nNAME a\nSIZE 9-1\nEND\nNAME fine\nEND\nWHAT ever\n");
        assertThat(names.names()).hasSize(1);
        assertThat(names.faults())
                .containsExactly(new ListedFile.Fault(3, "pattern"), new ListedFile.Fault(5, "empty"), new ListedFile.Fault(7, "size"));
    }

    @Test
    void listsAreBounded() {
        var many = ListReader.read("1.2.3.4\n".repeat(ListReader.MOST_ENTRIES + 10));
        assertThat(many.entries()).isEqualTo(ListReader.MOST_ENTRIES);
        assertThat(many.faulty()).isEqualTo(10);
        assertThat(ListReader.read("1.2.3.4\n" + "x\n".repeat(500)).faults()).hasSize(ListReader.MOST_FAULTS);
        assertThat(ListReader.read("NAME a\nEND\n".repeat(ListReader.MOST_PATTERNS + 1)).names()).hasSize(ListReader.MOST_PATTERNS);
        assertThatThrownBy(() -> ListReader.read(" ".repeat(ListReader.MOST_CHARACTERS + 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPatternThatWouldTakeForEverMatchesNothing() {
        assertThat(lists(lists("NAME ^(a+)+$\nEND\n"), "a".repeat(200) + "!", 1)).isFalse();
    }

    @FuzzTest
    void anyBytesAreAList(byte[] bytes) {
        var read = ListReader.read(new String(bytes, StandardCharsets.ISO_8859_1));
        var _ = new SpamLists(List.of(read)).judge(Optional.empty(), "hazel.ogg", 1);
        assertThat(read.entries()).isLessThanOrEqualTo(ListReader.MOST_ENTRIES);
    }
}
