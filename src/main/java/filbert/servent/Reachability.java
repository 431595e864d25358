package filbert.servent;

import filbert.identity.HostAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether others can call us, where they see us, and which role follows from it (1-connect, 3.9 and 9): immutable.
 *
 * @param ways TCP and UDP of IPv4, then of IPv6; empty when we are not on the network
 * @param addresses where peers see us, one for each family that has been named
 */
public record Reachability(List<Way> ways, List<SeenAt> addresses, Role role) {
    /** Of one who is not on the network. */
    public static final Reachability OUTSIDE = new Reachability(List.of(), List.of(), new Role(false, Role.Why.CHOSEN, List.of(), null));

    public Reachability {
        ways = List.copyOf(ways);
        addresses = List.copyOf(addresses);
    }

    public enum Transport {
        TCP,
        UDP
    }

    public enum Family {
        IPV4,
        IPV6;

        public static Family of(InetAddress ip) {
            return ip instanceof Inet4Address ? IPV4 : IPV6;
        }
    }

    public enum Verdict {
        /** Somebody reached us within half an hour. */
        REACHABLE,
        /** Neighbours were asked to call, and nobody came. */
        FIREWALLED,
        /** Nobody came by himself, and nobody has been asked, or only just. */
        UNKNOWN
    }

    /**
     * One way to reach us.
     *
     * @param lastProof when somebody last came this way, by himself or because he was asked
     * @param lastAsked when a neighbour was last asked to call us
     * @param asked the neighbours asked in the latest round, at most two
     */
    public record Way(
            Transport transport, Family family, Verdict verdict, @Nullable Instant lastProof, @Nullable Instant lastAsked, List<HostAddress> asked) {
        public Way {
            asked = List.copyOf(asked);
        }
    }

    /**
     * What peers say our address is.
     *
     * @param believed what enough of them agreed on
     * @param candidate something else that some have said since
     * @param votes for the candidate, from different networks; {@code needed} of them make it the believed one
     */
    public record SeenAt(Family family, @Nullable InetAddress believed, @Nullable InetAddress candidate, int votes, int needed) {}

    /**
     * What we are on the overlay.
     *
     * @param missing what keeps us from being an ultrapeer, or will soon; may be empty
     * @param next not before then the role changes again, when that is known
     */
    public record Role(boolean ultrapeer, Why why, List<Missing> missing, @Nullable Instant next) {
        public Role {
            missing = List.copyOf(missing);
        }

        /** Why this role. */
        public enum Why {
            /** A person chose it in the settings. */
            CHOSEN,
            /** Ultrapeer: everything one needs is there. */
            QUALIFIED,
            /** Leaf: something is missing. */
            LACKING,
            /** Leaf: everything is there, but we were an ultrapeer lately, and roles change seldom. */
            WAITING
        }

        /** What an ultrapeer needs and we have not. */
        public enum Missing {
            TCP_FIREWALLED,
            TCP_UNKNOWN,
            UDP_FIREWALLED,
            UDP_UNKNOWN,
            /** Not long enough on the network. */
            UPTIME,
            /** Too little memory for so many leaves. */
            MEMORY,
            /** The system lets us open too few files and connections. */
            DESCRIPTORS,
            /** The upload limit in the settings leaves too little. */
            BANDWIDTH
        }
    }

    /** By addresses of any family: the best of what is known. */
    public Verdict verdict(Transport transport) {
        var verdicts = ways.stream().filter(way -> way.transport() == transport).map(Way::verdict).toList();
        return verdicts.contains(Verdict.REACHABLE) ? Verdict.REACHABLE : verdicts.contains(Verdict.FIREWALLED) ? Verdict.FIREWALLED : Verdict.UNKNOWN;
    }

    /** One way; empty when we are not on the network. */
    public Optional<Way> way(Transport transport, Family family) {
        return ways.stream().filter(way -> way.transport() == transport && way.family() == family).findFirst();
    }
}
