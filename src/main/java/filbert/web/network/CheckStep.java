package filbert.web.network;

import filbert.household.Router;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Reachability;
import filbert.web.Moment;
import filbert.web.Saying;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step on the way of a call to us, and how far it leads.
 *
 * @param id of its element
 * @param mood {@code good}, {@code bad}, {@code warn}, {@code wait} or {@code info}
 * @param tries the ways in which the router was asked; of the router's step only
 */
record CheckStep(String id, String mood, Saying says, List<Saying> more, List<Try> tries) {
    CheckStep {
        more = List.copyOf(more);
        tries = List.copyOf(tries);
    }

    /**
     * One way of asking the router.
     *
     * @param method message key
     * @param result message key
     * @param meaning message key of what the number of its refusal means; or empty
     * @param said otherwise the refusal in the router's words, with its number; may be empty
     */
    record Try(String method, String mood, String result, String meaning, String said) {}

    static List<CheckStep> all(CheckPage.Findings found, Instant now) {
        var steps = new ArrayList<CheckStep>();
        steps.add(bind(found));
        steps.add(lan(found.router()));
        steps.add(router(found, now));
        steps.add(outside(found.reachability()));
        steps.add(way(found.reachability(), Reachability.Transport.TCP, now));
        steps.add(way(found.reachability(), Reachability.Transport.UDP, now));
        return steps;
    }

    private static CheckStep step(String id, String mood, Saying says) {
        return new CheckStep(id, mood, says, List.of(), List.of());
    }

    private static CheckStep bind(CheckPage.Findings found) {
        var network = found.network();
        if (!network.exit().open()) {
            return step("bind", "bad", Saying.of("check.bind.cut-off", network.exit().name()));
        }
        if (!found.joined()) {
            return network.lastRefusal().isEmpty()
                    ? step("bind", "info", Saying.of("check.bind.outside"))
                    : step("bind", "bad", Saying.of("check.bind." + network.lastRefusal().kind().key(), String.valueOf(found.port()), network.lastRefusal().words()));
        }
        return step("bind", "good", Saying.of("check.bind.open", Standing.listening(network.listening())));
    }

    /** Where no router is needed nobody must know of containers and VPNs either. */
    private static CheckStep lan(Router.View router) {
        var here = router.surroundings();
        if (here.local() == null || here.router() == null) {
            return step("lan", "info", Saying.of(here.container() && router.needed() ? "check.lan.container-alone" : "check.lan.unknown"));
        }
        var says = Saying.of("check.lan.known", here.local().getHostAddress(), here.device(), here.router().getHostAddress());
        var more = new ArrayList<Saying>();
        if (!router.needed()) {
            return step("lan", "info", says);
        }
        if (here.container()) {
            more.add(Saying.of("check.lan.container"));
        }
        if (!here.tunnel().isEmpty()) {
            more.add(Saying.of("check.lan.tunnel", here.tunnel()));
        }
        return new CheckStep("lan", more.isEmpty() ? "good" : "warn", says, more, List.of());
    }

    private static CheckStep router(CheckPage.Findings found, Instant now) {
        var router = found.router();
        if (!router.needed()) {
            return step("router", "info", Saying.of("check.router.quiet"));
        }
        var mood = switch (router.state()) {
            case OPEN -> router.behindAnother() ? "warn" : "good";
            case REFUSED, NO_ANSWER -> "bad";
            case PARTLY, ANSWERED -> "warn";
            case ASKING -> "wait";
            case UNASKED, NO_ROUTER -> "info";
        };
        var says = Saying.of(
                "check.router." + word(router.state()),
                String.valueOf(router.tcp()),
                String.valueOf(router.udp()),
                router.method().isEmpty() ? "" : name(router.method()));
        return new CheckStep("router", mood, says, more(found, now), router.attempts().stream().map(CheckStep::tried).toList());
    }

