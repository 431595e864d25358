package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.web.RowChanges.Placed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RowChangesTest {
    private record Row(String id, String text) implements LiveRow {}

    private static final Row A = new Row("a", "1");
    private static final Row B = new Row("b", "1");
    private static final Row C = new Row("c", "1");

    @Test
    void sameRowsChangeNothing() {
        var changes = RowChanges.between(table(A, B), List.of(A, B)).orElseThrow();
        assertThat(changes.changed()).isEmpty();
        assertThat(changes.sameRows()).isTrue();
    }

    @Test
    void aRowThatLooksDifferentIsChangedInPlace() {
        var changes = RowChanges.between(table(A, B), List.of(A, new Row("b", "2"))).orElseThrow();
        assertThat(changes.changed()).containsExactly(new Row("b", "2"));
        assertThat(changes.sameRows()).isTrue();
    }

    @Test
    void newRowsAreChainedBehindTheOneBeforeThem() {
        var changes = RowChanges.between(table(B), List.of(A, B, C)).orElseThrow();
        assertThat(changes.placed()).containsExactly(new Placed("afterbegin:#rows", A), new Placed("afterend:#b", C));
        var filled = RowChanges.between(table(), List.of(A, B)).orElseThrow();
        assertThat(filled.placed()).containsExactly(new Placed("afterbegin:#rows", A), new Placed("afterend:#a", B));
    }

    @Test
    void rowsThatWentAreRemoved() {
        var changes = RowChanges.between(table(A, B, C), List.of(B)).orElseThrow();
        assertThat(changes.removed()).containsExactly("a", "c");
        assertThat(changes.sameRows()).isFalse();
    }

    @Test
    void rowsThatChangedTheirOrderNeedTheWholeTable() {
        assertThat(RowChanges.between(table(A, B), List.of(B, A))).isEmpty();
    }

    private static Map<String, LiveRow> table(Row... rows) {
        var table = new LinkedHashMap<String, LiveRow>();
        for (var row : rows) {
            table.put(row.id(), row);
        }
        return table;
    }
}
