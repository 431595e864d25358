package filbert.web.network;

import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdVolumes;
import filbert.household.Person;
import filbert.household.Profile;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Fragment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How much of the line Filbert uses, and the switch. */
@Controller
final class BandwidthController {
    private static final String TEMPLATE = "network/bandwidth";
    private static final int MOST_HOSTS = 50;
    private static final String TOMORROW = "tomorrow";

    private final HouseholdBandwidth bandwidth;
    private final HouseholdVolumes volumes;
    private final HouseholdNetwork network;
    private final InstantSource clock;
    private final Live live;

    BandwidthController(HouseholdBandwidth bandwidth, HouseholdVolumes volumes, HouseholdNetwork network, InstantSource clock, Live live) {
        this.bandwidth = bandwidth;
        this.volumes = volumes;
        this.network = network;
        this.clock = clock;
        this.live = live;
    }

    @ModelAttribute("turned")
    Mono<Map<String, String>> turned(ServerWebExchange exchange) {
        return exchange.getFormData().map(MultiValueMap::toSingleValueMap);
    }

    @GetMapping("/network/bandwidth")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page("", person, shell, model);
    }

    private String page(String problem, Person person, Shell shell, Model model) {
        model.addAttribute("tab", "bandwidth");
        model.addAttribute("problem", problem);
        model.addAttribute("standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person)));
        model.addAttribute("line", look(person));
        model.addAttribute("totals", totals(person));
        model.addAttribute("profiles", Stream.of(Profile.values()).map(one -> BandwidthPage.Row.of(one, bandwidth.limits(person, one))).toList());
        model.addAttribute("week", bandwidth.week().text());
        return shell.page(TEMPLATE);
    }

    private BandwidthPage look(Person person) {
        return BandwidthPage.of(bandwidth.view(person), clock.instant(), bandwidth.zone());
    }

    private BandwidthPage.Totals totals(Person person) {
        return BandwidthPage.Totals.of(volumes.view(person), volumes.hosts(person, MOST_HOSTS));
    }

    @GetMapping(path = "/events", params = "view=bandwidth", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        return live.stream(person, List.of(network.changed(), bandwidth.changed()), () -> LiveView.of(
                Part.of("network/standing :: standing", "standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person))),
                Part.of(TEMPLATE + " :: line", "line", look(person)),
                Part.of(TEMPLATE + " :: totals", "totals", totals(person))));
    }

    /** {@code profile}: what to switch to; {@code minutes}: for how long, {@code tomorrow} for until then, or blank; {@code back}: where the form stood. */
    @PostMapping("/bandwidth")
    String turn(
            @ModelAttribute(name = "turned", binding = false) Map<String, String> turned,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        var word = turned.getOrDefault("profile", "");
        try {
            if (turned.getOrDefault("minutes", "").equals(TOMORROW)) {
                bandwidth.chooseUntilTomorrow(person, word);
            } else {
                bandwidth.choose(person, word, minutes(turned.getOrDefault("minutes", "")));
            }
            return SeeOther.back(turned.get("back"), "/network/bandwidth", "bandwidth." + word);
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(MessageKey.below("bandwidth.problem.", refused.getMessage()), person, shell, model);
        }
    }

    private static Optional<Duration> minutes(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Duration.ofMinutes(Integer.parseInt(text.strip())));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bandwidth.problem.lasting", e);
        }
    }
}
