package filbert.servent.routing;

import filbert.servent.connection.Neighbour;

/**
 * An ultrapeer as somebody sees it who has one query to place.
 *
 * @param table what its routing table says of the query
 * @param degree how many ultrapeers it says it is connected with
 * @param maxTtl highest TTL it wants to see in queries
 * @param extendsProbes may the query be sent to it again, after a TTL of 1?
 * @param ready has it been there for a while, and does it take queries now?
 */
public record Prospect(Neighbour neighbour, Table table, int degree, int maxTtl, boolean extendsProbes, boolean ready) {
    /** What a routing table says of a query. */
    public enum Table {
        /** It gave none. */
        NONE,
        MISSES,
        HITS
    }
}
