package filbert.sharing.download.adopt;

import filbert.sharing.download.disk.Span;
import java.util.ArrayList;
import java.util.List;

/** The chunk list of a file, trailer and database alike: from the first byte on, each where the one before ended. */
final class GtkChunks {
    private final long size;
    private final List<Span> done = new ArrayList<>();
    private long at;

    GtkChunks(long size) {
        this.size = size;
    }

    void add(long from, long to, boolean isDone) throws DamagedException {
        if (from != at || to <= from || to > size) {
            throw new DamagedException("chunks");
        }
        at = to;
        if (!isDone) {
            return;
        }
        if (!done.isEmpty() && done.getLast().to() == from) {
            done.add(new Span(done.removeLast().from(), to));
        } else {
            done.add(new Span(from, to));
        }
    }

    /** A list is whole or absent. */
    void end() throws DamagedException {
        if (at != 0 && at != size) {
            throw new DamagedException("chunks");
        }
    }

    List<Span> done() {
        return done;
    }
}
