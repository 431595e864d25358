package filbert.web;

import filbert.household.Person;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts into every page's model what its layout needs. Runs on event loops: nothing here blocks. */
@ControllerAdvice(basePackageClasses = ShellAdvice.class)
final class ShellAdvice {
    static final String HTMX = "HX-Request";

    private static final Pattern SAID = Pattern.compile("[a-z-]{1,40}(\\.[a-z-]{1,40})?");

    private final Assets assets;
    private final StatusLine statusLine;

    ShellAdvice(Assets assets, StatusLine statusLine) {
        this.assets = assets;
        this.statusLine = statusLine;
    }

    @ModelAttribute("shell")
    Shell shell(@AuthenticationPrincipal(errorOnInvalidType = false) @Nullable Person person, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HTMX);
        var said = request.getQueryParams().getFirst("said");
        return new Shell(
                person,
                request.getPath().pathWithinApplication().value(),
                request.getHeaders().containsHeader(HTMX),
                Preferences.of(request),
                said != null && SAID.matcher(said).matches() ? said : "",
                assets,
                statusLine);
    }

    /** Forms carry the token; asking for it here makes sure that it is there before the page is rendered. */
    @ModelAttribute("_csrf")
    Mono<CsrfToken> csrf(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
    }
}
