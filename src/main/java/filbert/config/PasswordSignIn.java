package filbert.config;

import filbert.household.People;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Signs people in by name and password. */
final class PasswordSignIn implements ReactiveAuthenticationManager {
    private final People people;
    private final Scheduler scheduler;

    PasswordSignIn(People people, Scheduler scheduler) {
        this.people = people;
        this.scheduler = scheduler;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication typed) {
        return Mono.fromCallable(() -> people.authenticate(typed.getName(), String.valueOf(typed.getCredentials())))
                .subscribeOn(scheduler)
                .map(found -> found.map(SignedIn::as).orElseThrow(() -> new SignInRefused.WrongException(typed.getName())));
    }
}
