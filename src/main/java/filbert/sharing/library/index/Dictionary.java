package filbert.sharing.library.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Distinct words in the order of their UTF-8 bytes; a word's number is its place. Immutable. */
final class Dictionary {
    private final byte[] text;
    private final int[] ends;

    /** @param sorted words in ascending order of their bytes, without repetitions */
    Dictionary(byte[][] sorted) {
        ends = new int[sorted.length];
        var total = 0;
        for (var i = 0; i < sorted.length; i++) {
            total += sorted[i].length;
            ends[i] = total;
        }
        text = new byte[total];
        for (var i = 0; i < sorted.length; i++) {
            System.arraycopy(sorted[i], 0, text, start(i), sorted[i].length);
        }
    }

    static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return ends.length;
    }

    String word(int number) {
        return new String(text, start(number), length(number), StandardCharsets.UTF_8);
    }

    int length(int number) {
        return ends[number] - start(number);
    }

    byte at(int number, int position) {
        return text[start(number) + position];
    }

    /** How many bytes two words have in common at their beginning, up to {@code atMost}; a word and itself have that many. */
    int common(int one, int other, int atMost) {
        if (one == other) {
            return atMost;
        }
        var most = Math.min(atMost, Math.min(length(one), length(other)));
        var common = 0;
        while (common < most && at(one, common) == at(other, common)) {
            common++;
        }
        return common;
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** The first word that is not before {@code prefix}. */
    int first(byte[] prefix) {
        var low = 0;
        var high = ends.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (compare(middle, prefix) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Behind the last word that starts with {@code prefix}; {@code from} is what {@link #first} said. Most ranges are short: gallops. */
    int end(byte[] prefix, int from) {
        var low = from;
        var step = 1;
        while (low + step <= ends.length && startsWith(low + step - 1, prefix)) {
            low += step;
            step <<= 1;
        }
        var high = Math.min(ends.length, low + step);
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (startsWith(middle, prefix)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int number, byte[] other) {
        return Arrays.compareUnsigned(text, start(number), ends[number], other, 0, other.length);
    }

    private boolean startsWith(int number, byte[] prefix) {
        var start = start(number);
        return ends[number] - start >= prefix.length
                && Arrays.equals(text, start, start + prefix.length, prefix, 0, prefix.length);
    }
}
