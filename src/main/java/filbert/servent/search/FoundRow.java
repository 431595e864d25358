package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a search while it grows. Guarded by its {@link Findings}. */
final class FoundRow {
    private static final int MAX_SOURCES = 200; // more than any download asks; a bound on what one crowd can make us keep
    private static final int MAX_NAMES = 16;
    private static final int MAX_SIZES = 4;

    private final String id;
    private final Optional<Sha1> sha1;
    private final Instant firstSeen;
    private final Tally<String> names = new Tally<>(MAX_NAMES);
    private final Tally<Long> sizes = new Tally<>(MAX_SIZES);
    private final Tally<TigerRoot> roots = new Tally<>(MAX_SIZES);
    private final Map<Object, Source> sources = new LinkedHashMap<>();
    private Instant lastSeen;
    private @Nullable FoundFile file;

    FoundRow(String id, Optional<Sha1> sha1, Instant firstSeen) {
        this.id = id;
        this.sha1 = sha1;
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
    }

    /**
     * One host offers it.
     *
     * @param host who that is: of two sources with the same one, the later counts
     * @return false when there are enough sources already
     */
    boolean add(Object host, Source source, long size, Optional<TigerRoot> root, Instant now) {
        var isNew = !sources.containsKey(host);
        if (isNew && sources.size() >= MAX_SOURCES) {
            return false;
        }
        if (isNew) {
            names.add(source.name());
            sizes.add(size);
            root.ifPresent(roots::add);
        }
        sources.put(host, source);
        lastSeen = now;
        file = null;
        return true;
    }

    /** As it stands; built anew only after a change. */
    FoundFile file() {
        if (file == null) {
            var called = names.ranked();
            file = new FoundFile(
                    id,
                    sha1,
                    roots.ranked().stream().findFirst(),
                    called.getFirst(),
                    called,
                    sizes.ranked().getFirst(),
                    List.copyOf(sources.values()),
                    firstSeen,
                    lastSeen);
        }
        return file;
    }
}
