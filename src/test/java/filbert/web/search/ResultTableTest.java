package filbert.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.FoundLine;
import filbert.showroom.PretendSearches;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultTableTest {
    @Test
    void rowsAreQuotedAndEndAsTheFormSays() {
        var text = ResultTable.of(List.of(FoundLine.of(PretendSearches.found(1, "a \"b\", c.ogg", 100, 3)), FoundLine.of(PretendSearches.found(2, "=x", 1, 1))));
        var lines = text.split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).isEqualTo("name,size,sources,firewalled,sha1,spam,first seen");
        assertThat(lines[1]).startsWith("\"a \"\"b\"\", c.ogg\",100,3,1,").endsWith(",0,2026-11-21T09:59:10Z");
        assertThat(lines[2]).startsWith("'=x,1,1,");
        assertThat(text).endsWith("\r\n");
        assertThat(ResultTable.of(List.of())).hasLineCount(1);
    }
}
