package filbert.sharing.download;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everybody who reads downloads just now, and how many that may be. Owner only. */
final class Readers {
    static final int MOST_OF_A_PERSON = 4; // ours: a player that seeks has two for a moment
    static final int MOST = 32; // ours: 128 KiB on their way to each

    private final Engine engine;
    private final Set<Reader> all = new LinkedHashSet<>();

    Readers(Engine engine) {
        this.engine = engine;
    }

    /** @param from and {@code to}, exclusive, within the file */
    Reader open(Download download, long person, long from, long to) {
        if (download.size() < 0) {
            throw new UnreadableException(UnreadableException.Why.SIZE_UNKNOWN);
        }
        if (from < 0 || to < from || to > download.size()) {
            throw new IllegalArgumentException("bytes " + from + " to " + to + " of " + download.size());
        }
        if (all.size() >= MOST || all.stream().filter(reader -> reader.person() == person).count() >= MOST_OF_A_PERSON) {
            throw new UnreadableException(UnreadableException.Why.TOO_MANY);
        }
        var reader = new Reader(engine, download, person, from, to, all::remove);
        all.add(reader);
        reader.begin();
        return reader;
    }

    int count() {
        return all.size();
    }

    void endAll(UnreadableException.Why why) {
        List.copyOf(all).forEach(reader -> reader.end(why));
    }
}
