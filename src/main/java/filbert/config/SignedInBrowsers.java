package filbert.config;

import filbert.household.Attendance;
import filbert.household.Person;
import filbert.household.Sessions;
import filbert.household.SignOn;
import filbert.web.account.SessionCookie;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Who is signed in with the browser that asks, as they are now. Signing in always begins a new session, with a secret nobody knew before; a context of
 * nobody's signs out.
 */
@Component
final class SignedInBrowsers implements ServerSecurityContextRepository {
    private final Sessions sessions;
    private final SignOn signOn;
    private final WhoAsks who;
    private final Attendance attendance;
    private final Scheduler scheduler;

    SignedInBrowsers(Sessions sessions, SignOn signOn, WhoAsks who, Attendance attendance, Scheduler peoplesThreads) {
        this.signOn = signOn;
        this.who = who;
        this.sessions = sessions;
        this.attendance = attendance;
        this.scheduler = peoplesThreads;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var named = who.named(request);
        var known = named.isPresent() ? named.flatMap(signOn::person) : sessions.seen(SessionCookie.secret(request));
        var found = named.isPresent() && known.isEmpty()
                ? Mono.fromCallable(() -> signOn.welcome(named.get())).subscribeOn(scheduler)
                : Mono.just(known);
        return found.flatMap(Mono::justOrEmpty).map(person -> {
            attendance.here(person.id());
            return new SecurityContextImpl(SignedIn.as(person));
        });
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.<Void>fromRunnable(() -> change(exchange, context)).subscribeOn(scheduler);
    }

    private void change(ServerWebExchange exchange, @Nullable SecurityContext context) {
        var request = exchange.getRequest();
        if (SessionCookie.sent(request)) {
            sessions.end(SessionCookie.secret(request));
        }
        var proved = context == null ? null : context.getAuthentication();
        if (proved != null && proved.getPrincipal() instanceof Person person) {
            var agent = Objects.requireNonNullElse(request.getHeaders().getFirst(HttpHeaders.USER_AGENT), "");
            exchange.getResponse().addCookie(SessionCookie.carrying(sessions.begin(person, address(request), agent), request));
        } else if (SessionCookie.sent(request)) {
            exchange.getResponse().addCookie(SessionCookie.gone(request));
        }
    }

    private static String address(ServerHttpRequest request) {
        return request.getRemoteAddress() instanceof InetSocketAddress caller && caller.getAddress() != null ? caller.getAddress().getHostAddress() : "";
    }
}
