package filbert.web.network;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.web.Pager;
import filbert.web.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Which programs were met. */
@Controller
final class VendorsController {
    private final HouseholdNetwork network;

    VendorsController(HouseholdNetwork network) {
        this.network = network;
    }

    @GetMapping("/network/vendors")
    String vendors(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        model.addAttribute("tab", "vendors");
        model.addAttribute("standing", Standing.of(network.view(person), network.bootstrap(person), network.reachability(person)));
        model.addAttribute("rows", VendorRow.of(network.vendors(person), Pager.ROWS));
        return shell.page("network/vendors");
    }
}
