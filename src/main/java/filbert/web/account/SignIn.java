package filbert.web.account;

import filbert.household.Person;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/** Signs somebody in who has just proved who they are by other means than the login page. */
@Component
public final class SignIn {
    private final ServerSecurityContextRepository contexts = new WebSessionServerSecurityContextRepository();

    /** Blocks. The session gets a new id, so that nobody who knew the old one comes along. */
    public void as(Person person, ServerWebExchange exchange) {
        var authorities = List.of(new SimpleGrantedAuthority("ROLE_" + person.role().name()));
        var proved = UsernamePasswordAuthenticationToken.authenticated(person, null, authorities);
        contexts.save(exchange, new SecurityContextImpl(proved))
                .then(exchange.getSession())
                .flatMap(WebSession::changeSessionId)
                .block();
    }
}
