package filbert.web;

import filbert.household.Person;
import filbert.household.Tastes;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Makes the {@link Shell} of a request. Blocks nobody. */
@Component
public final class Shells {
    static final String HTMX = "HX-Request";

    private static final String OWN_CERTIFICATE = "server.ssl.key-store"; // a given one comes as a bundle
    private static final Pattern SAID = Pattern.compile("[a-z-]{1,40}(\\.[a-z-]{1,40})?");

    private final Tastes tastes;
    private final Assets assets;
    private final StatusLine statusLine;
    private final boolean vouchedFor;

    Shells(Assets assets, StatusLine statusLine, Tastes tastes, Environment environment) {
        this.tastes = tastes;
        this.assets = assets;
        this.statusLine = statusLine;
        this.vouchedFor = !environment.containsProperty(OWN_CERTIFICATE);
    }

    Shell of(ServerWebExchange exchange, @Nullable Person person) {
        var request = exchange.getRequest();
        var said = request.getQueryParams().getFirst("said");
        return new Shell(
                person,
                Address.of(request),
                request.getHeaders().containsHeader(HTMX),
                Preferences.of(request, person == null ? Map.of() : tastes.of(person.id())),
                said != null && SAID.matcher(said).matches() ? said : "",
                assets,
                statusLine,
                vouchedFor);
    }

    /** For pages that must work whoever looks, and whatever else does not. */
    public Shell forStranger(ServerWebExchange exchange) {
        return of(exchange, null);
    }
}
