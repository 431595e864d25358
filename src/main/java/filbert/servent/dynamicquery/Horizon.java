package filbert.servent.dynamicquery;

/** How many hosts a query reaches in theory (2-search, 5). */
final class Horizon {
    private static final int HIGHEST_BELIEVED = 100; // ours: a neighbour that claims more would end every query

    private Horizon() {}

    /** By one send to a neighbour of this degree: the sum of (degree - 1)^i for i from 0 to ttl - 1. */
    static long hosts(int degree, int ttl) {
        var branches = Math.clamp(degree, 1, HIGHEST_BELIEVED) - 1;
        var hosts = 0L;
        var ring = 1L;
        for (var i = 0; i < ttl; i++) {
            hosts += ring;
            ring *= branches;
        }
        return hosts;
    }
}
