package filbert.sharing.download;

import filbert.identity.TigerRoot;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.ThexUri;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one source has of a file, as it says: which bytes, and the tree. Times are nanos of the owner's timeline. Owner only. */
final class Wares {
    private @Nullable Spans available;
    private long availableUntil;
    private @Nullable ThexUri thex;
    private Set<TigerRoot> treesRefused = Set.of(); // most give theirs, or are never asked
    private long treeReadyAt;

    void has(List<ByteRange> ranges, long size, long until) {
        var spans = new Spans();
        for (var range : ranges) {
            if (range.first() < size) {
                spans.add(new Span(range.first(), Math.min(size, range.last() + 1)));
            }
        }
        available = spans;
        availableUntil = until;
    }

    void hasEverything() {
        available = null;
    }

    /** Null for everything, as far as we know. */
    @Nullable Spans available(long now) {
        if (available != null && availableUntil <= now) {
            available = null;
        }
        return available;
    }

    Optional<ThexUri> thex() {
        return Optional.ofNullable(thex);
    }

    void thex(ThexUri uri) {
        thex = uri;
    }

    /** May it be asked for this tree? */
    boolean mayGiveTree(TigerRoot root, long now) {
        return treeReadyAt <= now && !treesRefused.contains(root);
    }

    void refusedTree(TigerRoot root) {
        var refused = new HashSet<>(treesRefused);
        refused.add(root);
        treesRefused = refused;
    }

    void treeLater(long until) {
        treeReadyAt = until;
    }
}
