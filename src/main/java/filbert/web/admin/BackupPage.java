package filbert.web.admin;

import filbert.operations.BackupDesk.Moved;
import filbert.operations.BackupDesk.Preview;
import filbert.operations.Relocation;
import filbert.web.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One backup, and what putting it back would do.
 *
 * @param counts of rows worth a word
 * @param pairs of the form: what was typed, and some blank ones
 */
record BackupPage(boolean newer, int step, String people, List<Count> counts, List<Place> places, boolean moved, int files, int filesMoved, List<Pair> pairs) {
    private static final int BLANK_PAIRS = 2;
    private static final List<String> COUNTED = List.of("shared_folder", "shared_file", "download", "search");

    /** @param label message key */
    record Count(String label, String number) {}

    /** @param kind message key */
    record Place(String kind, String from, String to, boolean there) {
        private static Place of(Moved moved) {
            return new Place("backup.place." + moved.kind(), moved.from(), moved.to(), moved.there());
        }
    }

    record Pair(String from, String to) {}

    static BackupPage of(Preview preview, Relocation relocation) {
        var content = preview.content();
        return new BackupPage(
                content.newer(),
                content.step(),
                String.join(", ", content.people()),
                counts(content.rows()),
                preview.places().stream().map(Place::of).toList(),
                !relocation.moves().isEmpty(),
                preview.files(),
                preview.filesMoved(),
                pairs(relocation));
    }

    private static List<Count> counts(Map<String, Long> rows) {
        return COUNTED.stream().map(table -> new Count("backup.count." + table, Figures.count(rows.getOrDefault(table, 0L)))).toList();
    }

    private static List<Pair> pairs(Relocation relocation) {
        var pairs = new ArrayList<>(relocation.pairs().stream().map(pair -> pair.split("=", 2)).map(half -> new Pair(half[0], half[1])).toList());
        for (var i = 0; i < BLANK_PAIRS; i++) {
            pairs.add(new Pair("", ""));
        }
        return pairs;
    }
}
