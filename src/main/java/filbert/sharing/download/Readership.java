package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who reads a download, which bytes they may have, and where they want more. Owner only. */
final class Readership {
    static final long READ_AHEAD = 4 << 20; // bytes; ours: some seconds of film

    private final Engine engine;
    private final Set<Reader> readers = new LinkedHashSet<>();
    private Spans verified = new Spans();
    private boolean lookPlanned;

    Readership(Engine engine) {
        this.engine = engine;
    }

    void join(Reader reader) {
        readers.add(reader);
    }

    void leave(Reader reader) {
        readers.remove(reader);
    }

    boolean nobody() {
        return readers.isEmpty();
    }

    /** These bytes, and no others, are in the partial file and right by a trusted tree. */
    void mayRead(Spans right) {
        verified = right.copy();
        changed();
    }

    void mayReadNothing() {
        verified = new Spans();
    }

    /** Bytes from {@code at} on that may be read, at most {@code most}. */
    int readable(long at, int most) {
        var there = verified.within(new Span(at, at + most));
        return there.isEmpty() || there.getFirst().from() > at ? 0 : (int) there.getFirst().length();
    }

    /** Where somebody waits, whoever got least of late first; then what they will want soon, the first of the file first. */
    List<Span> wanted() {
        var waiting = readers.stream()
                .filter(Reader::waits)
                .sorted(Comparator.comparingLong(Reader::givenAt))
                .map(reader -> new Span(reader.at(), reader.at() + 1));
        var ahead = readers.stream()
                .filter(reader -> reader.at() < reader.end())
                .map(reader -> new Span(reader.at(), Math.min(reader.end(), reader.at() + READ_AHEAD)))
                .sorted(Comparator.comparingLong(Span::from));
        return Stream.concat(waiting, ahead).distinct().toList();
    }

    /** Something happened that may let somebody go on, or end it. */
    void changed() {
        if (!readers.isEmpty() && !lookPlanned) {
            lookPlanned = true;
            engine.owner().execute(() -> {
                lookPlanned = false;
                List.copyOf(readers).forEach(Reader::look);
            });
        }
    }

    /** Those who read it as this one. */
    void endAll(Download download, UnreadableException.Why why) {
        List.copyOf(readers).stream().filter(reader -> reader.reads(download)).forEach(reader -> reader.end(why));
    }
}
