package filbert.servent.reachability;

import filbert.net.Timeline;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Reachability.Way;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which ways lead to us: TCP and UDP, IPv4 and IPv6, each for itself (1-connect, 9; C-79). Confined to the owner. */
public final class Proofs {
    /** What is known of one family. */
    private record Ways(Evidence tcp, Evidence udp) {
        static Ways unknown(Timeline timeline) {
            return new Ways(
                    new Evidence(timeline, Evidence.VERDICT_AFTER), new Evidence(timeline, Evidence.VERDICT_AFTER.plus(Inquirer.SAID_AGAIN)));
        }

        Evidence of(Transport transport) {
            return switch (transport) {
                case TCP -> tcp;
                case UDP -> udp;
            };
        }
    }

    private final Ways ipv4;
    private final Ways ipv6;

    public Proofs(Timeline timeline) {
        ipv4 = Ways.unknown(timeline);
        ipv6 = Ways.unknown(timeline);
    }

    private Ways of(Family family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }

    Evidence of(Transport transport, Family family) {
        return of(family).of(transport);
    }

    /** Somebody reached us without our having opened the way. */
    public void proved(Transport transport, InetAddress by) {
        of(transport, Family.of(by)).proved();
    }

    /** We are somebody else in this family. */
    public void forget(Family family) {
        of(family).tcp().forget();
        of(family).udp().forget();
    }

    public Verdict verdict(Transport transport, Family family) {
        return of(transport, family).verdict();
    }

    /** How long ago the last proof came, whether or not it still counts. */
    public Optional<Duration> proofAge(Transport transport, Family family) {
        return of(transport, family).proofAge();
    }

    /** Does this way lead to us in any family? */
    public boolean stands(Transport transport) {
        return Arrays.stream(Family.values()).anyMatch(family -> verdict(transport, family) == Verdict.REACHABLE);
    }

    /** The family most ways of which lead to us; IPv4 when they are equal, since most of the network speaks it. */
    public Family best() {
        return ways(Family.IPV6) > ways(Family.IPV4) ? Family.IPV6 : Family.IPV4;
    }

    private long ways(Family family) {
        return Arrays.stream(Transport.values()).filter(transport -> verdict(transport, family) == Verdict.REACHABLE).count();
    }

    public List<Way> view(Instant now) {
        var all = new ArrayList<Way>();
        for (var family : Family.values()) {
            for (var transport : Transport.values()) {
                var known = of(transport, family);
                var proof = known.proofAge().map(now::minus).orElse(null);
                all.add(new Way(transport, family, known.verdict(), proof, known.askedAge().map(now::minus).orElse(null), known.asked()));
            }
        }
        return all;
    }
}
