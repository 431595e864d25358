package filbert.sharing.library.index;

import filbert.identity.Sha1;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/** All files at one moment. Immutable, safe from any thread. */
public final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(List.of());
    private static final int MAX_WORDS = 64; // of one query, repetitions included; 2-search, 1.1: a payload has at most 1,024 bytes

    private static final int LOOKED_AT_FOR_NEWEST = 1_000; // rows of a segment: an answer takes microseconds

    /** A segment and the rows that left it since it was made. */
    record Part(Segment segment, RoaringBitmap dead) {
        int living() {
            return segment.columns().count() - dead.getCardinality();
        }

        Part without(RoaringBitmap rows) {
            return dead.contains(rows) ? this : new Part(segment, RoaringBitmap.or(dead, rows));
        }

        private List<IndexedFile> newest(int mediaTypes, int atMost) {
            var columns = segment.columns();
            return IntStream.iterate(columns.count() - 1, row -> row >= 0, row -> row - 1)
                    .limit(LOOKED_AT_FOR_NEWEST)
                    .filter(row -> !dead.contains(row) && (mediaTypes == 0 || (columns.media(row) & mediaTypes) != 0))
                    .limit(atMost)
                    .mapToObj(columns::file)
                    .toList();
        }

        private List<IndexedFile> behind(int index, int atMost) {
            var columns = segment.columns();
            var row = columns.rowOf(index);
            return IntStream.range(row < 0 ? -row - 1 : row + 1, columns.count())
                    .filter(each -> !dead.contains(each))
                    .limit(atMost)
                    .mapToObj(columns::file)
                    .toList();
        }

        private int kinds() {
            var columns = segment.columns();
            return IntStream.range(0, columns.count()).filter(row -> !dead.contains(row)).map(columns::media).reduce(0, (one, other) -> one | other);
        }

        /** Parts are what they were made of: compares no contents. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Part part && part.segment == segment && part.dead == dead;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(segment);
        }

        long bytes() {
            return segment.bytes() - dead.stream().mapToLong(segment.columns()::size).sum();
        }
    }

    private final List<Part> parts;
    private final long files;
    private final long bytes;

    Snapshot(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.files = parts.stream().mapToLong(Part::living).sum();
        this.bytes = parts.stream().mapToLong(Part::bytes).sum();
    }

    List<Part> parts() {
        return parts;
    }

    public long files() {
        return files;
    }

    public long bytes() {
        return bytes;
    }

    /**
     * Files that have, for each word, at least as many words beginning with it as it stands in the query (2-search, 2.2); when more than
     * {@code atMost} match, a random choice of them.
     *
     * @param mediaTypes the M bit mask, or 0 for no filter
     */
    public List<IndexedFile> matching(List<String> words, int mediaTypes, int atMost, RandomGenerator random) {
        if (words.isEmpty() || words.size() > MAX_WORDS || atMost <= 0) {
            return List.of();
        }
        var wanted = QueryWord.of(words);
        var found = new Rows[parts.size()];
        var total = 0;
        for (var i = 0; i < found.length; i++) {
            found[i] = parts.get(i).segment.matching(wanted, mediaTypes, parts.get(i).dead);
            total += found[i].count();
        }
        return choose(found, total, atMost, random);
    }

    /** All files that have, for each word, one that begins with it, in no order; empty when there are more than {@code atMost}. */
    public Optional<List<IndexedFile>> every(List<String> words, int atMost) {
        if (words.isEmpty() || words.size() > MAX_WORDS) {
            return Optional.empty();
        }
        var wanted = QueryWord.of(words);
        var found = new ArrayList<IndexedFile>();
        for (var part : parts) {
            var rows = part.segment.matching(wanted, 0, part.dead);
            if (found.size() + rows.count() > atMost) {
                return Optional.empty();
            }
            rows.each(row -> found.add(part.segment.columns().file(row)));
        }
        return Optional.of(found);
    }

    private List<IndexedFile> choose(Rows[] found, int total, int atMost, RandomGenerator random) {
        var chosen = new ArrayList<IndexedFile>(Math.min(total, atMost));
        if (total <= atMost) {
            for (var place = 0; place < total; place++) {
                chosen.add(at(found, place));
            }
            return chosen;
        }
        var places = new HashSet<Integer>();
        for (var last = total - atMost; last < total; last++) { // Floyd's sample: each place is drawn once
            var place = random.nextInt(last + 1);
            var drawn = places.add(place) ? place : last;
            places.add(drawn);
            chosen.add(at(found, drawn));
        }
        return chosen;
    }

    private IndexedFile at(Rows[] found, int place) {
        var part = 0;
        var behind = place;
        while (behind >= found[part].count()) {
            behind -= found[part++].count();
        }
        return parts.get(part).segment.columns().file(found[part].at(behind));
    }

    /** The M bit mask of all kinds of files there are. Looks at every file. */
    public int kinds() {
        return parts.stream().mapToInt(Part::kinds).reduce(0, (one, other) -> one | other);
    }

    /**
     * Files that were indexed last, the newest first: indexes are given in order.
     *
     * @param mediaTypes the M bit mask, or 0 for no filter; looks only so far back for files of these types
     */
    public List<IndexedFile> newest(int mediaTypes, int atMost) {
        var found = new ArrayList<IndexedFile>();
        parts.forEach(part -> found.addAll(part.newest(mediaTypes, atMost)));
        return found.stream().sorted(Comparator.comparingInt(IndexedFile::index).reversed()).limit(atMost).toList();
    }

    /** Files with higher indexes than {@code index}, ascending. */
    public List<IndexedFile> behind(int index, int atMost) {
        var found = new ArrayList<IndexedFile>();
        parts.forEach(part -> found.addAll(part.behind(index, atMost)));
        return found.stream().sorted(Comparator.comparingInt(IndexedFile::index)).limit(atMost).toList();
    }

    /** One of the files with this content. */
    public Optional<IndexedFile> bySha1(Sha1 sha1) {
        for (var part : parts) {
            var file = part.segment.bySha1(sha1, part.dead);
            if (file != null) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    public Optional<IndexedFile> byIndex(int index) {
        for (var part : parts) {
            var row = part.segment.columns().rowOf(index);
            if (row >= 0 && !part.dead.contains(row)) {
                return Optional.of(part.segment.columns().file(row));
            }
        }
        return Optional.empty();
    }

    /** Every word of every file, each once, in order. */
    public void words(Consumer<String> each) {
        var heads = new PriorityQueue<WordsOfPart>();
        for (var part : parts) {
            new WordsOfPart(part).queueIn(heads);
        }
        var previous = "";
        while (!heads.isEmpty()) {
            var head = heads.remove();
            if (!head.word().equals(previous)) {
                previous = head.word();
                each.accept(previous);
            }
            head.queueIn(heads);
        }
    }
}