    private static List<Saying> more(CheckPage.Findings found, Instant now) {
        var router = found.router();
        var more = new ArrayList<Saying>();
        if (router.tcp() != 0 && router.tcp() != found.port()) {
            more.add(Saying.of("check.router.told", String.valueOf(found.port()), String.valueOf(router.tcp())));
        }
        var external = router.external();
        if (router.state() == Router.State.OPEN || router.state() == Router.State.PARTLY) {
            var until = router.until();
            more.add(until == null ? Saying.of("check.router.endless") : Saying.of("check.router.until", Moment.of(until, now).text()));
        }
        if (external != null) {
            more.add(Saying.of(router.behindAnother() ? "check.router.inner" : "check.router.external", external.getHostAddress()));
        }
        if (router.restarts() > 0) {
            more.add(Saying.of("check.router.restarts", router.restarts()));
        }
        return more;
    }

    private static Try tried(Router.Attempt attempt) {
        var mood = switch (attempt.result()) {
            case "opened", "answered" -> "good";
            case "refused", "confused" -> "bad";
            case "asked" -> "info";
            default -> "";
        };
        var result = "check.result." + attempt.result();
        if (!attempt.result().equals("refused")) {
            return new Try(name(attempt.method()), mood, result, "", "");
        }
        var meaning = attempt.method().equals("upnp") ? "" : "check.refusal." + attempt.method() + "." + attempt.code();
        return new Try(name(attempt.method()), mood, result, meaning, (attempt.code() + " " + attempt.said()).strip());
    }

    /** As their documents write them: no message, for they are names. */
    private static String name(String method) {
        return switch (method) {
            case "pcp" -> "PCP";
            case "nat-pmp" -> "NAT-PMP";
            default -> "UPnP";
        };
    }

    private static CheckStep outside(Reachability reachability) {
        var more = new ArrayList<Saying>();
        for (var at : reachability.addresses()) {
            var believed = at.believed();
            var candidate = at.candidate();
            if (believed != null) {
                more.add(Saying.of("check.outside.seen", believed.getHostAddress()));
            }
            if (candidate != null) {
                more.add(Saying.of("check.outside.votes", candidate.getHostAddress(), at.votes(), at.needed()));
            }
        }
        if (more.isEmpty()) {
            return step("outside", "info", Saying.of("check.outside.unseen"));
        }
        var settled = reachability.addresses().stream().map(Reachability.SeenAt::believed).anyMatch(InetAddress.class::isInstance);
        return new CheckStep("outside", settled ? "good" : "wait", more.removeFirst(), more, List.of());
    }

    private static CheckStep way(Reachability reachability, Reachability.Transport transport, Instant now) {
        var id = word(transport);
        var ways = reachability.ways().stream().filter(way -> way.transport() == transport).filter(CheckStep::saysSomething).toList();
        if (ways.isEmpty()) {
            return step(id, "info", Saying.of("check.way.unasked"));
        }
        var sayings = new ArrayList<>(ways.stream().map(way -> says(way, now)).toList());
        var verdicts = ways.stream().map(Reachability.Way::verdict).toList();
        var mood = verdicts.contains(Verdict.REACHABLE) ? "good" : verdicts.contains(Verdict.FIREWALLED) ? "bad" : "wait";
        return new CheckStep(id, mood, sayings.removeFirst(), sayings, List.of());
    }

    private static boolean saysSomething(Reachability.Way way) {
        return way.verdict() != Verdict.UNKNOWN || way.lastAsked() != null;
    }

    private static Saying says(Reachability.Way way, Instant now) {
        var family = way.family() == Reachability.Family.IPV4 ? "IPv4" : "IPv6";
        var proof = way.lastProof();
        var asked = way.lastAsked();
        if (way.verdict() == Verdict.REACHABLE && proof != null) {
            return Saying.of("check.way.reached", family, Moment.of(proof, now).text());
        }
        var at = asked == null ? "" : Moment.of(asked, now).text();
        return Saying.of(way.verdict() == Verdict.FIREWALLED ? "check.way.shut" : "check.way.asking", family, at, way.asked().size());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
