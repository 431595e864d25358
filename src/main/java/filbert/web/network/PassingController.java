package filbert.web.network;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.Shell;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Strangers' queries and hits as they come by: for the owner's eyes, while they look. */
@Controller
final class PassingController {
    private static final String TEMPLATE = "network/passing";

    private final HouseholdNetwork network;
    private final Live live;

    PassingController(HouseholdNetwork network, Live live) {
        this.network = network;
        this.live = live;
    }

    /** A neighbour to choose. */
    record Choice(long id, String name) {}

    @GetMapping("/network/passing")
    String page(
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String from,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        var filter = PassingFilter.of(words, kind, from);
        var rows = rows(person, filter);
        var view = network.view(person);
        model.addAttribute("tab", "passing");
        model.addAttribute("standing", Standing.of(view, network.bootstrap(person), network.reachability(person)));
        model.addAttribute("filter", filter);
        model.addAttribute("neighbours", view.neighbours().stream()
                .limit(Pager.ROWS)
                .map(one -> new Choice(one.id(), one.address() + " " + one.userAgent()))
                .toList());
        model.addAttribute("rows", rows);
        return shell.page(TEMPLATE);
    }

    /** Newest first. */
    private List<PassingRow> rows(Person person, PassingFilter filter) {
        return network.passing(person).reversed().stream().filter(filter::shows).limit(Pager.ROWS).map(PassingRow::of).toList();
    }

    @GetMapping(path = "/events", params = "view=passing", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String from,
            Person person) {
        person.require(Role.OWNER);
        var filter = PassingFilter.of(words, kind, from);
        return live.stream(person, List.of(network.changed()), () -> {
            var rows = rows(person, filter);
            return new LiveView(
                    List.of(
                            Part.of("network/standing :: standing", "standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person))),
                            Part.of(TEMPLATE + " :: nothing", "any", !rows.isEmpty())),
                    TEMPLATE,
                    rows);
        });
    }
}
