package filbert.web.network;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.servent.NetworkView.VendorCount;
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
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Which programs were met, for everybody who may look at the network. */
@Controller
final class VendorsController {
    private static final String TEMPLATE = "network/vendors";

    private final HouseholdNetwork network;
    private final Live live;

    VendorsController(HouseholdNetwork network, Live live) {
        this.network = network;
        this.live = live;
    }

    @GetMapping("/network/vendors")
    String vendors(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var vendors = network.vendors(person);
        model.addAttribute("tab", "vendors");
        model.addAttribute("standing", standing(person));
        model.addAttribute("rows", VendorRow.of(vendors, Pager.ROWS));
        model.addAttribute("more", more(vendors));
        return shell.page(TEMPLATE);
    }

    private Standing standing(Person person) {
        return Standing.of(network.view(person), network.bootstrap(person), network.reachability(person));
    }

    private static int more(List<VendorCount> vendors) {
        return Math.max(0, vendors.size() - Pager.ROWS);
    }

    @GetMapping(path = "/events", params = "view=vendors", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        return live.stream(person, List.of(network.changed()), () -> {
            var vendors = network.vendors(person);
            return new LiveView(
                    List.of(
                            Part.of("network/standing :: standing", "standing", standing(person)),
                            Part.of(TEMPLATE + " :: nothing", "any", !vendors.isEmpty()),
                            Part.of(TEMPLATE + " :: more", "more", more(vendors))),
                    TEMPLATE,
                    VendorRow.of(vendors, Pager.ROWS));
        });
    }
}
