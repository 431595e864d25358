package filbert.sharing.library.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which files have which word. Because words are numbered in the order of their bytes, a prefix is a range of words.
 *
 * <p>A range with at most {@value #LIGHT} occurrences is <i>light</i>: its files stand in one slice of one array, short enough to be looked at
 * one by one. A heavier range that some prefix stands for has a bitmap of its own, built beforehand, and bitmaps intersect by the thousand files.
 * So no query costs more than a few thousand steps, whatever its words are.
 */
final class Postings {
    static final int LIGHT = 1024;

    private final int[] occurrences; // [w]: of all words before w
    private final int[] ends; // [w]: in files, behind the slice of w; words that are heavy alone have an empty slice
    private final int[] files;
    private final Map<Long, RoaringBitmap> heavy;

    private Postings(int[] occurrences, int[] ends, int[] files, Map<Long, RoaringBitmap> heavy) {
        this.occurrences = occurrences;
        this.ends = ends;
        this.files = files;
        this.heavy = heavy;
    }

    int occurrences(int from, int to) {
        return occurrences[to] - occurrences[from];
    }

    boolean isLight(int from, int to) {
        return occurrences(from, to) <= LIGHT;
    }

    /** The files of a light range; one that has two words of the range stands there twice. */
    int[] light(int from, int to) {
        return Arrays.copyOfRange(files, start(from), start(to));
    }

    private int start(int word) {
        return word == 0 ? 0 : ends[word - 1];
    }

    /** The files of a heavy range some prefix stands for. */
    RoaringBitmap heavy(int from, int to) {
        var bitmap = heavy.get(key(from, to));
        if (bitmap == null) {
            throw new IllegalStateException("bug: words " + from + " to " + to + " have no common prefix");
        }
        return bitmap;
    }

    private static long key(int from, int to) {
        return (long) from << 32 | to;
    }

    /** @param words the words of each file, numbered by {@code dictionary} */
    static Postings of(Dictionary dictionary, FileWords words) {
        return new Building(dictionary, words).build();
    }

    /** Counts, deals out, then climbs from heavy words to the heavy prefixes above them. */
    private static final class Building {
        private final Dictionary dictionary;
        private final FileWords words;
        private final int[] occurrences;
        private final Map<Long, RoaringBitmap> heavy = new HashMap<>();
        private int[] ends = {};
        private int[] files = {};

        Building(Dictionary dictionary, FileWords words) {
            this.dictionary = dictionary;
            this.words = words;
            this.occurrences = new int[dictionary.size() + 1];
        }

        Postings build() {
            count();
            deal();
            if (dictionary.size() > 0 && occurrences[dictionary.size()] > LIGHT) {
                for (var first = 0; first < dictionary.size(); ) {
                    var next = endOfSameByte(first, dictionary.size(), 0);
                    climb(first, next, 1);
                    first = next;
                }
            }
            return new Postings(occurrences, ends, files, Map.copyOf(heavy));
        }

        private void count() {
            for (var file = 0; file < words.files(); file++) {
                words.eachDistinct(file, word -> occurrences[word + 1]++);
            }
            for (var word = 0; word < dictionary.size(); word++) {
                occurrences[word + 1] += occurrences[word];
            }
        }

        private void deal() {
            ends = new int[dictionary.size()];
            var total = 0;
            var next = new int[dictionary.size()];
            for (var word = 0; word < dictionary.size(); word++) {
                next[word] = total;
                var its = occurrences[word + 1] - occurrences[word];
                if (its > LIGHT) {
                    heavy.put(key(word, word + 1), new RoaringBitmap());
                } else {
                    total += its;
                }
                ends[word] = total;
            }
            files = new int[total];
            for (var file = 0; file < words.files(); file++) {
                var row = file;
                words.eachDistinct(file, word -> {
                    if (occurrences[word + 1] - occurrences[word] > LIGHT) {
                        bitmap(word, word + 1).add(row);
                    } else {
                        files[next[word]++] = row;
                    }
                });
            }
        }

        private RoaringBitmap bitmap(int from, int to) {
            var bitmap = heavy.get(key(from, to));
            if (bitmap == null) {
                throw new IllegalStateException("bug: no bitmap for words " + from + " to " + to);
            }
            return bitmap;
        }

        /** Words {@code from} to {@code to} share their first {@code depth} bytes. @return their files, when they are heavy */
        private @Nullable RoaringBitmap climb(int from, int to, int depth) {
            if (occurrences[to] - occurrences[from] <= LIGHT) {
                return null;
            }
            if (to - from == 1) {
                return bitmap(from, to);
            }
            var union = new RoaringBitmap();
            var whole = false;
            for (var first = from; first < to; ) {
                var next = dictionary.length(first) == depth ? first + 1 : endOfSameByte(first, to, depth);
                whole |= next - first == to - from;
                var below = climb(first, next, depth + 1);
                if (below != null) {
                    union.or(below);
                } else {
                    add(union, first, next);
                }
                first = next;
            }
            if (!whole && isWholeCharacters(from, depth)) {
                union.trim();
                heavy.put(key(from, to), union);
            }
            return union;
        }

        private void add(RoaringBitmap union, int from, int to) {
            var start = from == 0 ? 0 : ends[from - 1];
            var light = Arrays.copyOfRange(files, start, ends[to - 1]);
            Arrays.sort(light);
            union.or(RoaringBitmap.bitmapOf(light));
        }

        private int endOfSameByte(int from, int to, int position) {
            var same = dictionary.at(from, position);
            var end = from + 1;
            while (end < to && dictionary.length(end) > position && dictionary.at(end, position) == same) {
                end++;
            }
            return end;
        }

        /** Nobody asks for half a character: does the prefix end between two? */
        private boolean isWholeCharacters(int word, int depth) {
            return dictionary.length(word) == depth || (dictionary.at(word, depth) & 0xC0) != 0x80;
        }
    }
}
