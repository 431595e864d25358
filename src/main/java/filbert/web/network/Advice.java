package filbert.web.network;

import filbert.household.Router;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Reachability;
import filbert.web.Saying;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Names what keeps strangers out, as far as it can be seen from here. */
final class Advice {
    private Advice() {}

    /** The likeliest cause first. */
    static List<Saying> on(CheckPage.Findings found) {
        var advice = new ArrayList<Saying>();
        var router = found.router();
        var port = String.valueOf(found.port());
        if (router.surroundings().container()) {
            advice.add(Saying.of("check.advice.container", "-p " + port + ":" + port + "/tcp -p " + port + ":" + port + "/udp"));
        }
        if (!router.surroundings().tunnel().isEmpty()) {
            advice.add(Saying.of("check.advice.vpn", router.surroundings().tunnel()));
        }
        before(router).ifPresent(advice::add);
        elsewhere(found).ifPresent(advice::add);
        router(found, port).ifPresent(advice::add);
        return advice;
    }

    /** What stands between the router and the Internet. */
    private static Optional<Saying> before(Router.View router) {
        var external = router.external();
        if (external == null && router.attempts().stream().anyMatch(Advice::hasNoAddress)) {
            return Optional.of(Saying.of("check.advice.no-address"));
        }
        if (external == null || !router.behindAnother()) {
            return Optional.empty();
        }
        return Optional.of(Saying.of(isCarriers(external) ? "check.advice.cgnat" : "check.advice.double-nat", external.getHostAddress()));
    }

    /**
     * "Network failure" (RFC 6886, 3.5; RFC 6887, 7.4): the router has no address of its own outside. miniupnpd says so as well when it has only a
     * private one.
     */
    private static boolean hasNoAddress(Router.Attempt attempt) {
        return (attempt.method().equals("nat-pmp") && attempt.code() == 3) || (attempt.method().equals("pcp") && attempt.code() == 7);
    }

    /** RFC 6598: 100.64.0.0/10 is for providers who put many customers behind one address. */
    private static boolean isCarriers(InetAddress ip) {
        var bytes = ip.getAddress();
        return ip instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    }

    /** Peers see us somewhere else than the router says it is. */
    private static Optional<Saying> elsewhere(CheckPage.Findings found) {
        var external = found.router().external();
        var seen = found.reachability().addresses().stream()
                .filter(at -> at.family() == Reachability.Family.IPV4)
                .map(Reachability.SeenAt::believed)
                .filter(Objects::nonNull)
                .findFirst();
        return seen.filter(ip -> external != null && !found.router().behindAnother() && !ip.equals(external))
                .map(ip -> Saying.of("check.advice.elsewhere", ip.getHostAddress(), Objects.requireNonNull(external).getHostAddress()));
    }

    private static Optional<Saying> router(CheckPage.Findings found, String port) {
        var router = found.router();
        return switch (router.state()) {
            case OPEN -> router.tcp() != router.udp()
                    ? Optional.of(Saying.of("check.advice.two-ports", String.valueOf(router.tcp()), String.valueOf(router.udp())))
                    : isShut(found) ? Optional.of(Saying.of("check.advice.machine", port)) : Optional.empty();
            case PARTLY, REFUSED, NO_ANSWER -> Optional.of(byHand(router, port));
            case NO_ROUTER -> isShut(found) ? Optional.of(Saying.of("check.advice.no-router", port)) : Optional.empty();
            case ASKING -> Optional.empty();
            case UNASKED, ANSWERED -> Optional.of(Saying.of("check.advice.ask", port));
        };
    }

    private static boolean isShut(CheckPage.Findings found) {
        return found.verdict(Reachability.Transport.TCP) == Verdict.FIREWALLED || found.verdict(Reachability.Transport.UDP) == Verdict.FIREWALLED;
    }

    /** Inside a container nobody knows the address of the machine around it. */
    private static Saying byHand(Router.View router, String port) {
        var local = router.surroundings().local();
        return local == null || router.surroundings().container()
                ? Saying.of("check.advice.by-hand-here", port)
                : Saying.of("check.advice.by-hand", port, local.getHostAddress());
    }
}
