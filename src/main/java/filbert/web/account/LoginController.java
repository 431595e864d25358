package filbert.web.account;

import filbert.household.FirstStart;
import filbert.web.SeeOther;
import filbert.web.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page; the form itself is answered by the security filters. */
@Controller
final class LoginController {
    private final FirstStart firstStart;

    LoginController(FirstStart firstStart) {
        this.firstStart = firstStart;
    }

    /**
     * @param parameters {@code error} after a failure, whatever its kind; {@code locked}, when too many failures came, says {@code HH:mm}
     *     when sign-in is possible again; {@code unknown} when a reverse proxy names nobody of ours; {@code logout} after signing out
     */
    @GetMapping("/login")
    String login(@RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("shell") Shell shell, Model model) {
        if (firstStart.state() == FirstStart.State.ACCOUNT) {
            return SeeOther.at("/setup");
        }
        if (shell.person() != null) {
            return SeeOther.at("/");
        }
        var locked = parameters.getFirst("locked");
        model.addAttribute("error", parameters.containsKey("error"));
        model.addAttribute("locked", locked != null && locked.matches("\\d\\d:\\d\\d") ? locked : "");
        model.addAttribute("unknown", parameters.containsKey("unknown"));
        model.addAttribute("logout", parameters.containsKey("logout"));
        return shell.page("login/login");
    }
}
