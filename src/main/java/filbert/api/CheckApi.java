package filbert.api;

import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdRouter;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Router;
import filbert.servent.Reachability;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Can others reach us, and what the router says. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/network/check")
final class CheckApi {
    private final HouseholdNetwork network;
    private final HouseholdRouter router;

    CheckApi(HouseholdNetwork network, HouseholdRouter router) {
        this.network = network;
        this.router = router;
    }

    record Check(String listening, String tcp, String udp, List<Way> ways, List<Seen> seen, Mapping router) {}

    record Way(String transport, String family, String verdict, @Nullable Instant lastProof, @Nullable Instant lastAsked) {}

    record Seen(String family, @Nullable String address, @Nullable String candidate, int votes, int needed) {}

    record Mapping(
            boolean wanted,
            boolean needed,
            String state,
            @Nullable String address,
            @Nullable String local,
            boolean container,
            String tunnel,
            String method,
            int tcpPort,
            int udpPort,
            @Nullable String external,
            boolean behindAnother,
            @Nullable Instant until,
            List<Attempt> attempts) {}

    record Attempt(String method, String result, int code, String said) {}

    record Asked(int asked) {}

    @GetMapping
    @Least(Role.GUEST)
    Check check(@AuthenticationPrincipal Person person) {
        var reach = network.reachability(person);
        return new Check(
                network.view(person).listening().toString(),
                Word.of(reach.verdict(Reachability.Transport.TCP)),
                Word.of(reach.verdict(Reachability.Transport.UDP)),
                reach.ways().stream().map(CheckApi::shown).toList(),
                reach.addresses().stream().map(CheckApi::shown).toList(),
                shown(router.view(person)));
    }

    /** Asks the router again, and neighbours to call us; what comes of it shows in the check. */
    @PostMapping("/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked run(@AuthenticationPrincipal Person person) {
        router.ask(person);
        return new Asked(network.testReachability(person));
    }

    @PostMapping("/map")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void map(@AuthenticationPrincipal Person person) {
        turn(() -> router.map(person));
    }

    @PostMapping("/unmap")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void unmap(@AuthenticationPrincipal Person person) {
        turn(() -> router.unmap(person));
    }

    private static void turn(Runnable command) {
        try {
            command.run();
        } catch (IllegalArgumentException locked) {
            throw new ConflictException("api.problem.locked");
        }
    }

    private static Way shown(Reachability.Way way) {
        return new Way(Word.of(way.transport()), Word.of(way.family()), Word.of(way.verdict()), way.lastProof(), way.lastAsked());
    }

    private static Seen shown(Reachability.SeenAt at) {
        return new Seen(Word.of(at.family()), text(at.believed()), text(at.candidate()), at.votes(), at.needed());
    }

    private static Mapping shown(Router.View view) {
        var here = view.surroundings();
        return new Mapping(
                view.wanted(),
                view.needed(),
                Word.of(view.state()),
                text(here.router()),
                text(here.local()),
                here.container(),
                here.tunnel(),
                view.method(),
                view.tcp(),
                view.udp(),
                text(view.external()),
                view.behindAnother(),
                view.until(),
                view.attempts().stream().map(one -> new Attempt(one.method(), one.result(), one.code(), one.said())).toList());
    }

    private static @Nullable String text(@Nullable InetAddress ip) {
        return ip == null ? null : ip.getHostAddress();
    }
}
