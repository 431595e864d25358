package filbert.sharing.library.index;

import java.util.Arrays;
import java.util.Queue;
import org.roaringbitmap.RoaringBitmap;

/** Walks through the words of a part that living files have. */
final class WordsOfPart implements Comparable<WordsOfPart> {
    private final Snapshot.Part part;
    private final RoaringBitmap used;
    private final boolean all;
    private int next;
    private String word = "";

    WordsOfPart(Snapshot.Part part) {
        this.part = part;
        this.all = part.dead().isEmpty();
        this.used = new RoaringBitmap();
        if (!all) {
            for (var row = 0; row < part.segment().columns().count(); row++) {
                if (!part.dead().contains(row)) {
                    part.segment().fileWords().eachDistinct(row, used::add);
                }
            }
        }
    }

    String word() {
        return word;
    }

    /** Steps to the next word and waits in {@code heads} with it, if there is one. */
    void queueIn(Queue<WordsOfPart> heads) {
        var dictionary = part.segment().dictionary();
        while (next < dictionary.size() && !all && !used.contains(next)) {
            next++;
        }
        if (next < dictionary.size()) {
            word = dictionary.word(next++);
            heads.add(this);
        }
    }

    @Override
    public int compareTo(WordsOfPart other) {
        return Arrays.compareUnsigned(Dictionary.bytes(word), Dictionary.bytes(other.word)); // the order dictionaries are in
    }
}
