package filbert.simulation.crowd;

import filbert.servent.connection.Neighbour;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is whose neighbour at one moment; hosts are numbered as they stand in {@code servents}. */
final class Snapshot {
    final List<CrowdServent> servents;
    private final boolean[] isUltrapeer;
    private final int[][] ultrapeers;
    private final int[][] leaves;

    Snapshot(List<CrowdServent> present) {
        servents = present.stream().filter(servent -> !servent.hasLeft()).toList();
        var numbers = new HashMap<InetAddress, Integer>();
        for (var i = 0; i < servents.size(); i++) {
            numbers.put(servents.get(i).address().ip(), i);
        }
        isUltrapeer = new boolean[servents.size()];
        ultrapeers = new int[servents.size()][];
        leaves = new int[servents.size()][];
        for (var i = 0; i < servents.size(); i++) {
            isUltrapeer[i] = servents.get(i).ultrapeer;
            ultrapeers[i] = neighbours(servents.get(i), numbers, false);
            leaves[i] = neighbours(servents.get(i), numbers, true);
        }
    }

    /**
     * Drawn by hand, with nobody on it.
     *
     * @param links pairs of hosts; the first of a pair with a leaf is its ultrapeer
     */
    Snapshot(int ultrapeerCount, int leafCount, int[][] links) {
        servents = List.of();
        isUltrapeer = new boolean[ultrapeerCount + leafCount];
        Arrays.fill(isUltrapeer, 0, ultrapeerCount, true);
        ultrapeers = new int[isUltrapeer.length][0];
        leaves = new int[isUltrapeer.length][0];
        for (var link : links) {
            var side = isUltrapeer[link[1]] ? ultrapeers : leaves;
            side[link[0]] = with(side[link[0]], link[1]);
            ultrapeers[link[1]] = with(ultrapeers[link[1]], link[0]);
        }
    }

    private static int[] with(int[] hosts, int another) {
        var more = Arrays.copyOf(hosts, hosts.length + 1);
        more[hosts.length] = another;
        return more;
    }

    private static int[] neighbours(CrowdServent servent, Map<InetAddress, Integer> numbers, boolean leaf) {
        return servent.neighbours.stream()
                .filter(neighbour -> neighbour.isLeaf() == leaf)
                .map(Neighbour::address)
                .map(address -> numbers.getOrDefault(address.ip(), -1))
                .filter(number -> number >= 0)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int size() {
        return isUltrapeer.length;
    }

    /** Its neighbours that are ultrapeers. */
    int[] ultrapeersOf(int host) {
        return ultrapeers[host];
    }

    int[] leavesOf(int host) {
        return leaves[host];
    }

    /** Does it have an ultrapeer? Who has none cannot be found, whatever the way. */
    boolean isLinked(int host) {
        return ultrapeers[host].length > 0;
    }

    boolean isUltrapeer(int host) {
        return isUltrapeer[host];
    }

    double meanUltrapeersOf(boolean ultrapeer) {
        return mean(ultrapeers, ultrapeer);
    }

    double meanLeaves() {
        return mean(leaves, true);
    }

    private double mean(int[][] neighbours, boolean ultrapeer) {
        var sum = 0;
        var count = 0;
        for (var i = 0; i < size(); i++) {
            if (isUltrapeer(i) == ultrapeer) {
                sum += neighbours[i].length;
                count++;
            }
        }
        return count == 0 ? 0 : (double) sum / count;
    }

    /** Hops from {@code asker} along ultrapeers; {@link Integer#MAX_VALUE} where there is no way, and for leaves. */
    int[] hopsFrom(int asker) {
        var hops = new int[size()];
        Arrays.fill(hops, Integer.MAX_VALUE);
        var next = new int[size()];
        var end = 0;
        if (isUltrapeer(asker)) {
            hops[asker] = 0;
            next[end++] = asker;
        } else {
            for (var ultrapeer : ultrapeers[asker]) {
                if (hops[ultrapeer] > 1) {
                    hops[ultrapeer] = 1;
                    next[end++] = ultrapeer;
                }
            }
        }
        for (var at = 0; at < end; at++) {
            for (var ultrapeer : ultrapeers[next[at]]) {
                if (isUltrapeer(ultrapeer) && hops[ultrapeer] == Integer.MAX_VALUE) {
                    hops[ultrapeer] = hops[next[at]] + 1;
                    next[end++] = ultrapeer;
                }
            }
        }
        return hops;
    }
}
