package filbert.api;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.NetworkView.NeighbourView;
import filbert.servent.bootstrap.BootstrapView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/network")
final class NetworkApi {
    private final HouseholdNetwork network;

    NetworkApi(HouseholdNetwork network) {
        this.network = network;
    }

    record Call(@Nullable String address) {}

    record Calling(String address) {}

    record Neighbour(
            long id,
            String address,
            String role,
            String userAgent,
            boolean incoming,
            String since,
            long bytesIn,
            long bytesOut,
            long messagesIn,
            long messagesOut) {}

    @GetMapping("/neighbours")
    List<Neighbour> neighbours(@AuthenticationPrincipal Person person) {
        return network.view(person).neighbours().stream().map(NetworkApi::shown).toList();
    }

    record CurrentRole(String role, String why, List<String> missing, @Nullable Instant next) {}

    @GetMapping("/role")
    CurrentRole role(@AuthenticationPrincipal Person person) {
        var role = network.reachability(person).role();
        return new CurrentRole(
                role.ultrapeer() ? "ultrapeer" : "leaf", Word.of(role.why()), role.missing().stream().map(Word::of).toList(), role.next());
    }

    @GetMapping("/vendors")
    List<NetworkView.VendorCount> vendors(@AuthenticationPrincipal Person person) {
        return network.vendors(person);
    }

    /** How many of the known hosts were heard of in which way. */
    @GetMapping("/hosts/by-source")
    List<HouseholdNetwork.BySource> hostsBySource(@AuthenticationPrincipal Person person) {
        return network.knownBySource(person);
    }

    @GetMapping("/partings")
    List<NetworkView.Parting> partings(@AuthenticationPrincipal Person person) {
        return network.partings(person);
    }

    record Source(String kind, String name, @Nullable Instant lastAsked, @Nullable Instant lastAnswered, int hosts, int failures) {}

    record Sources(String step, int asked, int answered, @Nullable Instant nextAsk, List<Source> sources, @Nullable Local local) {}

    record Local(int found, @Nullable Instant asked, String trouble) {}

    record Asking(int asking) {}

    @GetMapping("/sources")
    Sources sources(@AuthenticationPrincipal Person person) {
        var view = network.bootstrap(person);
        var sources = view.sources().stream()
                .map(source -> new Source(
                        source.kind().name().toLowerCase(Locale.ROOT), source.name(), source.lastAsked(), source.lastAnswered(), source.hosts(), source.failures()))
                .toList();
        return new Sources(view.step().name().toLowerCase(Locale.ROOT), view.asked(), view.answered(), view.nextAsk(), sources, local(view));
    }

    private static @Nullable Local local(BootstrapView view) {
        var local = view.local();
        return local == null ? null : new Local(local.found(), local.asked(), local.trouble());
    }

    /** Asks those whose hour is over. */
    @PostMapping("/sources/ask")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asking ask(@AuthenticationPrincipal Person person) {
        return new Asking(network.askForHosts(person));
    }

    /** Begins to call; success shows among the neighbours. */
    @PostMapping("/connections")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Calling connect(@RequestBody Call wanted, @AuthenticationPrincipal Person person) {
        if (wanted.address() == null) {
            throw new BadRequestException("api.problem.address");
        }
        var address = HostAddress.parse(wanted.address()).orElseThrow(() -> new BadRequestException("api.problem.address"));
        network.connect(person, address);
        return new Calling(address.toString());
    }

    @DeleteMapping("/neighbours/{id}")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable long id, @AuthenticationPrincipal Person person) {
        if (!network.disconnect(person, id)) {
            throw new NoSuchElementException("neighbour " + id);
        }
    }

    record Banned(String address, String why, int times, String since, String until) {}

    @GetMapping("/bans")
    List<Banned> bans(@AuthenticationPrincipal Person person) {
        return network.bans(person).stream()
                .map(ban -> new Banned(
                        ban.address().getHostAddress(), ban.why().key(), ban.times(), ban.since().toString(), ban.until().toString()))
                .toList();
    }

    /** Blocks an address; neighbours there are parted from. */
    @PostMapping("/bans")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void block(@RequestBody Call unwanted, @AuthenticationPrincipal Person person) {
        if (unwanted.address() == null || !network.block(person, unwanted.address())) {
            throw new BadRequestException("api.problem.ip");
        }
    }

    @DeleteMapping("/bans/{address}")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable String address, @AuthenticationPrincipal Person person) {
        if (!network.lift(person, address)) {
            throw new NoSuchElementException("ban of " + address);
        }
    }

    private static Neighbour shown(NeighbourView neighbour) {
        return new Neighbour(
                neighbour.id(),
                neighbour.address().toString(),
                neighbour.role(),
                neighbour.userAgent(),
                neighbour.incoming(),
                neighbour.since().toString(),
                neighbour.bytesIn(),
                neighbour.bytesOut(),
                neighbour.messagesIn(),
                neighbour.messagesOut());
    }
}
