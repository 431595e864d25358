package filbert.operations;

import java.util.List;
import java.util.Map;

/**
 * What a backup holds, as far as somebody who may put it back wants to know.
 *
 * @param step the highest step of the tables it was made with
 * @param newer is that one this Filbert does not know? Then it cannot be put back
 * @param people their names
 * @param rows how many by table, in the order of the file
 * @param places folders named in it: shared ones, those for downloads, that of unfinished ones; at most {@value #MOST_PLACES}
 * @param files paths of single files named in it, of finished downloads above all; at most {@value #MOST_FILES}
 */
public record BackupContent(int step, boolean newer, List<String> people, Map<String, Long> rows, List<Place> places, List<String> files) {
    public static final int MOST_PLACES = 1_000;
    public static final int MOST_FILES = 10_000;

    /** @param kind a word: {@code shared, person, setting} or {@code incomplete} */
    public record Place(String kind, String path) {}
}
