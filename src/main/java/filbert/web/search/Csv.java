package filbert.web.search;

import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as a table for spreadsheets (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front: names come from strangers. */
final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static String of(List<FoundLine> lines) {
        var head = "name,size,sources,firewalled,sha1,spam,first seen\r\n";
        return lines.stream().map(Csv::row).collect(Collectors.joining("\r\n", head, lines.isEmpty() ? "" : "\r\n"));
    }

    private static String row(FoundLine line) {
        return Stream.of(
                        cell(line.name()),
                        String.valueOf(line.size()),
                        String.valueOf(line.sources()),
                        String.valueOf(line.firewalled()),
                        line.sha1().map(Sha1::base32).orElse(""),
                        String.valueOf(line.judgement().percent()),
                        line.firstSeen().toString())
                .collect(Collectors.joining(","));
    }

    static String cell(String text) {
        var start = text.stripLeading();
        var suspect = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 || !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0;
        return "\"" + (suspect ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
