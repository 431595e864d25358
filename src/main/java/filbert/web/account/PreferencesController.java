package filbert.web.account;

import filbert.household.Person;
import filbert.household.Tastes;
import filbert.web.Columns;
import filbert.web.Preferences;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
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

    /**
     * Which columns of a table somebody sees.
     *
     * @param table by its key
     * @param cols those that are ticked; none of it for what is usual
     */
    record Ticked(@Nullable String table, @Nullable List<String> cols, @Nullable String usual, @Nullable String back) {
        private String wanted() {
            return usual != null ? "" : String.join(",", Objects.requireNonNullElse(cols, List.<String>of()));
        }
    }

    @PostMapping("/preferences/columns")
    String columns(@ModelAttribute Ticked ticked, Person person) {
        var table = Columns.Table.of(Objects.requireNonNullElse(ticked.table(), "")).orElseThrow(() -> new NoSuchElementException("table " + ticked.table()));
        tastes.choose(person, table.preference(), Preferences.meant(table.preference(), ticked.wanted()));
        return SeeOther.back(ticked.back(), "/" + table.key(), "preferences");
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
