package filbert.servent.qrp;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Query;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutingTableTest {
    private static final Urn URN = Urn.parse("urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB").orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "'one', true", "'nix', false", "'one two', true", "'one nix', false", "'one two nix', true", "'one nix nax', false",
        "'one two three', true", "'one two nix nax', false", "'one two three nix', true", "'one two three nix nax', false",
        "'one two three four nix nax', true", "'one ab cd', true", "'ab', false", "'', false", "'One, TWO!', true",
    })
    void routesByTheWordsOfThreeBytes(String text, boolean passes) { // S-45
        var table = new TableBuilder().word("one").word("two").word("three").word("four").forLeaf();
        assertThat(table.mayAnswer(query(text))).isEqualTo(passes);
    }

    @Test
    void oneKnownUrnIsEnough() { // S-45
        var table = new TableBuilder().word("one").whole(URN.toString()).forLeaf();
        assertThat(table.mayAnswer(QueryHashes.of(new Query(Query.MARK, "nix", List.of(URN), "", Ggep.EMPTY)))).isTrue();
        assertThat(table.mayAnswer(QueryHashes.of(new Query(Query.MARK, "\\", List.of(URN), "", Ggep.EMPTY)))).isTrue();
    }

    @Test
    void anUnknownUrnFallsBackToTheWords() { // S-45
        var table = new TableBuilder().word("one").forLeaf();
        assertThat(table.mayAnswer(QueryHashes.of(new Query(Query.MARK, "one", List.of(URN), "", Ggep.EMPTY)))).isTrue();
        assertThat(table.mayAnswer(QueryHashes.of(new Query(Query.MARK, "\\", List.of(URN), "", Ggep.EMPTY)))).isFalse();
    }

    @Test
    void theFullTextIsHashedInPlaceOfTheField() { // S-13
        var table = new TableBuilder().word("one").forLeaf();
        var xq = Ggep.EMPTY.with("XQ", (byte) 'o', (byte) 'n', (byte) 'e');
        assertThat(table.mayAnswer(QueryHashes.of(new Query(Query.MARK, "nix", List.of(), "", xq)))).isTrue();
    }

    @Test
    void scalingUpKeepsEveryWordAndFoldingBackGivesTheSameTable() { // S-44
        var table = new TableBuilder().word("beethoven").word("symphony").forLeaf();
        var larger = table.scaledTo(20);
        assertThat(larger.count()).isEqualTo(8 * table.count());
        assertThat(larger.mayAnswer(WordHash.product("beethoven"))).isTrue();
        assertThat(larger.scaledTo(17)).isEqualTo(table);
        assertThat(table.scaledTo(3).mayAnswer(WordHash.product("symphony"))).isTrue();
    }

    @Test
    void knowsHowFullItIs() { // S-48
        assertThat(RoutingTable.empty(3).fill()).isZero();
        assertThat(RoutingTable.empty(3).isEmpty()).isTrue();
        var full = new RoutingTable(3, new long[] {0xFFL << 56});
        assertThat(full.isFull()).isTrue();
        assertThat(full.scaledTo(10).isFull()).isTrue();
        assertThat(new RoutingTable(3, new long[] {0x0FL << 56}).fill()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "3, 3", "6, 2", "6, 3", "16, 2047", "17, 0", "17, 1", "17, 4096", "17, 4097", "18, 5", "21, 300", "21, 65536", "21, 65537"})
    void hasTheSameSlotsWhetherFewOrMany(int bits, int count) { // S-44
        var random = new Random(bits + count);
        var expected = new BitSet();
        while (expected.cardinality() < count) {
            expected.set(random.nextInt(1 << bits));
        }
        var slots = new long[RoutingTable.longs(bits)];
        expected.stream().forEach(slot -> RoutingTable.set(slots, slot));
        var table = new RoutingTable(bits, slots.clone());

        assertThat(table.count()).isEqualTo(count);
        assertThat(table.asLongs()).isEqualTo(slots);
        assertThat(table.copyOfSlots()).isEqualTo(slots).isNotSameAs(table.copyOfSlots());
        assertThat(IntStream.range(0, 1 << bits).filter(slot -> table.has(slot) != expected.get(slot))).isEmpty();
        var named = IntStream.builder();
        table.each(named::add);
        assertThat(named.build()).containsExactlyElementsOf(expected.stream().boxed().toList());
        assertThat(table).isEqualTo(new RoutingTable(bits, slots.clone())).hasSameHashCodeAs(new RoutingTable(bits, slots));
        var other = slots.clone();
        other[other.length - 1] ^= Long.MIN_VALUE >>> ((1 << bits) - 1);
        assertThat(table).isNotEqualTo(new RoutingTable(bits, other));
    }

    @Test
    void aQueryOfManyWordsIsCutToWhatCanBeCounted() { // S-72
        var text = new StringBuilder();
        for (var i = 0; i < 400; i++) {
            text.append("w").append(i).append("x ");
        }
        assertThat(query(text.toString()).wordCount()).isEqualTo(127);
    }

    static QueryHashes query(String text) {
        return QueryHashes.of(new Query(Query.MARK, text, List.of(), "", Ggep.EMPTY));
    }
}
