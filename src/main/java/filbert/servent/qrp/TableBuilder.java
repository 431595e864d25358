package filbert.servent.qrp;

/**
 * Gathers the words of what we share, with their prefixes (2-search, 4.2), and makes a table of the right size: usually 2^17 slots, for leaves doubled
 * up to three times while more than 5 % are set (2-search, 4.3). Words must be canonical. Not thread-safe.
 */
public final class TableBuilder {
    static final int LARGEST_BITS = 20;
    private static final int MOST_DOUBLED = 3;
    private static final double HIGHEST_FILL = 0.05;
    private static final int SHORTEST_PREFIX = 3;
    private static final int MOST_CUT = 5;

    private final int usualBits;
    private final long[] slots = new long[RoutingTable.longs(LARGEST_BITS)];

    public TableBuilder() {
        this(RoutingTable.USUAL_BITS);
    }

    /** @param usualBits log2 of the slots it begins with, at most 17 */
    public TableBuilder(int usualBits) {
        if (usualBits < RoutingTable.MIN_BITS || usualBits + MOST_DOUBLED > LARGEST_BITS) {
            throw new IllegalArgumentException("tables of 2^" + usualBits + " slots");
        }
        this.usualBits = usualBits;
    }

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
        for (var bits = usualBits; bits < usualBits + MOST_DOUBLED; bits++) {
            var smaller = largest.scaledTo(bits);
            if (smaller.fill() <= HIGHEST_FILL) {
                return smaller;
            }
        }
        return largest.scaledTo(usualBits + MOST_DOUBLED);
    }

    /** As an ultrapeer merges and sends it: never doubled. */
    public RoutingTable forUltrapeer() {
        return new RoutingTable(LARGEST_BITS, slots.clone()).scaledTo(usualBits);
    }
}
