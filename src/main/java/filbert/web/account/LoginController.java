package filbert.web.account;

import filbert.household.FirstStart;
import filbert.web.SeeOther;
import filbert.web.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
     * @param error present after a failure, whatever its kind
     * @param locked present when too many failures came; {@code HH:mm} when sign-in is possible again
     * @param logout present after signing out
     */
    @GetMapping("/login")
    String login(
            @RequestParam @Nullable String error,
            @RequestParam @Nullable String locked,
            @RequestParam @Nullable String logout,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        if (firstStart.state() == FirstStart.State.ACCOUNT) {
            return SeeOther.at("/setup");
        }
        if (shell.person() != null) {
            return SeeOther.at("/");
        }
        model.addAttribute("error", error != null);
        model.addAttribute("locked", locked != null && locked.matches("\\d\\d:\\d\\d") ? locked : "");
        model.addAttribute("logout", logout != null);
        return shell.page("login/login");
    }
}
