package filbert.config;

import filbert.household.Tastes;
import filbert.web.Languages;
import filbert.web.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** In which language a page speaks: the one its person chose, else the one chosen in this browser, else the best the browser asks for, else English. */
final class PersonsLanguage implements LocaleContextResolver {
    private final Languages languages;
    private final WhoAsks who;
    private final Tastes tastes;

    PersonsLanguage(Languages languages, WhoAsks who, Tastes tastes) {
        this.languages = languages;
        this.who = who;
        this.tastes = tastes;
    }

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var chosen = Preferences.of(request, tastes(request)).language();
        return new SimpleLocaleContext(languages.of(chosen).orElseGet(() -> languages.best(wanted(request))));
    }

    private Map<String, String> tastes(ServerHttpRequest request) {
        return who.of(request).map(person -> tastes.of(person.id())).orElse(Map.of());
    }

    private static List<Locale.LanguageRange> wanted(ServerHttpRequest request) {
        try {
            return request.getHeaders().getAcceptLanguage();
        } catch (IllegalArgumentException nonsense) {
            return List.of();
        }
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("people choose their language on their account page");
    }
}
