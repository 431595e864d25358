package filbert.servent.qrp;

import static filbert.servent.qrp.RoutingTableTest.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeafTablesTest {
    private LeafTables leaves = new LeafTables();

    @Test
    void aQueryGoesToTheLeavesThatHaveItsWords() { // S-45
        var beatles = leafWith("beatles", "mp3");
        var bach = leafWith("bach", "mp3");
        assertThat(matching("Beatles mp3")).containsExactly(beatles);
        assertThat(matching("mp3")).containsExactly(beatles, bach);
        assertThat(matching("beatles bach mp3")).containsExactly(beatles, bach); // two of three
        assertThat(matching("nobody")).isEmpty();
        assertThat(matching("ab")).isEmpty();
    }

    @Test
    void aLeafWithoutATableGetsNothing() { // S-45
        leaves.admit();
        var leaf = leafWith("mp3");
        assertThat(matching("mp3")).containsExactly(leaf);
        leaves.forget(leaf);
        assertThat(matching("mp3")).isEmpty();
        assertThat(leaves.table(leaf)).isNull();
    }

    @Test
    void aNumberIsGivenToTheNextLeafWithNothingLeftInIt() {
        leafWith("one");
        var gone = leafWith("two");
        leaves.remove(gone);
        assertThat(leaves.admit()).isEqualTo(gone);
        assertThat(matching("two")).isEmpty();
        leaves.remove(gone);
        assertThatThrownBy(() -> leaves.forget(gone)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 12})
    void agreesWithAskingEveryTableByItself(int bits) { // S-45: any size, any change, 130 leaves
        leaves = new LeafTables(bits);
        var random = new Random(45);
        var words = new ArrayList<String>();
        for (var i = 0; i < 300; i++) {
            words.add("w" + Long.toString(random.nextLong() >>> 40, 36) + i);
        }
        var tables = new HashMap<Integer, RoutingTable>();
        for (var round = 0; round < 400; round++) {
            if (tables.size() < 130 && random.nextInt(3) > 0) {
                tables.put(leaves.admit(), RoutingTable.empty(3));
                tables.forEach((leaf, _) -> {
                    if (leaves.table(leaf) == null) {
                        leaves.replace(leaf, RoutingTable.empty(3));
                    }
                });
            }
            var changed = random.nextInt(130);
            if (tables.containsKey(changed)) {
                var builder = new TableBuilder();
                random.ints(40, 0, words.size()).forEach(i -> builder.word(words.get(i)));
                var table = builder.forLeaf().scaledTo(8 + random.nextInt(13));
                tables.put(changed, table);
                leaves.replace(changed, table);
            }
            var text = new StringBuilder();
            random.ints(1 + random.nextInt(9), 0, words.size()).forEach(i -> text.append(words.get(i)).append(' '));
            var query = query(text.toString());
            var expected = tables.entrySet().stream().filter(e -> e.getValue().mayAnswer(query)).map(e -> e.getKey()).sorted().toList();
            assertThat(matching(query)).isEqualTo(expected);
        }
        assertThat(tables).hasSizeGreaterThan(128);
    }

    @Test
    void urnsPassAnyLeafThatHasOne() { // S-45
        var urn = Urn.parse("urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB").orElseThrow();
        var leaf = leaves.admit();
        leaves.replace(leaf, new TableBuilder().whole(urn.toString()).forLeaf());
        leafWith("other");
        assertThat(matching(QueryHashes.of(new Query(Query.MARK, "nix nax nux", List.of(urn), "", Ggep.EMPTY)))).containsExactly(leaf);
    }

    @Test
    void newestFilesAreAskedOfEveryLeafThatSharesSomething() { // S-68
        leaves.replace(leaves.admit(), RoutingTable.empty(17));
        var sharing = leafWith("mp3");
        leaves.admit();
        var asked = new ArrayList<Integer>();
        leaves.sharing(asked::add);
        assertThat(asked).containsExactly(sharing);
    }

    @Test
    void leavesThatDoNotCountAreNotInTheMergedTable() { // 4.4
        var own = new TableBuilder().word("own").forUltrapeer();
        var counts = leafWith("one");
        var busy = leafWith("two");
        var merged = leaves.mergedWith(own, leaf -> leaf != busy);
        assertThat(merged).isEqualTo(leaves.mergedWith(own, leaf -> leaf == counts)).isNotEqualTo(leaves.mergedWith(own, _ -> true));
        assertThat(leaves.mergedWith(own, _ -> false)).isEqualTo(own);
    }

    @Test
    void theMergedTableHasEverySlotOfEveryTableAtTheRightPlace() { // S-44
        var own = new TableBuilder().word("own").forUltrapeer();
        var small = new TableBuilder().word("small").forLeaf().scaledTo(14);
        var large = new TableBuilder().word("large").forLeaf().scaledTo(20);
        for (var table : List.of(small, large)) {
            leaves.replace(leaves.admit(), table);
        }
        leaves.admit();
        var merged = leaves.mergedWith(own, _ -> true);
        assertThat(merged.bits()).isEqualTo(17);
        for (var table : List.of(own, small.scaledTo(17), large.scaledTo(17))) {
            table.each(slot -> assertThat(merged.has(slot)).isTrue());
        }
        assertThat(merged.count()).isLessThanOrEqualTo(own.count() + 8 * small.count() + large.count());
    }

    private int leafWith(String... words) {
        var builder = new TableBuilder();
        for (var word : words) {
            builder.word(word);
        }
        var leaf = leaves.admit();
        leaves.replace(leaf, builder.forLeaf());
        return leaf;
    }

    private List<Integer> matching(String text) {
        return matching(query(text));
    }

    private List<Integer> matching(QueryHashes query) {
        var found = new ArrayList<Integer>();
        leaves.matching(query, found::add);
        return found;
    }
}
