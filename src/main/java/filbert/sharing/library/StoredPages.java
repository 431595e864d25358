package filbert.sharing.library;

import filbert.sharing.library.LibraryStore.StoredFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored files of a folder, or of a part of it, one at a time in order, read in pages. */
final class StoredPages {
    private static final int PAGE = 1000;

    private final LibraryStore store;
    private final long folder;
    private final String below;
    private List<StoredFile> page = List.of();
    private int next;
    private String last;
    private boolean atEnd;

    StoredPages(LibraryStore store, long folder, String below) {
        this.store = store;
        this.folder = folder;
        this.below = below;
        this.last = below;
    }

    /** The file it stands at, or null behind the last. */
    @Nullable StoredFile peek() {
        if (next == page.size() && !atEnd) {
            page = store.filesAfter(folder, last, PAGE);
            next = 0;
            atEnd = page.isEmpty();
        }
        if (next == page.size() || !page.get(next).file().relative().startsWith(below)) {
            return null;
        }
        return page.get(next);
    }

    /** Goes behind every file below a folder, without reading them. */
    void pass(String prefix) {
        while (next < page.size() && page.get(next).file().relative().startsWith(prefix)) {
            next++;
        }
        if (next == page.size()) {
            last = prefix + Character.MAX_VALUE;
        }
    }

    void advance() {
        var relative = page.get(next++).file().relative();
        if (relative.compareTo(last) <= 0) {
            throw new IllegalStateException("the store gives '" + relative + "' behind '" + last + "'");
        }
        last = relative;
    }
}
