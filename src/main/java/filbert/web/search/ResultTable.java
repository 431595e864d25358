package filbert.web.search;

import filbert.household.results.Group;
import filbert.household.results.Selection;
import filbert.household.results.Sifted;
import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import filbert.servent.search.Whence;
import filbert.web.Csv;
import java.util.List;

/** Results as a table for spreadsheets: a line a row of the page with the same address. */
final class ResultTable {
    private static final List<String> COLUMNS = List.of("name", "size", "sources", "firewalled", "sha1", "spam", "first seen", "blocked");
    private static final List<String> FOLDER_COLUMNS = List.of("host", "program", "firewalled", "folder", "files", "size");
    private static final List<String> HOST_COLUMNS = List.of("host", "program", "firewalled", "files", "size");

    private ResultTable() {}

    static String of(Sifted sifted) {
        return switch (sifted.grouping()) {
            case FILE -> Csv.of(COLUMNS, sifted.shown().stream().map(ResultTable::row).toList());
            case FOLDER -> Csv.of(FOLDER_COLUMNS, sifted.groups().stream().map(ResultTable::folder).toList());
            case HOST -> Csv.of(HOST_COLUMNS, sifted.groups().stream().map(ResultTable::host).toList());
        };
    }

    private static List<String> row(FoundLine line) {
        return List.of(
                line.name(),
                String.valueOf(line.size()),
                String.valueOf(line.sources()),
                String.valueOf(line.firewalled()),
                line.sha1().map(Sha1::base32).orElse(""),
                String.valueOf(line.judgement().percent()),
                line.firstSeen().toString(),
                yes(line.blocked()));
    }

    private static List<String> folder(Group group) {
        return List.of(
                address(group),
                group.vendor(),
                yes(group.push()),
                group.folder().equals(Selection.UNTOLD) ? "" : group.folder(),
                String.valueOf(group.files()),
                String.valueOf(group.bytes()));
    }

    private static List<String> host(Group group) {
        return List.of(address(group), group.vendor(), yes(group.push()), String.valueOf(group.files()), String.valueOf(group.bytes()));
    }

    private static String address(Group group) {
        return Whence.parse(group.host()).map(whence -> whence.address().toString()).orElse(group.host());
    }

    private static String yes(boolean said) {
        return said ? "yes" : "";
    }
}
