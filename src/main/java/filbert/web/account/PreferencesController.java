package filbert.web.account;

import filbert.household.Tastes;
import filbert.web.Preferences;
import filbert.web.SeeOther;
import filbert.web.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;

/** How pages look: to somebody signed in wherever they sign in, and in this browser to everybody, also before signing in. */
@Controller
final class PreferencesController {
    private final Tastes tastes;

    PreferencesController(Tastes tastes) {
        this.tastes = tastes;
    }

    record Wish(@Nullable String theme, @Nullable String density, @Nullable String keys, @Nullable String language, @Nullable String back) {}

    @PostMapping("/preferences")
    String change(@ModelAttribute Wish wish, @ModelAttribute("shell") Shell shell, ServerWebExchange exchange) {
        keep(Preferences.THEME, wish.theme(), shell, exchange);
        keep(Preferences.DENSITY, wish.density(), shell, exchange);
        keep(Preferences.KEYS, wish.keys(), shell, exchange);
        keep(Preferences.LANGUAGE, wish.language(), shell, exchange);
        return SeeOther.back(wish.back(), "/", "preferences");
    }

    private void keep(String name, @Nullable String wanted, Shell shell, ServerWebExchange exchange) {
        if (wanted == null) {
            return;
        }
        exchange.getResponse().addCookie(Preferences.cookie(name, wanted, exchange.getRequest()));
        if (shell.person() != null) {
            tastes.choose(shell.person(), name, Preferences.meant(name, wanted));
        }
    }
}
