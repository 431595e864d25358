package filbert.web.privacy;

import filbert.household.HouseholdPrivacy;
import filbert.household.Person;
import filbert.web.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

@Controller
final class PrivacyController {
    private final HouseholdPrivacy privacy;

    PrivacyController(HouseholdPrivacy privacy) {
        this.privacy = privacy;
    }

    @GetMapping("/privacy")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        model.addAttribute("seen", privacy.view(person));
        return shell.page("privacy/privacy");
    }
}
