package filbert.wire.words;

import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Canonical text (2-search, 2.1): NFC, folded case, NFKD, marks dropped unless they carry meaning, everything but letters and decimal digits
 * a space, NFC. gtk-gnutella does the same to names and queries, so two texts match on the network when their canonical words do.
 */
public final class Words {
    /** Non-spacing marks that are kept: Japanese voicing, virama and nukta signs, Tibetan and the like. In ascending order. */
    private static final int[] MEANINGFUL_MARKS = {
        0x0345, 0x093C, 0x094D, 0x0951, 0x0952, 0x09BC, 0x09CD, 0x0A3C, 0x0A4D, 0x0ABC, 0x0ACD, 0x0B3C, 0x0B4D, 0x0BCD, 0x0C4D, 0x0CBC,
        0x0CCD, 0x0DCA, 0x0E3A, 0x0EB8, 0x0EB9, 0x0F18, 0x0F19, 0x0F35, 0x0F37, 0x0F39, 0x0F71, 0x0F72, 0x0F74, 0x0F7A, 0x0F7B, 0x0F7C,
        0x0F7D, 0x0F80, 0x0F82, 0x0F83, 0x0F84, 0x0F86, 0x0F87, 0x0FC6, 0x1037, 0x1039, 0x1714, 0x1734, 0x18A9, 0x1939, 0x193A, 0x193B,
        0x3099, 0x309A,
    };

    private static final char SHARP_S = 'ß';
    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';

    private Words() {}

    /** Lower-case letters, digits and single spaces; empty when nothing is left. */
    public static String canonical(String text) {
        return isAscii(text) ? canonicalAscii(text) : canonicalUnicode(text);
    }

    /** The words of a text, canonical, in order, repetitions included. A word ends at a space and wherever the Unicode block changes. */
    public static List<String> of(String text) {
        var canonical = canonical(text);
        var words = new ArrayList<String>();
        var start = 0;
        @Nullable UnicodeBlock block = null;
        for (var i = 0; i < canonical.length(); ) {
            var c = canonical.codePointAt(i);
            var next = i + Character.charCount(c);
            if (c == ' ') {
                add(canonical, start, i, words);
                start = next;
                block = null;
            } else {
                var its = c < 0x80 ? UnicodeBlock.BASIC_LATIN : UnicodeBlock.of(c);
                if (block != null && !its.equals(block)) {
                    add(canonical, start, i, words);
                    start = i;
                }
                block = its;
            }
            i = next;
        }
        add(canonical, start, canonical.length(), words);
        return words;
    }

    private static void add(String text, int start, int end, List<String> words) {
        if (end > start) {
            words.add(text.substring(start, end));
        }
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String canonicalAscii(String text) {
        var kept = new char[text.length()];
        var length = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                kept[length++] = (char) (c + ('a' - 'A'));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                kept[length++] = c;
            } else if (length > 0 && kept[length - 1] != ' ') {
                kept[length++] = ' ';
            }
        }
        return new String(kept, 0, length > 0 && kept[length - 1] == ' ' ? length - 1 : length);
    }

    private static String canonicalUnicode(String text) {
        var folded = fold(Normalizer.normalize(text, Normalizer.Form.NFC));
        var decomposed = Normalizer.normalize(folded, Normalizer.Form.NFKD);
        var kept = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(c -> keep(c, kept));
        if (!kept.isEmpty() && kept.charAt(kept.length() - 1) == ' ') {
            kept.setLength(kept.length() - 1);
        }
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    private static String fold(String text) {
        var folded = new StringBuilder(text.length() + 2);
        text.codePoints().map(Character::toLowerCase).forEach(c -> {
            switch (c) {
                case SHARP_S -> folded.append("ss");
                case FINAL_SIGMA -> folded.append(SIGMA);
                default -> folded.appendCodePoint(c);
            }
        });
        return folded.toString();
    }

    private static void keep(int c, StringBuilder kept) {
        switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER -> kept.appendCodePoint(c);
            case Character.NON_SPACING_MARK -> {
                if (Arrays.binarySearch(MEANINGFUL_MARKS, c) >= 0) {
                    kept.appendCodePoint(c);
                }
            }
            default -> {
                if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
                    kept.append(' ');
                }
            }
        }
    }
}
