package filbert.config;

import filbert.household.AccessTokens.Rights;
import filbert.household.Person;
import filbert.household.Role;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** Who may read how the process does: an owner's token that may read, or an owner in a browser. */
final class WatcherRights implements ReactiveAuthorizationManager<AuthorizationContext> {
    private final TokenRights tokens = new TokenRights();

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> carried, AuthorizationContext context) {
        return carried.filter(proved -> proved.isAuthenticated() && proved.getPrincipal() instanceof Person person && person.role().includes(Role.OWNER))
                .flatMap(proved -> proved.getDetails() instanceof Rights ? tokens.authorize(Mono.just(proved), context) : Mono.just(new AuthorizationDecision(true)))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }
}
