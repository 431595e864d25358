package filbert.web.network;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.web.Live;
import filbert.web.LiveRow;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Neighbours, known hosts and message counts; one neighbour's messages. */
@Controller
final class NetworkController {
    private static final String STANDING = "network/standing";
    private static final String TRACE = "network/neighbour";

    private final HouseholdNetwork network;
    private final InstantSource clock;
    private final Live live;

    NetworkController(HouseholdNetwork network, InstantSource clock, Live live) {
        this.network = network;
        this.clock = clock;
        this.live = live;
    }

    /** The lists of the page, and the drawing of the first; each is a template of its name. */
    enum Tab {
        CONNECTIONS,
        HOSTS,
        MESSAGES,
        PICTURE;

        static Tab of(String name) {
            return switch (name) {
                case "hosts" -> HOSTS;
                case "messages" -> MESSAGES;
                case "picture" -> PICTURE;
                default -> CONNECTIONS;
            };
        }

        String key() {
            return switch (this) {
                case CONNECTIONS -> "connections";
                case HOSTS -> "hosts";
                case MESSAGES -> "messages";
                case PICTURE -> "picture";
            };
        }

        String template() {
            return "network/" + key();
        }
    }

    record Called(@Nullable String address) {
        String text() {
            return Objects.requireNonNullElse(address, "").strip();
        }
    }

    @GetMapping("/network")
    String page(@RequestParam(defaultValue = "") String tab, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page(Tab.of(tab), "", "", person, shell, model);
    }

    private String page(Tab tab, String address, String problem, Person person, Shell shell, Model model) {
        model.addAttribute("tab", tab.key());
        model.addAttribute("address", address);
        model.addAttribute("problem", problem);
        model.addAttribute("standing", standing(person));
        if (tab == Tab.PICTURE) {
            model.addAttribute("picture", Picture.of(network.view(person)));
        }
        model.addAttribute("rows", rows(tab, person));
        model.addAttribute("sources", sources(person));
        model.addAttribute("bySource", tab == Tab.HOSTS ? bySource(person) : List.of());
        model.addAttribute("partings", tab == Tab.MESSAGES ? PartingRow.of(network.partings(person)) : List.of());
        return shell.page(tab.template());
    }

    private Standing standing(Person person) {
        return Standing.of(network.view(person), network.bootstrap(person), network.reachability(person));
    }

    private List<SourceCount> bySource(Person person) {
        return network.knownBySource(person).stream().map(SourceCount::of).toList();
    }

    private SourceRow.Listed sources(Person person) {
        return SourceRow.of(network.bootstrap(person), clock.instant(), Pager.ROWS);
    }

    private List<? extends LiveRow> rows(Tab tab, Person person) {
        var now = clock.instant();
        return switch (tab) {
            case CONNECTIONS -> network.view(person).neighbours().stream()
                    .limit(Pager.ROWS)
                    .map(view -> NeighbourRow.of(view, now))
                    .toList();
            case HOSTS -> network.knownHosts(person, Pager.ROWS).stream()
                    .map(host -> HostRow.of(host, now))
                    .toList();
            case MESSAGES -> CountRow.of(network.messageCounts(person));
            case PICTURE -> List.of();
        };
    }

    @GetMapping(path = "/events", params = "view=network", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(@RequestParam(defaultValue = "") String tab, Person person) {
        var shown = Tab.of(tab);
        return live.stream(person, List.of(network.changed()), () -> {
            var standing = Part.of(STANDING + " :: standing", "standing", standing(person));
            if (shown == Tab.PICTURE) {
                return LiveView.of(standing, Part.of(shown.template() + " :: picture", "picture", Picture.of(network.view(person))));
            }
            var rows = rows(shown, person);
            var parts = new ArrayList<>(List.of(
                    standing,
                    new Part(shown.template() + " :: nothing", Map.of("any", !rows.isEmpty()))));
            if (shown == Tab.HOSTS) {
                parts.add(Part.of("network/sources :: list", "sources", sources(person)));
                parts.add(Part.of(shown.template() + " :: by", "bySource", bySource(person)));
            }
            return new LiveView(
                    parts,
                    shown.template(),
                    rows);
        });
    }

    @PostMapping("/network/connections")
    String connect(
            @ModelAttribute("called") Called called,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        try {
            var address = HostAddress.parse(called.text())
                    .orElseThrow(() -> new IllegalArgumentException("network.problem.address"));
            network.connect(person, address);
            return SeeOther.at("/network", "network.connect");
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            var problem = MessageKey.below("network.problem.", refused.getMessage());
            return page(Tab.CONNECTIONS, called.text(), problem, person, shell, model);
        }
    }

    @PostMapping("/network/hosts/ask")
    String ask(Person person) {
        return SeeOther.at("/network?tab=hosts", network.askForHosts(person) > 0 ? "network.ask" : "network.asked");
    }

    @PostMapping("/network/neighbours/{id}/disconnect")
    String disconnect(@PathVariable long id, Person person) {
        return SeeOther.at("/network", network.disconnect(person, id) ? "network.disconnect" : "network.gone");
    }

    @GetMapping("/network/neighbours/{id}")
    String neighbour(@PathVariable long id, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        person.require(Role.OWNER);
        model.addAttribute("one", NeighbourRow.of(view(id, person), clock.instant()));
        model.addAttribute("rows", TraceRow.of(network.trace(person, id), Pager.ROWS));
        return shell.page(TRACE);
    }

    private NetworkView.NeighbourView view(long id, Person person) {
        return network.view(person).neighbours().stream()
                .filter(neighbour -> neighbour.id() == id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("neighbour " + id));
    }

    @GetMapping(path = "/events", params = "view=neighbour", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> trace(@RequestParam long id, Person person) {
        person.require(Role.OWNER);
        return live.stream(person, List.of(network.changed()), () -> {
            var rows = TraceRow.of(network.trace(person, id), Pager.ROWS);
            return new LiveView(
                    List.of(
                            Part.of(TRACE + " :: facts", "one", NeighbourRow.of(view(id, person), clock.instant())),
                            Part.of(TRACE + " :: nothing", "any", !rows.isEmpty())),
                    TRACE,
                    rows);
        });
    }
}
