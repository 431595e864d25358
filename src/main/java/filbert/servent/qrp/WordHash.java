package filbert.servent.qrp;

/**
 * The hash of query routing (2-search, 4.1): the low bytes of the lower-cased UTF-16 units are XORed, byte by byte, into 32 bits, which are
 * multiplied; the upper bits of the product are the slot. So one product serves tables of every size.
 */
public final class WordHash {
    static final int MULTIPLIER = 0x4F1BBCDC;

    private WordHash() {}

    /** The product; {@link #slot} makes slots of it. */
    public static int product(CharSequence word) {
        var folded = 0;
        for (var i = 0; i < word.length(); i++) {
            folded = fold(folded, word.charAt(i), i);
        }
        return product(folded);
    }

    /** The product of what {@link #fold} made of all units. */
    public static int product(int accumulator) {
        return accumulator * MULTIPLIER;
    }

    /** The accumulator, 0 at first, with unit number {@code i} in it. */
    public static int fold(int accumulator, char unit, int i) {
        return accumulator ^ ((Character.toLowerCase(unit) & 0xFF) << (8 * (i & 3)));
    }

    /** @param bits log2 of the table's slots, 0 to 31 */
    public static int slot(int product, int bits) {
        return bits == 0 ? 0 : product >>> (Integer.SIZE - bits);
    }
}
