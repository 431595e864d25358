package filbert.config;

import filbert.household.Diary;
import filbert.household.Origin;
import filbert.household.People;
import filbert.household.Person;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

/** Signs people in by name and password. */
final class PasswordSignIn implements ReactiveAuthenticationManager {
    private final People people;
    private final Diary diary;
    private final Scheduler scheduler;

    PasswordSignIn(People people, Diary diary, Scheduler scheduler) {
        this.people = people;
        this.diary = diary;
        this.scheduler = scheduler;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication typed) {
        return Mono.deferContextual(context -> Mono.just(origin(context))).flatMap(origin -> authenticate(typed, origin));
    }

    private Authentication welcomed(Person person) {
        diary.note(person, "account.signed-in", "");
        return SignedIn.as(person);
    }

    private Mono<Authentication> authenticate(Authentication typed, Origin origin) {
        return Mono.fromCallable(() -> people.authenticate(typed.getName(), String.valueOf(typed.getCredentials()), origin))
                .subscribeOn(scheduler)
                .map(found -> found.map(this::welcomed).orElseThrow(() -> new SignInRefused.WrongException(typed.getName(), origin)));
    }

    /** The form's filter hands over what was typed, not the request. */
    private static Origin origin(ContextView context) {
        return ServerWebExchangeContextFilter.getExchange(context)
                .map(exchange -> Origin.of(exchange.getRequest().getRemoteAddress()))
                .orElse(Origin.UNKNOWN);
    }
}
