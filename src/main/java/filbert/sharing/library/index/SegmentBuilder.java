package filbert.sharing.library.index;

import filbert.servent.search.Tags;
import filbert.wire.message.MediaType;
import filbert.wire.words.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Collects files, new ones or those of older segments, and makes one segment of them. Not thread-safe; used once. */
final class SegmentBuilder {
    private static final int MAX_WORDS = 64; // of one path; what stands behind them is not found

    private static final int MAX_TAG_WORDS = 32;

    private final Columns columns;
    private final FileWords.Builder fileWords = new FileWords.Builder();
    private final Map<String, Integer> numbers = new HashMap<>();

    SegmentBuilder(int expected) {
        columns = new Columns(expected);
    }

    void add(IndexedFile file) {
        columns.append(file);
        var words = Words.of(file.relative());
        for (var word : words.subList(Math.max(0, words.size() - MAX_WORDS), words.size())) {
            fileWords.word(number(word));
        }
        addTags(file.tags());
        fileWords.endOfFile();
    }

    private void addTags(Tags tags) {
        tags.spoken().flatMap(text -> Words.of(text).stream()).limit(MAX_TAG_WORDS).forEach(word -> fileWords.word(number(word)));
    }

    /** All files of {@code segment} but the dead ones. */
    void addAll(Segment segment, RoaringBitmap dead) {
        var renumbered = new int[segment.dictionary().size()];
        Arrays.fill(renumbered, -1);
        for (var row = 0; row < segment.columns().count(); row++) {
            if (!dead.contains(row)) {
                columns.append(segment.columns(), row);
                segment.fileWords().each(row, word -> {
                    if (renumbered[word] < 0) {
                        renumbered[word] = number(segment.dictionary().word(word));
                    }
                    fileWords.word(renumbered[word]);
                });
                fileWords.endOfFile();
            }
        }
    }

    private int number(String word) {
        return numbers.computeIfAbsent(word, _ -> numbers.size());
    }

    Segment build() {
        var order = order();
        var sorted = columns;
        if (order == null) {
            order = IntStream.range(0, columns.count()).toArray();
        } else {
            sorted = new Columns(columns.count());
            for (var row : order) {
                sorted.append(columns, row);
            }
        }
        sorted.trimmed();
        var renumbered = new int[numbers.size()];
        var dictionary = dictionary(renumbered);
        var words = fileWords.build(renumbered, order);
        var bytes = IntStream.range(0, sorted.count()).mapToLong(sorted::size).sum();
        return new Segment(
                sorted,
                dictionary,
                words,
                Postings.of(dictionary, words),
                new Echoes(dictionary, words),
                sorted.bySha1(),
                media(sorted),
                bytes);
    }

    /** Rows by ascending index, or null when they are so already. */
    private int @Nullable [] order() {
        var ascending = IntStream.range(1, columns.count()).allMatch(row -> columns.index(row - 1) < columns.index(row));
        if (ascending) {
            return null;
        }
        var keys = IntStream.range(0, columns.count())
                .mapToLong(row -> (long) columns.index(row) << 32 | row)
                .sorted();
        return keys.mapToInt(key -> (int) key).toArray();
    }

    private Dictionary dictionary(int[] renumbered) {
        record Word(byte[] bytes, int number) {}
        var words = new Word[numbers.size()];
        numbers.forEach((word, number) -> words[number] = new Word(Dictionary.bytes(word), number));
        Arrays.sort(words, (one, other) -> Arrays.compareUnsigned(one.bytes, other.bytes));
        var sorted = new byte[words.length][];
        for (var i = 0; i < words.length; i++) {
            sorted[i] = words[i].bytes;
            renumbered[words[i].number] = i;
        }
        return new Dictionary(sorted);
    }

    private static Map<MediaType, RoaringBitmap> media(Columns columns) {
        var media = new HashMap<MediaType, RoaringBitmap>();
        for (var row = 0; row < columns.count(); row++) {
            var mask = columns.media(row);
            for (var type : MediaType.values()) {
                if ((mask & type.bit()) != 0) {
                    media.computeIfAbsent(type, _ -> new RoaringBitmap()).add(row);
                }
            }
        }
        media.values().forEach(RoaringBitmap::runOptimize);
        return Map.copyOf(media);
    }
}
