package filbert.config;

import filbert.household.Origin;
import filbert.household.People;
import filbert.web.Moment;
import java.net.URI;
import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import reactor.core.publisher.Mono;

/** Back to the login page, which says the same for an unknown name and a wrong password, and until when the door is closed after too many. */
final class SignInRefused implements ServerAuthenticationFailureHandler {
    private final People people;
    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

    /** Name or password were wrong; remembers which name was tried, and from where. */
    static final class WrongException extends BadCredentialsException {
        private static final long serialVersionUID = 1;

        private final String name;
        private final transient Origin origin;

        WrongException(String name, Origin origin) {
            super("wrong name or password");
            this.name = name;
            this.origin = origin;
        }
    }

    SignInRefused(People people) {
        this.people = people;
    }

    @Override
    public Mono<Void> onAuthenticationFailure(WebFilterExchange filtered, AuthenticationException failure) {
        var locked = failure instanceof WrongException wrong
                ? people.lockedUntil(wrong.name, wrong.origin).map(until -> "?locked=" + Moment.minute(until))
                : Optional.<String>empty();
        return redirect.sendRedirect(filtered.getExchange(), URI.create("/login" + locked.orElse("?error")));
    }
}
