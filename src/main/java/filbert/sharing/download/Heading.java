package filbert.sharing.download;

import filbert.sharing.download.disk.Target;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the finished file of one download goes. Owner only. */
final class Heading {
    private final Engine engine;
    private final long person;
    private @Nullable Path folder; // null: its person's
    private @Nullable Path place; // which the folder was when it was chosen

    Heading(Engine engine, long person, @Nullable Path folder, @Nullable Path place) {
        this.engine = engine;
        this.person = person;
        this.folder = folder;
        this.place = place;
    }

    /** A folder somebody chose for it; null for its person's. */
    @Nullable Path folder() {
        return folder;
    }

    /** Which place that was then, all links followed; null where nobody could tell. */
    @Nullable Path place() {
        return place;
    }

    void becomes(@Nullable Path other, @Nullable Path where) {
        folder = other;
        place = where;
    }

    /** To be asked on workers: its person's may be elsewhere by then. */
    Supplier<Target> target() {
        var chosen = folder;
        var known = Optional.ofNullable(place);
        return chosen == null ? () -> Target.own(engine.folders().apply(person)) : () -> Target.chosen(chosen, known);
    }
}
