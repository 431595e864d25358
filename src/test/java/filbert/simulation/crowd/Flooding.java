package filbert.simulation.crowd;

import java.util.BitSet;

/**
 * What the same search costs when it is flooded, computed on the links there are: every ultrapeer passes the first copy of a query to all its neighbours but
 * the one it came from, leaves included, no tables asked, as long as the TTL lasts; later copies end where they arrive, but have been sent. Every host that
 * has the file sends a hit back along the way of the query. The TTL is the smallest that reaches every host dynamic querying had an answer from. All links
 * count as equally fast.
 *
 * @param ttl hops a query makes among ultrapeers
 * @param hosts that get the query
 * @param answers hosts that send a hit
 * @param queries copies sent, over every link they travel
 * @param hits the same
 */
record Flooding(int ttl, int hosts, int answers, long queries, long hits) {
    /**
     * @param toReach hosts that must get it
     * @param having hosts that answer
     */
    static Flooding from(int asker, Snapshot topology, BitSet toReach, BitSet having) {
        var hops = topology.hopsFrom(asker);
        var reach = new int[topology.size()];
        for (var host = 0; host < reach.length; host++) {
            reach[host] = reach(host, topology, hops);
        }
        var ttl = Math.max(1, toReach.stream().filter(host -> host != asker).map(host -> reach[host]).filter(hop -> hop < Integer.MAX_VALUE).max().orElse(1));
        var queries = topology.isUltrapeer(asker) ? 0L : topology.ultrapeersOf(asker).length;
        var hosts = 0;
        for (var host = 0; host < reach.length; host++) {
            if (topology.isUltrapeer(host) && hops[host] <= ttl) {
                queries += copies(host, asker, topology, hops[host] < ttl);
            }
            hosts += host != asker && reach[host] <= ttl ? 1 : 0;
        }
        var answers = having.stream().filter(host -> host != asker && reach[host] <= ttl).toArray();
        var hits = 0L;
        for (var host : answers) {
            hits += topology.isUltrapeer(host) ? reach[host] : reach[host] + 1;
        }
        return new Flooding(ttl, hosts, answers.length, queries, hits);
    }

    /** The hops of the nearest ultrapeer that passes it on to the host, or its own. */
    private static int reach(int host, Snapshot topology, int[] hops) {
        if (topology.isUltrapeer(host)) {
            return hops[host];
        }
        var nearest = Integer.MAX_VALUE;
        for (var ultrapeer : topology.ultrapeersOf(host)) {
            nearest = Math.min(nearest, hops[ultrapeer]);
        }
        return nearest;
    }

    private static int copies(int ultrapeer, int asker, Snapshot topology, boolean passesOn) {
        var leaves = topology.leavesOf(ultrapeer).length;
        var others = passesOn ? topology.ultrapeersOf(ultrapeer).length : 0;
        var isAsker = ultrapeer == asker;
        var cameFromItsLeaf = !topology.isUltrapeer(asker) && contains(topology.leavesOf(ultrapeer), asker);
        var back = isAsker ? 0 : cameFromItsLeaf || passesOn ? 1 : 0;
        return leaves + others - back;
    }

    private static boolean contains(int[] hosts, int host) {
        for (var each : hosts) {
            if (each == host) {
                return true;
            }
        }
        return false;
    }

    long messages() {
        return queries + hits;
    }
}
