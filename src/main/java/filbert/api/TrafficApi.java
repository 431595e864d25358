package filbert.api;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.servent.NetworkView;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What comes by: messages counted, and for the owner a sample of what strangers ask. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/network")
final class TrafficApi {
    private final HouseholdNetwork network;

    TrafficApi(HouseholdNetwork network) {
        this.network = network;
    }

    record Drop(String why, long messages) {}

    record Count(String type, long in, long out, long dropped, List<Drop> drops) {}

    /** Since the start, one for each type of message. */
    @GetMapping("/messages")
    List<Count> messages(@AuthenticationPrincipal Person person) {
        return network.messageCounts(person).stream()
                .map(count -> new Count(
                        count.type(),
                        count.in(),
                        count.out(),
                        count.dropped(),
                        count.drops().stream().map(drop -> new Drop(drop.why(), drop.messages())).toList()))
                .toList();
    }

    /** @param number grows by one with each; {@code results} of a hit, 0 for a query */
    record Passing(long number, Instant at, String kind, long neighbour, String from, int ttl, int hops, String text, int results) {}

    /** Oldest first. The first call begins to look; half a minute after the last all is forgotten. */
    @GetMapping("/passing")
    @Least(Role.OWNER)
    List<Passing> passing(@AuthenticationPrincipal Person person) {
        return network.passing(person).stream().map(TrafficApi::shown).toList();
    }

    private static Passing shown(NetworkView.Passing one) {
        return new Passing(
                one.number(), one.at(), one.hit() ? "hit" : "query", one.neighbour(), one.from().toString(), one.ttl(), one.hops(), one.text(), one.results());
    }
}
