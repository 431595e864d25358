package filbert.web.account;

import filbert.household.Person;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Signs somebody in who has just proved who they are by other means than the login page. */
@Component
public final class SignIn {
    private final ServerSecurityContextRepository contexts;

    SignIn(ServerSecurityContextRepository contexts) {
        this.contexts = contexts;
    }

    /** Blocks. The session is a new one, so that nobody who knew an older one comes along. */
    public void as(Person person, ServerWebExchange exchange) {
        var authorities = List.of(new SimpleGrantedAuthority("ROLE_" + person.role().name()));
        contexts.save(exchange, new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(person, null, authorities)))
                .block();
    }
}
