package filbert.web.network;

import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdRouter;
import filbert.household.Person;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** The way of a call from outside to us, step by step. */
@Controller
final class CheckController {
    private static final String TEMPLATE = "network/check";

    private final HouseholdNetwork network;
    private final HouseholdRouter router;
    private final InstantSource clock;
    private final Live live;

    CheckController(HouseholdNetwork network, HouseholdRouter router, InstantSource clock, Live live) {
        this.network = network;
        this.router = router;
        this.clock = clock;
        this.live = live;
    }

    @GetMapping("/network/check")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page("", person, shell, model);
    }

    private String page(String problem, Person person, Shell shell, Model model) {
        var asked = router.view(person);
        model.addAttribute("tab", "check");
        model.addAttribute("problem", problem);
        model.addAttribute("standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person)));
        model.addAttribute("check", check(person));
        model.addAttribute("wanted", asked.wanted());
        model.addAttribute("needed", asked.needed());
        return shell.page(TEMPLATE);
    }

    private CheckPage check(Person person) {
        return CheckPage.of(new CheckPage.Findings(network.view(person), network.reachability(person), router.view(person)), clock.instant());
    }

    @GetMapping(path = "/events", params = "view=check", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        return live.stream(person, List.of(network.changed(), router.changed()), () -> LiveView.of(
                Part.of("network/standing :: standing", "standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person))),
                Part.of(TEMPLATE + " :: findings", "check", check(person))));
    }

    @PostMapping("/network/check/run")
    String run(Person person) {
        router.ask(person);
        return SeeOther.at("/network/check", network.testReachability(person) > 0 ? "check.run" : "check.run-later");
    }

    @PostMapping("/network/check/map")
    String map(Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        return turn(router::map, "check.map", person, shell, model, response);
    }

    @PostMapping("/network/check/unmap")
    String unmap(Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        return turn(router::unmap, "check.unmap", person, shell, model, response);
    }

    private String turn(Consumer<Person> command, String said, Person person, Shell shell, Model model, ServerHttpResponse response) {
        try {
            command.accept(person);
            return SeeOther.at("/network/check", said);
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(MessageKey.below("check.problem.", refused.getMessage()), person, shell, model);
        }
    }
}
