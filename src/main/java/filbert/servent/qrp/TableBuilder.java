package filbert.servent.qrp;

/**
 * Gathers the words of what we share, with their prefixes (2-search, 4.2), and makes a table of the right size: 2^17 slots, for leaves doubled
 * to at most 2^20 while more than 5 % are set (2-search, 4.3). Words must be canonical. Not thread-safe.
 */
public final class TableBuilder {
    static final int USUAL_BITS = 17;
    static final int LARGEST_BITS = 20;
    private static final double HIGHEST_FILL = 0.05;
    private static final int SHORTEST_PREFIX = 3;
    private static final int MOST_CUT = 5;

    private final long[] slots = new long[RoutingTable.longs(LARGEST_BITS)];

    /** Adds a word; of four characters and more also what remains after cutting one to five, down to three. */
    public TableBuilder word(CharSequence word) {
        var length = word.length();
        var shortest = Math.min(length, Math.max(SHORTEST_PREFIX, length - MOST_CUT));
        var folded = 0;
        for (var i = 0; i < length; i++) {
            folded = WordHash.fold(folded, word.charAt(i), i);
            var here = i + 1;
            if (here == length || (here >= shortest && !Character.isHighSurrogate(word.charAt(i)))) {
                RoutingTable.set(slots, WordHash.slot(folded * WordHash.MULTIPLIER, LARGEST_BITS));
            }
        }
        return this;
    }

    /** Adds a text that is looked for as a whole: a URN or a schema's address. */
    public TableBuilder whole(CharSequence text) {
        RoutingTable.set(slots, WordHash.slot(WordHash.product(text), LARGEST_BITS));
        return this;
    }

    /** As a leaf sends it. */
    public RoutingTable forLeaf() {
        var largest = new RoutingTable(LARGEST_BITS, slots.clone());
        for (var bits = USUAL_BITS; bits < LARGEST_BITS; bits++) {
            var smaller = largest.scaledTo(bits);
            if (smaller.fill() <= HIGHEST_FILL) {
                return smaller;
            }
        }
        return largest;
    }

    /** As an ultrapeer merges and sends it: never more than 2^17 slots. */
    public RoutingTable forUltrapeer() {
        return new RoutingTable(LARGEST_BITS, slots.clone()).scaledTo(USUAL_BITS);
    }
}
