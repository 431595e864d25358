package filbert.web.account;

import filbert.household.AccessTokens;
import filbert.household.Origin;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Scope;
import filbert.household.Sessions;
import filbert.household.results.DefaultFilter;
import filbert.household.results.Hiding;
import filbert.web.Languages;
import filbert.web.MessageKey;
import filbert.web.Narrow;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.Arrays;
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

/** A person's own page: password, tokens for scripts, how pages look. */
@Controller
final class AccountController {
    private final People people;
    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Languages languages;
    private final DefaultFilter usual;
    private final InstantSource clock;

    AccountController(People people, AccessTokens tokens, Sessions sessions, Languages languages, DefaultFilter usual, InstantSource clock) {
        this.usual = usual;
        this.languages = languages;
        this.people = people;
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    record PasswordForm(@Nullable String old, @Nullable String fresh, @Nullable String repeat) {
        @Override
        public String toString() {
            return "PasswordForm";
        }
    }

    @GetMapping("/account")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        return page("", "", person, shell, model, exchange);
    }

    /** @param secret a token just made: shown this once */
    private String page(String problem, String secret, Person person, Shell shell, Model model, ServerWebExchange exchange) {
        var now = clock.instant();
        var signedIn = sessions.list(person, SessionCookie.secret(exchange.getRequest()));
        model.addAttribute("sessions", signedIn.stream().map(one -> SessionRow.of(one, now)).toList());
        model.addAttribute("others", signedIn.stream().anyMatch(one -> !one.here()));
        model.addAttribute("languages", languages.spoken());
        var filter = usual.of(person);
        model.addAttribute("filtered", !filter.isEmpty());
        model.addAttribute("narrowing", Narrow.of(filter.narrowing()));
        model.addAttribute("hidden", filter.hidden().orElse(Hiding.USUAL).stream().sorted().map(Hiding::key).toList());
        model.addAttribute("problem", problem);
        model.addAttribute("secret", secret);
        model.addAttribute("roles", Arrays.stream(Role.values())
                .filter(role -> person.role().includes(role))
                .map(Enum::name)
                .toList());
        model.addAttribute("scopes", Arrays.stream(Scope.values()).map(Enum::name).toList());
        model.addAttribute("usualScopes", TokenForm.USUAL.stream().map(Enum::name).toList());
        model.addAttribute("tokens", tokens.list(person).stream().map(token -> TokenRow.of(token, now)).toList());
        return shell.page("account/account");
    }

    @PostMapping("/account/password")
    String changePassword(
            @ModelAttribute("passwords") PasswordForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        var fresh = Objects.requireNonNullElse(form.fresh(), "");
        var problem = "account.problem.repeat";
        if (fresh.equals(form.repeat())) {
            try {
                people.changePassword(
                        person,
                        Objects.requireNonNullElse(form.old(), ""),
                        fresh,
                        Origin.of(exchange.getRequest().getRemoteAddress()));
                sessions.endOthers(person, SessionCookie.secret(exchange.getRequest()));
                return SeeOther.at("/account", "account.password");
            } catch (IllegalArgumentException refused) {
                problem = MessageKey.below("account.problem.", refused.getMessage());
            }
        }
        exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return page(problem, "", person, shell, model, exchange);
    }

    /** Answers with the page itself, not with a redirect: the token is nowhere to be read again. */
    @PostMapping("/account/tokens")
    String makeToken(
            @ModelAttribute("token") TokenForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerWebExchange exchange) {
        try {
            var secret = tokens.create(person, form.words(), form.rights(person));
            return page("", secret, person, shell, model, exchange);
        } catch (IllegalArgumentException refused) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(MessageKey.below("account.problem.", refused.getMessage()), "", person, shell, model, exchange);
        }
    }

    @PostMapping("/account/sessions/{id}/end")
    String endSession(@PathVariable String id, Person person) {
        return SeeOther.at("/account", sessions.end(person, id) ? "account.session-ended" : "account.no-session");
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers(Person person, ServerWebExchange exchange) {
        sessions.endOthers(person, SessionCookie.secret(exchange.getRequest()));
        return SeeOther.at("/account", "account.others-ended");
    }

    @PostMapping("/account/tokens/{id}/revoke")
    String revoke(@PathVariable long id, Person person) {
        return SeeOther.at("/account", tokens.revoke(person, id) ? "account.revoked" : "account.no-token");
    }
}
