package filbert.servent.routing;

/** What is remembered beside a query's GUID, in one {@code long}: results and bytes of hits passed on, and its highest TTL. */
final class QueryNotes {
    private static final int TTL_BITS = 8;
    private static final int RESULT_BITS = 16;
    private static final int BYTES_FROM = TTL_BITS + RESULT_BITS;
    private static final long TTL_MASK = (1L << TTL_BITS) - 1;
    private static final long RESULT_MASK = (1L << RESULT_BITS) - 1;

    private QueryNotes() {}

    static int ttl(long notes) {
        return (int) (notes & TTL_MASK);
    }

    static int results(long notes) {
        return (int) ((notes >>> TTL_BITS) & RESULT_MASK);
    }

    static long bytes(long notes) {
        return notes >>> BYTES_FROM;
    }

    static long withTtl(long notes, int ttl) {
        return (notes & ~TTL_MASK) | ttl;
    }

    static long plusHit(long notes, int results, int bytes) {
        var sum = Math.min(results(notes) + results, RESULT_MASK);
        return ((bytes(notes) + bytes) << BYTES_FROM) | (sum << TTL_BITS) | ttl(notes);
    }
}
