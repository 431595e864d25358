package filbert.servent.search;

/**
 * How far a search went beyond the neighbours it was sent to.
 *
 * @param hosts reached by way of neighbours, in theory; 0 when they decide that themselves (2-search, section 5)
 * @param byDatagram ultrapeers asked one by one (2-search, section 8)
 */
public record Reach(long hosts, int byDatagram) {
    public static final Reach NONE = new Reach(0, 0);

    Reach hosts(long reached) {
        return new Reach(reached, byDatagram);
    }

    Reach byDatagram(int asked) {
        return new Reach(hosts, asked);
    }
}
