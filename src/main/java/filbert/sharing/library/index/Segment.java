package filbert.sharing.library.index;

import filbert.identity.Sha1;
import filbert.wire.message.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Some files, frozen: rows in ascending order of their index. Immutable, safe from any thread.
 *
 * @param bySha1 rows in the order of their digests
 * @param media the rows of each kind of file
 */
record Segment(
        Columns columns,
        Dictionary dictionary,
        FileWords fileWords,
        Postings postings,
        Echoes echoes,
        int[] bySha1,
        Map<MediaType, RoaringBitmap> media,
        long bytes) {
    /** Files looked at for a repeated word when all words of the query are everywhere; what is behind them is not found. */
    private static final int MAX_COUNTED = 1024;

    private static final int FEW = 64; // candidates; from here on each is asked for its words

    /** What one query word stands for here. */
    private record Range(QueryWord word, int from, int to, int occurrences) {
        boolean repeated() {
            return word.times() > 1;
        }
    }

    /** The rows that match, in no order, each once. */
    Rows matching(List<QueryWord> words, int mediaTypes, RoaringBitmap dead) {
        var ranges = new ArrayList<Range>(words.size());
        for (var word : words) {
            var from = dictionary.first(word.bytes());
            var to = dictionary.end(word.bytes(), from);
            if (from == to) {
                return Rows.NONE;
            }
            ranges.add(new Range(word, from, to, postings.occurrences(from, to)));
        }
        ranges.sort(Comparator.comparingInt(Range::occurrences));
        var rarest = ranges.getFirst();
        return postings.isLight(rarest.from, rarest.to) ? lookAt(ranges, mediaTypes, dead) : intersect(ranges, mediaTypes, dead);
    }

    private Rows lookAt(List<Range> ranges, int mediaTypes, RoaringBitmap dead) {
        var rarest = ranges.getFirst();
        var rows = postings.light(rarest.from, rarest.to);
        var count = rows.length;
        for (var i = 1; i < ranges.size() && count > FEW; i++) {
            count = keep(rows, count, ranges.get(i));
        }
        var seen = rarest.to - rarest.from == 1 ? IntSet.NONE : IntSet.ofAtMost(count);
        var kept = 0;
        for (var i = 0; i < count; i++) {
            if (isOf(mediaTypes, rows[i]) && hasAll(rows[i], ranges) && !dead.contains(rows[i]) && seen.add(rows[i])) {
                rows[kept++] = rows[i];
            }
        }
        return Rows.of(rows, kept);
    }

    /** Moves the rows that have a word of {@code range} to the front. */
    private int keep(int[] rows, int count, Range range) {
        var its = postings.isLight(range.from, range.to)
                ? IntSet.of(postings.light(range.from, range.to))
                : null;
        var bitmap = its == null ? postings.heavy(range.from, range.to) : null;
        var kept = 0;
        for (var i = 0; i < count; i++) {
            if (its != null ? its.contains(rows[i]) : bitmap != null && bitmap.contains(rows[i])) {
                rows[kept++] = rows[i];
            }
        }
        return kept;
    }

    private boolean hasAll(int row, List<Range> ranges) {
        for (var range : ranges) {
            if ((range.repeated() || ranges.size() > 1) && fileWords.count(row, range.from, range.to) < range.word.times()) {
                return false;
            }
        }
        return true;
    }

    private boolean isOf(int mediaTypes, int row) {
        if (mediaTypes == 0) {
            return true;
        }
        for (var entry : media.entrySet()) {
            if ((mediaTypes & entry.getKey().bit()) != 0 && entry.getValue().contains(row)) {
                return true;
            }
        }
        return false;
    }

    private Rows intersect(List<Range> ranges, int mediaTypes, RoaringBitmap dead) {
        var rows = postings.heavy(ranges.getFirst().from, ranges.getFirst().to);
        for (var range : ranges.subList(1, ranges.size())) {
            rows = RoaringBitmap.and(rows, postings.heavy(range.from, range.to));
        }
        for (var range : ranges) {
            if (range.repeated()) {
                rows = RoaringBitmap.and(rows, echoes.of(range.word.bytes()));
            }
        }
        if (!dead.isEmpty()) {
            rows = RoaringBitmap.andNot(rows, dead);
        }
        if (mediaTypes != 0) {
            rows = RoaringBitmap.and(rows, ofMedia(mediaTypes));
        }
        return ranges.stream().anyMatch(Range::repeated) ? counted(rows, ranges) : Rows.of(rows);
    }

    private RoaringBitmap ofMedia(int mediaTypes) {
        var wanted = media.entrySet().stream()
                .filter(entry -> (mediaTypes & entry.getKey().bit()) != 0)
                .map(Map.Entry::getValue)
                .toArray(RoaringBitmap[]::new);
        return wanted.length == 1 ? wanted[0] : RoaringBitmap.or(wanted);
    }

    private Rows counted(RoaringBitmap rows, List<Range> ranges) {
        var kept = new int[Math.min(rows.getCardinality(), MAX_COUNTED)];
        var count = 0;
        var next = rows.getIntIterator();
        for (var looked = 0; looked < MAX_COUNTED && next.hasNext(); looked++) {
            var row = next.next();
            if (hasAll(row, ranges)) {
                kept[count++] = row;
            }
        }
        return Rows.of(kept, count);
    }

    /** The first living file with this content. */
    @Nullable IndexedFile bySha1(Sha1 sha1, RoaringBitmap dead) {
        var wanted = sha1.bytes();
        var low = 0;
        var high = bySha1.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (columns.compareSha1(bySha1[middle], wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (var at = low; at < bySha1.length && columns.compareSha1(bySha1[at], wanted) == 0; at++) {
            if (!dead.contains(bySha1[at])) {
                return columns.file(bySha1[at]);
            }
        }
        return null;
    }
}
