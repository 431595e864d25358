package filbert.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.results.Group;
import filbert.household.results.Grouping;
import filbert.household.results.Sifted;
import filbert.servent.search.FoundLine;
import filbert.showroom.PretendSearches;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ResultTableTest {
    @Test
    void rowsAreQuotedAndEndAsTheFormSays() {
        var text = table(List.of(FoundLine.of(PretendSearches.found(1, "a \"b\", c.ogg", 100, 3)), FoundLine.of(PretendSearches.found(2, "=x", 1, 1))));
        var lines = text.split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).isEqualTo("name,size,sources,firewalled,sha1,spam,first seen,blocked");
        assertThat(lines[1]).startsWith("\"a \"\"b\"\", c.ogg\",100,3,1,").endsWith(",0,2026-11-21T09:59:10Z,");
        assertThat(lines[2]).startsWith("'=x,1,1,");
        assertThat(text).endsWith("\r\n");
        assertThat(table(List.of())).hasLineCount(1);
    }

    private static Sifted sifted(List<FoundLine> lines, Grouping grouping, List<Group> groups) {
        return new Sifted(lines, grouping, groups, Map.of(), new TreeMap<>(), new TreeMap<>(), Map.of(), lines.size(), 0, Map.of());
    }

    private static String table(List<FoundLine> lines) {
        return ResultTable.of(sifted(lines, Grouping.FILE, List.of()));
    }

    @Test
    void foldersAndHostsAreLinesWhereTheyAreRows() {
        var groups = List.of(
                new Group("5.6.7.8:6346", "GTKG", false, "Music/Old", 2, 2, 30, List.of("a")),
                new Group("192.168.0.2:6346/00000000000000070000000000000001", "", true, ".", 1, 0, 40, List.of("b")));
        assertThat(ResultTable.of(sifted(List.of(), Grouping.FOLDER, groups)).split("\r\n")).containsExactly(
                "host,program,firewalled,folder,files,size", "5.6.7.8:6346,GTKG,,Music/Old,2,30", "192.168.0.2:6346,,yes,,1,40");
        assertThat(ResultTable.of(sifted(List.of(), Grouping.HOST, groups)).split("\r\n")).containsExactly(
                "host,program,firewalled,files,size", "5.6.7.8:6346,GTKG,,2,30", "192.168.0.2:6346,,yes,1,40");
    }
}
