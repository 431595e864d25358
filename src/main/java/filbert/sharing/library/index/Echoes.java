package filbert.sharing.library.index;

import org.roaringbitmap.RoaringBitmap;

/**
 * Which files have two words that begin alike, by how many bytes: the only ones in which a repeated query word can be found. Without it such a
 * query would count the words of every file that has them. Immutable.
 */
final class Echoes {
    private static final int LONGEST = 4; // bytes told apart; that leaves few files

    private final RoaringBitmap[] byLength = new RoaringBitmap[LONGEST];

    Echoes(Dictionary dictionary, FileWords words) {
        for (var i = 0; i < LONGEST; i++) {
            byLength[i] = new RoaringBitmap();
        }
        var previous = new int[] {-1};
        var alike = new int[1];
        for (var row = 0; row < words.files(); row++) {
            previous[0] = -1;
            alike[0] = 0;
            words.each(row, word -> { // in order: the most alike stand side by side
                if (previous[0] >= 0) {
                    alike[0] = Math.max(alike[0], dictionary.common(previous[0], word, LONGEST));
                }
                previous[0] = word;
            });
            for (var i = 0; i < alike[0]; i++) {
                byLength[i].add(row);
            }
        }
        for (var bitmap : byLength) {
            bitmap.runOptimize();
        }
    }

    /** Every file that has two words beginning with {@code word}, and some more. */
    RoaringBitmap of(byte[] word) {
        return byLength[Math.min(word.length, LONGEST) - 1];
    }
}
