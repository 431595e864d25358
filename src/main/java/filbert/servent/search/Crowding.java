package filbert.servent.search;

import filbert.servent.spam.Reason;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What only a whole search shows: one name and size under many hashes, one host that calls everything by what was asked (2-search, 11). As bounded as
 * the rows and hosts of its {@link Findings}, which guards it.
 */
final class Crowding {
    static final int MANY_HASHES = 5; // of one name and size; honest copies are alike, byte for byte
    static final int MANY_ECHOES = 10; // contents one host calls exactly like the question

    private static final int MOST_KEYS = Findings.MAX_ROWS;

    private final Map<String, List<FoundRow>> alike = new HashMap<>();
    private final Map<Object, List<FoundRow>> echoes = new HashMap<>();

    /** @return rows that are marked now and were not before */
    List<FoundRow> appeared(FoundRow row, Result result) {
        return row.sha1().isEmpty() ? List.of() : count(alike, result.size() + " " + Words.canonical(result.name()), row, MANY_HASHES, Reason.MANY_HASHES);
    }

    /** @return rows that are marked now and were not before */
    List<FoundRow> offered(Object host, FoundRow row, Set<Reason> marks) {
        return marks.contains(Reason.ECHO) ? count(echoes, host, row, MANY_ECHOES, Reason.ECHOES_ALL) : List.of();
    }

    /** Keeps rows until they are too many; then marks them, and each that follows. */
    private static <K> List<FoundRow> count(Map<K, List<FoundRow>> groups, K key, FoundRow row, int many, Reason reason) {
        var group = groups.get(key);
        if (group == null) {
            if (groups.size() >= MOST_KEYS) {
                return List.of();
            }
            group = new ArrayList<>(1);
            groups.put(key, group);
        }
        if (group.size() < many) {
            if (!group.contains(row)) {
                group.add(row);
            }
            return group.size() < many ? List.of() : marked(List.copyOf(group), reason);
        }
        return marked(List.of(row), reason);
    }

    private static List<FoundRow> marked(List<FoundRow> rows, Reason reason) {
        return rows.stream().filter(row -> row.mark(reason)).toList();
    }
}
