package filbert.web.account;

import filbert.household.Invitations;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;

/** Where the link of an invitation leads: whoever opens it first chooses name and password and is in. Open to strangers. */
@Controller
final class InvitationController {
    private static final String CLOSED = "invitation.problem.";

    private final Invitations invitations;
    private final SignIn signIn;
    private final InstantSource clock;

    InvitationController(Invitations invitations, SignIn signIn, InstantSource clock) {
        this.invitations = invitations;
        this.signIn = signIn;
        this.clock = clock;
    }

    record NewcomerForm(@Nullable String name, @Nullable String password, @Nullable String repeat) {
        @Override
        public String toString() {
            return "NewcomerForm";
        }
    }

    @GetMapping("/invitation/{secret}")
    String page(@PathVariable String secret, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        return page(secret, "", "", shell, model, exchange);
    }

    private String page(String secret, String problem, String name, Shell shell, Model model, ServerWebExchange exchange) {
        model.addAttribute("problem", problem);
        model.addAttribute("name", name);
        model.addAttribute("secret", secret);
        model.addAttribute("closed", "");
        try {
            var invitation = invitations.open(secret);
            model.addAttribute("role", invitation.role().name().toLowerCase(Locale.ROOT));
            model.addAttribute("until", Moment.of(invitation.expires(), clock.instant()));
        } catch (IllegalArgumentException closed) {
            model.addAttribute("closed", MessageKey.below(CLOSED, closed.getMessage()));
            exchange.getResponse().setStatusCode(HttpStatus.GONE);
        }
        return shell.page("invitation/invitation");
    }

    @PostMapping("/invitation/{secret}")
    String accept(
            @PathVariable String secret, @ModelAttribute("newcomer") NewcomerForm form, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        var name = Objects.requireNonNullElse(form.name(), "");
        if (shell.person() != null) {
            return page(secret, "", name, shell, model, exchange); // says that somebody is signed in here
        }
        var password = Objects.requireNonNullElse(form.password(), "");
        var problem = "account.problem.repeat";
        if (password.equals(form.repeat())) {
            try {
                signIn.as(invitations.accept(secret, name, password), exchange);
                return SeeOther.at("/", "invitation.welcome");
            } catch (IllegalArgumentException refused) {
                problem = String.valueOf(refused.getMessage());
            }
        }
        exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return page(secret, problem.startsWith(CLOSED) ? "" : problem, name, shell, model, exchange);
    }
}
