package filbert.servent.topology;

import filbert.identity.HostAddress;
import filbert.servent.bootstrap.HostSources;
import java.util.List;

/**
 * Whom to be neighbours with.
 *
 * @param mode which network to join
 * @param role which role to take; default auto
 * @param hosts the hosts to call in {@code private} and {@code practice} mode, at most 1,000; tried first in {@code public} mode
 * @param ultrapeerSlots links an ultrapeer keeps with other ultrapeers, 1 to 1,000; default 32
 * @param leafSlots leaves an ultrapeer serves, 0 to 1,000; default 100
 * @param sources whom to ask for hosts; default nobody
 * @param footprint what it may cost in memory
 * @param requeries do we ask again by ourselves (1-connect, 3.3, {@code X-Requeries})? Default no
 */
public record TopologySettings(
        NetworkMode mode, RoleChoice role, List<HostAddress> hosts, int ultrapeerSlots, int leafSlots, HostSources sources, Footprint footprint, boolean requeries) {
    public static final int DEFAULT_ULTRAPEER_SLOTS = 32;
    public static final int DEFAULT_LEAF_SLOTS = 100;

    /** A leaf's aim (1-connect, 3.4). */
    static final int LEAF_AIM = 4;

    /** What a leaf accepts when called (1-connect, 3.4). */
    static final int LEAF_MOST = 5;

    private static final int MOST_SLOTS = 1_000;
    private static final int MOST_HOSTS = 1_000;

    public TopologySettings {
        hosts = List.copyOf(hosts);
        if (hosts.size() > MOST_HOSTS) {
            throw new IllegalArgumentException(hosts.size() + " listed hosts, at most " + MOST_HOSTS);
        }
        if (ultrapeerSlots < 1 || ultrapeerSlots > MOST_SLOTS) {
            throw new IllegalArgumentException("ultrapeer slots " + ultrapeerSlots + ", need 1 to " + MOST_SLOTS);
        }
        if (leafSlots < 0 || leafSlots > MOST_SLOTS) {
            throw new IllegalArgumentException("leaf slots " + leafSlots + ", need 0 to " + MOST_SLOTS);
        }
    }

    public TopologySettings(
            NetworkMode mode, RoleChoice role, List<HostAddress> hosts, int ultrapeerSlots, int leafSlots, HostSources sources) {
        this(mode, role, hosts, ultrapeerSlots, leafSlots, sources, Footprint.USUAL, false);
    }

    /** Asks nobody for hosts. */
    public TopologySettings(NetworkMode mode, RoleChoice role, List<HostAddress> hosts, int ultrapeerSlots, int leafSlots) {
        this(mode, role, hosts, ultrapeerSlots, leafSlots, HostSources.NONE);
    }

    public TopologySettings asking(HostSources whom) {
        return new TopologySettings(mode, role, hosts, ultrapeerSlots, leafSlots, whom, footprint, requeries);
    }

    public TopologySettings within(Footprint other) {
        return new TopologySettings(mode, role, hosts, ultrapeerSlots, leafSlots, sources, other, requeries);
    }

    public TopologySettings requerying(boolean byOurselves) {
        return new TopologySettings(mode, role, hosts, ultrapeerSlots, leafSlots, sources, footprint, byOurselves);
    }

    /**
     * As people may choose. On the public network an ultrapeer is one only while it can be reached: leaves would wait for it in vain. The practice network
     * has its own ultrapeers. On a local network all are near and few: a handful of leaves would find nobody to hang on.
     */
    public static TopologySettings chosen(NetworkMode mode, RoleChoice role, List<HostAddress> hosts, int ultrapeerSlots, int leafSlots) {
        var taken = switch (mode) {
            case PUBLIC -> role == RoleChoice.ULTRAPEER ? RoleChoice.AUTO : role;
            case PRACTICE -> role == RoleChoice.AUTO ? RoleChoice.LEAF : role;
            case LAN -> role == RoleChoice.AUTO ? RoleChoice.ULTRAPEER : role;
            case PRIVATE -> role;
        };
        return new TopologySettings(mode, taken, hosts, ultrapeerSlots, leafSlots);
    }

    public static TopologySettings leaf(NetworkMode mode, List<HostAddress> hosts) {
        return new TopologySettings(mode, RoleChoice.LEAF, hosts, DEFAULT_ULTRAPEER_SLOTS, DEFAULT_LEAF_SLOTS);
    }

    public static TopologySettings ultrapeer(NetworkMode mode, List<HostAddress> hosts) {
        return new TopologySettings(mode, RoleChoice.ULTRAPEER, hosts, DEFAULT_ULTRAPEER_SLOTS, DEFAULT_LEAF_SLOTS);
    }

    boolean ultrapeer() {
        return role == RoleChoice.ULTRAPEER;
    }

    /** Do we call listed hosts only? */
    boolean listedOnly() {
        return mode != NetworkMode.PUBLIC && mode != NetworkMode.LAN && sources.isEmpty();
    }
}
