package filbert.config;

import filbert.household.Attendance;
import filbert.household.People;
import filbert.household.Person;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who is signed in, as they are now: a session remembers who came, the accounts know what they may do and whether they still may come in. */
final class CurrentPerson implements ServerSecurityContextRepository {
    private final ServerSecurityContextRepository sessions = new WebSessionServerSecurityContextRepository();
    private final People people;
    private final Attendance attendance;

    CurrentPerson(People people, Attendance attendance) {
        this.people = people;
        this.attendance = attendance;
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return sessions.save(exchange, context);
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return sessions.load(exchange).mapNotNull(SecurityContext::getAuthentication).flatMap(proved -> {
            var now = proved.getPrincipal() instanceof Person came ? people.active(came.id()) : Optional.<Person>empty();
            now.ifPresent(person -> attendance.here(person.id()));
            return Mono.justOrEmpty(now.<SecurityContext>map(person -> new SecurityContextImpl(SignedIn.as(person))));
        });
    }
}
