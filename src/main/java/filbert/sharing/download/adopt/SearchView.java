package filbert.sharing.download.adopt;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a search is: immutable.
 *
 * @param folder empty before the first
 * @param files looked at
 * @param now what it is at, below the folder; escape when shown
 * @param more leftovers beyond those in {@code found}
 * @param unreadable files and folders that could not be read
 * @param damaged by message key below {@code adopt.damage.}
 * @param samples some of those damaged
 * @param cut were there more files or folders than are looked at?
 */
public record SearchView(
        State state,
        Optional<String> folder,
        long files,
        String now,
        List<Finding> found,
        long more,
        long unreadable,
        Map<String, Long> damaged,
        List<Damaged> samples,
        boolean cut) {
    public static final SearchView NONE =
            new SearchView(State.NONE, Optional.empty(), 0, "", List.of(), 0, 0, Map.of(), List.of(), false);

    public SearchView {
        found = List.copyOf(found);
        samples = List.copyOf(samples);
    }

    /** As people see it: {@code adopt.search.} and the name in small letters. */
    public enum State {
        NONE,
        LOOKING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** @param key message key below {@code adopt.damage.} */
    public record Damaged(String relative, String key) {}
}
