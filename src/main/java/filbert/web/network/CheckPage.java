package filbert.web.network;

import filbert.household.Router;
import filbert.servent.NetworkView;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Reachability;
import filbert.web.Saying;
import java.time.Instant;
import java.util.List;

/**
 * Can others reach us, and if not, what is missing.
 *
 * @param mood {@code good}, {@code bad}, {@code warn}, {@code wait} or {@code info}
 * @param advice what to do about it, the likeliest cause first
 * @param costs is it to be said what being out of reach means?
 */
record CheckPage(String mood, Saying verdict, List<Saying> advice, boolean costs, List<CheckStep> steps) {
    CheckPage {
        advice = List.copyOf(advice);
        steps = List.copyOf(steps);
    }

    /** Everything the page is made from. */
    record Findings(NetworkView network, Reachability reachability, Router.View router) {
        boolean joined() {
            return !reachability.ways().isEmpty();
        }

        Verdict verdict(Reachability.Transport transport) {
            return reachability.verdict(transport);
        }

        /** Whoever is called by TCP has his way open; only what is known to be shut asks for a hand then. */
        boolean needsAHand() {
            return joined()
                    && router.needed()
                    && (verdict(Reachability.Transport.TCP) != Verdict.REACHABLE || verdict(Reachability.Transport.UDP) == Verdict.FIREWALLED);
        }

        int port() {
            return network.listening().port();
        }
    }

    static CheckPage of(Findings found, Instant now) {
        var verdict = verdict(found);
        return new CheckPage(
                mood(verdict),
                Saying.of("check.verdict." + verdict, found.network().lastRefusal().words(), String.valueOf(found.port())),
                found.needsAHand() ? Advice.on(found) : List.of(),
                found.needsAHand() && found.verdict(Reachability.Transport.TCP) == Verdict.FIREWALLED,
                CheckStep.all(found, now));
    }

    private static String verdict(Findings found) {
        if (!found.network().exit().open()) {
            return "cut-off";
        }
        if (!found.joined()) {
            return found.network().lastRefusal().isEmpty() ? "outside" : found.network().lastRefusal().kind().key();
        }
        if (!found.router().needed()) {
            return "quiet";
        }
        return switch (found.verdict(Reachability.Transport.TCP)) {
            case REACHABLE -> switch (found.verdict(Reachability.Transport.UDP)) {
                case REACHABLE -> "reachable";
                case FIREWALLED -> "udp-missing";
                case UNKNOWN -> "udp-unknown";
            };
            case FIREWALLED -> found.verdict(Reachability.Transport.UDP) == Verdict.REACHABLE ? "tcp-missing" : "firewalled";
            case UNKNOWN -> found.network().neighbours().isEmpty() ? "nobody" : "unknown";
        };
    }

    private static String mood(String verdict) {
        return switch (verdict) {
            case "reachable" -> "good";
            case "firewalled", "not-open", "port-taken", "cut-off" -> "bad";
            case "udp-missing", "tcp-missing" -> "warn";
            case "unknown", "udp-unknown" -> "wait";
            default -> "info";
        };
    }
}
