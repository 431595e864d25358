package filbert.web.account;

import filbert.web.Preferences;
import filbert.web.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;

/** How pages look in this browser. Open to everybody, also before signing in. */
@Controller
final class PreferencesController {
    record Wish(@Nullable String theme, @Nullable String keys, @Nullable String back) {}

    @PostMapping("/preferences")
    String change(@ModelAttribute Wish wish, ServerWebExchange exchange) {
        if (wish.theme() != null) {
            exchange.getResponse().addCookie(Preferences.themeCookie(wish.theme(), exchange.getRequest()));
        }
        if (wish.keys() != null) {
            exchange.getResponse().addCookie(Preferences.keysCookie(wish.keys(), exchange.getRequest()));
        }
        return SeeOther.back(wish.back(), "/", "preferences");
    }
}
