package filbert.web.search;

import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import filbert.web.Csv;
import java.util.List;

/** Results as a table for spreadsheets. */
final class ResultTable {
    private static final List<String> COLUMNS = List.of("name", "size", "sources", "firewalled", "sha1", "spam", "first seen");

    private ResultTable() {}

    static String of(List<FoundLine> lines) {
        return Csv.of(COLUMNS, lines.stream().map(ResultTable::row).toList());
    }

    private static List<String> row(FoundLine line) {
        return List.of(
                line.name(),
                String.valueOf(line.size()),
                String.valueOf(line.sources()),
                String.valueOf(line.firewalled()),
                line.sha1().map(Sha1::base32).orElse(""),
                String.valueOf(line.judgement().percent()),
                line.firstSeen().toString());
    }
}
