package filbert.sharing.mesh;

import filbert.identity.HostAddress;
import filbert.servent.guard.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The hosts of one content. Owner only. */
final class Locations {
    private static final int NETWORKS_TO_BELIEVE = 3; // 3-transfer, 3.7.2: "3 networks, as G"

    private final LinkedHashMap<HostAddress, Location> hosts = new LinkedHashMap<>();
    private final PushLocations pushed = new PushLocations();

    private enum Standing {
        HEARSAY,
        GOOD,
        /** Kept for a while, so that nobody talks us into it again, and so that others hear of it. */
        FAILED
    }

    private static final class Location {
        private Standing standing = Standing.HEARSAY;
        private final Set<Prefix> deniedBy = new HashSet<>();
        private long since; // nanos
        private long mark;
    }

    PushLocations pushed() {
        return pushed;
    }

    boolean has(HostAddress host, long now) {
        forgetOld(now);
        return hosts.containsKey(host);
    }

    /** @return false when there are too many, of its neighbourhood or altogether */
    boolean add(HostAddress host, long now) {
        if (isCrowded(host) || !room()) {
            return false;
        }
        put(host, now);
        return true;
    }

    private boolean isCrowded(HostAddress host) {
        var neighbourhood = Prefix.neighbourhood(host.ip());
        return hosts.keySet().stream().filter(other -> Prefix.neighbourhood(other.ip()).equals(neighbourhood)).count() >= Mesh.MOST_OF_A_NEIGHBOURHOOD;
    }

    /** It speaks of itself: as good as proved, but it takes no more places than hearsay, none of a good one, and nothing back that we saw ourselves. */
    void announced(HostAddress host, long now, long mark) {
        forgetOld(now);
        var known = hosts.get(host);
        var welcome = known == null ? !isCrowded(host) && (room() || !allGood()) : known.standing != Standing.FAILED;
        if (welcome) {
            good(host, now, mark);
        }
    }

    private boolean allGood() {
        return hosts.values().stream().allMatch(location -> location.standing == Standing.GOOD);
    }

    /** Hearsay makes room for nobody's hearsay, but the oldest of it for what is known. */
    private boolean room() {
        return hosts.size() < Mesh.MOST_HOSTS;
    }

    private Location put(HostAddress host, long now) {
        if (!hosts.containsKey(host) && !room()) {
            var weakest = hosts.entrySet().stream().min(Comparator.comparing(entry -> entry.getValue().standing == Standing.GOOD)).orElseThrow();
            hosts.remove(weakest.getKey());
        }
        var location = hosts.computeIfAbsent(host, _ -> new Location());
        location.since = now;
        return location;
    }

    void good(HostAddress host, long now, long mark) {
        var location = put(host, now);
        if (location.standing != Standing.GOOD) {
            location.standing = Standing.GOOD;
            location.mark = mark;
        }
        location.deniedBy.clear();
    }

    void bad(HostAddress host, long now, long mark) {
        var location = put(host, now);
        if (location.standing != Standing.FAILED) {
            location.standing = Standing.FAILED;
            location.mark = mark;
        }
    }

    void denied(HostAddress host, Prefix by) {
        var location = hosts.get(host);
        if (location != null && location.standing != Standing.FAILED && location.deniedBy.add(by) && location.deniedBy.size() >= NETWORKS_TO_BELIEVE) {
            hosts.remove(host);
        }
    }

    List<HostAddress> good(long now, long behind, InetAddress reader, int atMost) {
        return newest(now, behind, Standing.GOOD, host -> !host.ip().equals(reader), atMost);
    }

    List<HostAddress> failed(long now, long behind, int atMost) {
        return newest(now, behind, Standing.FAILED, _ -> true, atMost);
    }

    private List<HostAddress> newest(long now, long behind, Standing standing, Predicate<HostAddress> which, int atMost) {
        forgetOld(now);
        var found = new ArrayList<HostAddress>();
        for (var entry : hosts.sequencedEntrySet().reversed()) {
            var location = entry.getValue();
            if (found.size() < atMost && location.standing == standing && location.mark > behind && which.test(entry.getKey())) {
                found.add(entry.getKey());
            }
        }
        return found;
    }

    int size(long now) {
        forgetOld(now);
        return (int) hosts.values().stream().filter(location -> location.standing != Standing.FAILED).count();
    }

    private void forgetOld(long now) {
        hosts.values().removeIf(location -> now - location.since >= Mesh.LIFE.toNanos());
    }
}
