package filbert.config;

import filbert.household.Person;
import filbert.household.Sessions;
import filbert.household.SignOn;
import filbert.web.account.SessionCookie;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Who asks for a page, as they are now: whom the reverse proxy names, if one does, else whose session it is. {@link TrustedProxies} has taken the header away
 * from everybody who may not send it. Blocks nobody.
 */
@Component
final class WhoAsks {
    private final Sessions sessions;
    private final SignOn signOn;

    WhoAsks(Sessions sessions, SignOn signOn) {
        this.sessions = sessions;
        this.signOn = signOn;
    }

    Optional<Person> of(ServerHttpRequest request) {
        var named = named(request);
        return named.isPresent() ? named.flatMap(signOn::person) : sessions.who(SessionCookie.secret(request));
    }

    /** What the proxy calls them. */
    Optional<String> named(ServerHttpRequest request) {
        return signOn.header().map(request.getHeaders()::getFirst);
    }
}
