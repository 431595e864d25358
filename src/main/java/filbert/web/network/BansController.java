package filbert.web.network;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.web.Pager;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who may not come in for a while, why, and the way to let them in again. */
@Controller
final class BansController {
    private final HouseholdNetwork network;
    private final InstantSource clock;

    BansController(HouseholdNetwork network, InstantSource clock) {
        this.network = network;
        this.clock = clock;
    }

    record Lifted(@Nullable String address) {}

    @GetMapping("/network/bans")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var now = clock.instant();
        var bans = network.bans(person);
        model.addAttribute("tab", "bans");
        model.addAttribute("standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person)));
        model.addAttribute("rows", bans.stream().limit(Pager.ROWS).map(ban -> BanRow.of(ban, now)).toList());
        return shell.page("network/bans");
    }

    @PostMapping("/network/neighbours/{id}/block")
    String block(@PathVariable long id, Person person) {
        return network.block(person, id) ? SeeOther.at("/network/bans", "ban.blocked") : SeeOther.at("/network", "network.gone");
    }

    @PostMapping("/network/bans/lift")
    String lift(@ModelAttribute Lifted lifted, Person person) {
        var gone = network.lift(person, Objects.requireNonNullElse(lifted.address(), ""));
        return SeeOther.at("/network/bans", gone ? "ban.lifted" : "ban.gone");
    }
}
