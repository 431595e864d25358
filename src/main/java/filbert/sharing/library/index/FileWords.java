package filbert.sharing.library.index;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** The words of each file, by number, in ascending order, repetitions included. */
final class FileWords {
    private final int[] ends;
    private final int[] words;

    private FileWords(int[] ends, int[] words) {
        this.ends = ends;
        this.words = words;
    }

    int files() {
        return ends.length;
    }

    private int start(int file) {
        return file == 0 ? 0 : ends[file - 1];
    }

    /** How many of the file's words are numbered {@code from} to {@code to}, exclusive. */
    int count(int file, int from, int to) {
        var count = 0;
        for (var at = start(file); at < ends[file]; at++) {
            if (words[at] >= to) {
                break;
            }
            if (words[at] >= from) {
                count++;
            }
        }
        return count;
    }

    void each(int file, IntConsumer word) {
        for (var at = start(file); at < ends[file]; at++) {
            word.accept(words[at]);
        }
    }

    void eachDistinct(int file, IntConsumer word) {
        var previous = -1;
        for (var at = start(file); at < ends[file]; at++) {
            if (words[at] != previous) {
                previous = words[at];
                word.accept(previous);
            }
        }
    }

    /** Grows file by file. */
    static final class Builder {
        private int[] ends = new int[64];
        private int[] words = new int[512];
        private int files;
        private int total;

        void word(int word) {
            if (total == words.length) {
                words = Arrays.copyOf(words, total + (total >> 1));
            }
            words[total++] = word;
        }

        void endOfFile() {
            if (files == ends.length) {
                ends = Arrays.copyOf(ends, files + (files >> 1));
            }
            ends[files++] = total;
        }

        /** @param renumbered the final number of each word; @param order which file comes at which place */
        FileWords build(int[] renumbered, int[] order) {
            var newEnds = new int[files];
            var newWords = new int[total];
            var at = 0;
            for (var file = 0; file < files; file++) {
                var from = order[file] == 0 ? 0 : ends[order[file] - 1];
                var start = at;
                for (var i = from; i < ends[order[file]]; i++) {
                    newWords[at++] = renumbered[words[i]];
                }
                Arrays.sort(newWords, start, at);
                newEnds[file] = at;
            }
            return new FileWords(newEnds, newWords);
        }
    }
}
