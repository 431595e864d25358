package filbert.web.account;

import filbert.household.AccessTokens;
import filbert.household.Origin;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
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
    private final InstantSource clock;

    AccountController(People people, AccessTokens tokens, Sessions sessions, InstantSource clock) {
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

    record TokenForm(@Nullable String label, @Nullable Role role) {}

    /** @param role message key */
    record TokenRow(long id, String label, String prefix, String role, Moment created, @Nullable Moment lastUsed) {}

    @GetMapping("/account")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page("", "", person, shell, model);
    }

    /** @param secret a token just made: shown this once */
    private String page(String problem, String secret, Person person, Shell shell, Model model) {
        var now = clock.instant();
        model.addAttribute("problem", problem);
        model.addAttribute("secret", secret);
        model.addAttribute("roles", Arrays.stream(Role.values())
                .filter(role -> person.role().includes(role))
                .map(Enum::name)
                .toList());
        model.addAttribute("tokens", tokens.list(person).stream()
                .map(token -> new TokenRow(
                        token.id(),
                        token.label(),
                        token.prefix(),
                        "role." + token.role().name().toLowerCase(Locale.ROOT),
                        Moment.of(token.created(), now),
                        Moment.ofNullable(token.lastUsed(), now)))
                .toList());
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
                sessions.endOthers(person, exchange);
                return SeeOther.at("/account", "account.password");
            } catch (IllegalArgumentException refused) {
                problem = MessageKey.below("account.problem.", refused.getMessage());
            }
        }
        exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return page(problem, "", person, shell, model);
    }

    /** Answers with the page itself, not with a redirect: the token is nowhere to be read again. */
    @PostMapping("/account/tokens")
    String makeToken(
            @ModelAttribute("token") TokenForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        var role = Objects.requireNonNullElse(form.role(), person.role());
        person.require(role);
        try {
            var secret = tokens.create(person, Objects.requireNonNullElse(form.label(), "").strip(), role);
            return page("", secret, person, shell, model);
        } catch (IllegalArgumentException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(MessageKey.below("account.problem.", refused.getMessage()), "", person, shell, model);
        }
    }

    @PostMapping("/account/tokens/{id}/revoke")
    String revoke(@PathVariable long id, Person person) {
        return SeeOther.at("/account", tokens.revoke(person, id) ? "account.revoked" : "account.no-token");
    }
}
