package filbert.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Router;
import filbert.household.Router.State;
import filbert.household.Router.Surroundings;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.Reachability;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Refusal;
import filbert.web.Saying;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The verdict in words, and what is named as missing. */
final class CheckPageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Surroundings HOME = surroundings(false, "");
    private static final HostAddress LISTENING = HostAddress.of(0, 34_567);

    private Refusal trouble = Refusal.NONE;
    private NetworkView.Exit exit = NetworkView.Exit.ANY;
    private final List<Reachability.Way> ways = new ArrayList<>();
    private final List<Reachability.SeenAt> addresses = new ArrayList<>();
    private Router.View router = router(State.OPEN, HOME, 34_567, "5.1.1.1", false);

    private static Surroundings surroundings(boolean container, String tunnel) {
        return new Surroundings(InetAddress.ofLiteral("192.168.1.1"), InetAddress.ofLiteral("192.168.1.5"), "eth0", container, tunnel);
    }

    private static Router.View router(State state, Surroundings here, int port, @Nullable String external, boolean behindAnother) {
        var wanted = state != State.UNASKED && state != State.ANSWERED;
        var address = external == null ? null : InetAddress.ofLiteral(external);
        return new Router.View(wanted, true, state, here, List.of(), "upnp", port, port, address, behindAnother, NOW.plusSeconds(60), 0);
    }

    private void ways(Verdict tcp, Verdict udp) {
        ways.clear();
        ways.add(new Reachability.Way(Transport.TCP, Family.IPV4, tcp, tcp == Verdict.REACHABLE ? NOW : null, NOW, List.of(LISTENING)));
        ways.add(new Reachability.Way(Transport.UDP, Family.IPV4, udp, udp == Verdict.REACHABLE ? NOW : null, NOW, List.of()));
    }

    private CheckPage page() {
        var network = new NetworkView("public", false, LISTENING, null, 0, 4, 0, 0, 0, trouble, exit, List.of());
        var reachability = new Reachability(ways, addresses, Reachability.OUTSIDE.role());
        return CheckPage.of(new CheckPage.Findings(network, reachability, router), NOW);
    }

    private List<String> advice() {
        return page().advice().stream().map(saying -> saying.key().substring("check.advice.".length())).toList();
    }

    private CheckStep step(String id) {
        return page().steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
    }

    private void assertVerdict(String verdict, String mood) {
        assertThat(page().verdict().key()).isEqualTo("check.verdict." + verdict);
        assertThat(page().mood()).isEqualTo(mood);
    }

    @Test
    void saysInAWordHowItStands() {
        assertVerdict("outside", "info");
        trouble = new Refusal(Refusal.Kind.PORT_TAKEN, "", "34567");
        assertVerdict("port-taken", "bad");
        assertThat(step("bind").says().key()).isEqualTo("check.bind.port-taken");
        trouble = new Refusal(Refusal.Kind.NOT_OPEN, "", "Permission denied");
        assertVerdict("not-open", "bad");
        assertThat(page().verdict().args()).first().isEqualTo("Permission denied");
        exit = new NetworkView.Exit("tun0", false, "");
        assertVerdict("cut-off", "bad");
        exit = NetworkView.Exit.ANY;
        ways(Verdict.UNKNOWN, Verdict.UNKNOWN);
        assertVerdict("nobody", "info");
        ways(Verdict.REACHABLE, Verdict.REACHABLE);
        assertVerdict("reachable", "good");
        ways(Verdict.REACHABLE, Verdict.FIREWALLED);
        assertVerdict("udp-missing", "warn");
        ways(Verdict.REACHABLE, Verdict.UNKNOWN);
        assertVerdict("udp-unknown", "wait");
        ways(Verdict.FIREWALLED, Verdict.REACHABLE);
        assertVerdict("tcp-missing", "warn");
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        assertVerdict("firewalled", "bad");
    }

    @Test
    void oneFamilyOfAddressesIsEnough() {
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        ways.add(new Reachability.Way(Transport.TCP, Family.IPV6, Verdict.REACHABLE, NOW, null, List.of()));
        assertVerdict("udp-missing", "warn");
        assertThat(step("tcp").mood()).isEqualTo("good");
        assertThat(step("tcp").says().key()).isEqualTo("check.way.shut");
        assertThat(step("tcp").more()).extracting(Saying::key).containsExactly("check.way.reached");
    }

    @Test
    void whoIsReachedNeedsNoAdvice() {
        ways(Verdict.REACHABLE, Verdict.REACHABLE);
        router = router(State.REFUSED, surroundings(true, "tun0"), 0, null, false);
        assertThat(advice()).isEmpty();
        assertThat(page().costs()).isFalse();
    }

    @Test
    void whatIsOnlyNotKnownYetByUdpNeedsNoAdviceEither() {
        router = router(State.UNASKED, HOME, 0, null, false);
        ways(Verdict.REACHABLE, Verdict.UNKNOWN);
        assertThat(advice()).isEmpty();
        ways(Verdict.UNKNOWN, Verdict.UNKNOWN);
        assertThat(advice()).containsExactly("ask");
        ways(Verdict.REACHABLE, Verdict.FIREWALLED);
        assertThat(advice()).containsExactly("ask");
    }

    @Test
    void namesThePortMappingAContainerNeeds() {
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        router = router(State.NO_ANSWER, surroundings(true, ""), 0, null, false);
        assertThat(page().costs()).isTrue();
        assertThat(advice()).containsExactly("container", "by-hand-here");
        assertThat(page().advice().getFirst().args()).containsExactly("-p 34567:34567/tcp -p 34567:34567/udp");
        assertThat(step("lan").mood()).isEqualTo("warn");
    }

    @Test
    void tellsTwoRoutersFromAProvidersSharedAddress() {
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        router = router(State.OPEN, HOME, 34_567, "192.168.0.2", true);
        assertThat(advice()).containsExactly("double-nat", "machine");
        router = router(State.OPEN, HOME, 34_567, "100.64.3.1", true);
        assertThat(advice()).containsExactly("cgnat", "machine");
        router = router(State.OPEN, HOME, 34_567, "100.63.3.1", true);
        assertThat(advice()).containsExactly("double-nat", "machine");
        assertThat(step("router").mood()).isEqualTo("warn");
    }

    @Test
    void aRouterWithoutAnAddressOfItsOwnHasAnotherBeforeIt() {
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        var attempts = List.of(new Router.Attempt("pcp", "refused", 8, ""), new Router.Attempt("nat-pmp", "refused", 3, "network failure"));
        router = new Router.View(true, true, State.REFUSED, HOME, attempts, "", 0, 0, null, false, null, 0);
        assertThat(advice()).containsExactly("no-address", "by-hand");
    }

    @Test
    void seesThatPeersSeeUsElsewhere() {
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        addresses.add(new Reachability.SeenAt(Family.IPV4, InetAddress.ofLiteral("5.2.2.2"), null, 0, 3));
        assertThat(advice()).containsExactly("elsewhere", "machine");
        assertThat(step("outside").says()).isEqualTo(Saying.of("check.outside.seen", "5.2.2.2"));
        router = router(State.OPEN, surroundings(false, "tun0"), 34_567, "5.2.2.2", false);
        assertThat(advice()).containsExactly("vpn", "machine");
    }

    @Test
    void saysWhatToDoAboutTheRouter() {
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        router = router(State.UNASKED, HOME, 0, null, false);
        assertThat(advice()).containsExactly("ask");
        router = router(State.ANSWERED, HOME, 0, "5.1.1.1", false);
        assertThat(advice()).containsExactly("ask");
        router = router(State.REFUSED, HOME, 0, null, false);
        assertThat(page().advice()).containsExactly(Saying.of("check.advice.by-hand", "34567", "192.168.1.5"));
        router = router(State.OPEN, HOME, 40_000, "5.1.1.1", false);
        assertThat(page().advice()).containsExactly(Saying.of("check.advice.machine", "34567"));
        assertThat(step("router").more()).contains(Saying.of("check.router.told", "34567", "40000"));
        router = new Router.View(true, true, State.OPEN, HOME, List.of(), "upnp", 40_000, 40_001, null, false, null, 0);
        assertThat(page().advice()).containsExactly(Saying.of("check.advice.two-ports", "40000", "40001"));
        router = router(State.NO_ROUTER, Surroundings.UNKNOWN, 0, null, false);
        assertThat(advice()).containsExactly("no-router");
        assertThat(step("lan").says().key()).isEqualTo("check.lan.unknown");
        router = router(State.ASKING, HOME, 0, null, false);
        assertThat(advice()).isEmpty();
    }

    @Test
    void amongNeighboursOfTheHouseNoRouterMatters() {
        ways(Verdict.FIREWALLED, Verdict.FIREWALLED);
        router = new Router.View(false, false, State.UNASKED, HOME, List.of(), "", 0, 0, null, false, null, 0);
        assertVerdict("quiet", "info");
        assertThat(advice()).isEmpty();
        assertThat(step("router").says().key()).isEqualTo("check.router.quiet");
        router = new Router.View(false, false, State.UNASKED, surroundings(true, "tun0"), List.of(), "", 0, 0, null, false, null, 0);
        assertThat(step("lan").mood()).isEqualTo("info");
        assertThat(step("lan").more()).isEmpty();
    }

    @Test
    void countsVotesUntilTheyAreEnough() {
        ways(Verdict.UNKNOWN, Verdict.UNKNOWN);
        assertThat(step("outside").says().key()).isEqualTo("check.outside.unseen");
        addresses.add(new Reachability.SeenAt(Family.IPV4, null, InetAddress.ofLiteral("5.2.2.2"), 2, 3));
        assertThat(step("outside").says()).isEqualTo(Saying.of("check.outside.votes", "5.2.2.2", 2, 3));
        assertThat(step("outside").mood()).isEqualTo("wait");
    }

    @Test
    void showsEveryWayInWhichTheRouterWasAsked() {
        router = new Router.View(
                true,
                true,
                State.REFUSED,
                HOME,
                List.of(new Router.Attempt("pcp", "not-spoken", 0, ""), new Router.Attempt("nat-pmp", "refused", 2, "not authorized"), new Router.Attempt("upnp", "asked", 0, "")),
                "",
                0,
                0,
                null,
                false,
                null,
                2);
        assertThat(step("router").tries())
                .containsExactly(
                        new CheckStep.Try("PCP", "", "check.result.not-spoken", "", ""),
                        new CheckStep.Try("NAT-PMP", "bad", "check.result.refused", "check.refusal.nat-pmp.2", "2 not authorized"),
                        new CheckStep.Try("UPnP", "info", "check.result.asked", "", ""));
        assertThat(step("router").more()).containsExactly(Saying.of("check.router.restarts", 2));
    }
}
