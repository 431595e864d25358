package filbert.sharing.library;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What people see of the catalogue, as it was a moment ago.
 *
 * @param loaded are all files of all folders counted and in memory?
 */
record Published(List<SharedFolder> folders, boolean loaded, long unhashed, long unreadable, Set<Long> calledOff) {
    /** How many files are asked about, where that is a matter of folders alone. */
    OptionalLong count(FilesQuery query) {
        var known = loaded && query.words().isEmpty() && query.below().isEmpty() && query.type().isEmpty();
        return known ? OptionalLong.of(folders.stream().filter(query::sees).mapToLong(SharedFolder::files).sum()) : OptionalLong.empty();
    }
}
