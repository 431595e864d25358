package filbert.api;

import filbert.household.AccessTokens;
import filbert.household.AccessTokens.TokenView;
import filbert.household.AddressRange;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Sessions;
import filbert.household.Tastes;
import filbert.web.Preferences;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own sessions and tokens, and how pages look to them. A token makes no token, for what it lacks it could give itself. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/account")
final class AccountApi {
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Tastes tastes;

    AccountApi(Sessions sessions, AccessTokens tokens, Tastes tastes) {
        this.tastes = tastes;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    record Session(String id, Instant began, Instant lastSeen, String address, String device) {}

    record Token(
            long id, String label, String prefix, String role, List<String> scopes, List<String> networks, Instant created, @Nullable Instant lastUsed) {}

    @GetMapping("/sessions")
    List<Session> sessions(@AuthenticationPrincipal Person person) {
        return sessions.list(person, "").stream()
                .map(one -> new Session(one.id(), one.began(), one.lastSeen(), one.address(), one.device()))
                .toList();
    }

    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@AuthenticationPrincipal Person person) {
        sessions.endOthers(person, "");
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, @AuthenticationPrincipal Person person) {
        if (!sessions.end(person, id)) {
            throw new NoSuchElementException("session " + id);
        }
    }

    @GetMapping("/tokens")
    List<Token> tokens(@AuthenticationPrincipal Person person) {
        return tokens.list(person).stream().map(AccountApi::shown).toList();
    }

    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long id, @AuthenticationPrincipal Person person) {
        if (!tokens.revoke(person, id)) {
            throw new NoSuchElementException("token " + id);
        }
    }

    /** How pages look to this person, wherever they sign in. */
    @GetMapping("/preferences")
    Map<String, String> preferences(@AuthenticationPrincipal Person person) {
        var chosen = tastes.of(person.id());
        return Preferences.names().stream().collect(Collectors.toMap(name -> name, name -> Preferences.meant(name, chosen.getOrDefault(name, ""))));
    }

    /** What is left out stays. */
    @PutMapping("/preferences")
    Map<String, String> prefer(@RequestBody Map<String, @Nullable String> wanted, @AuthenticationPrincipal Person person) {
        var meant = new HashMap<String, String>();
        wanted.forEach((name, value) -> {
            if (value == null || !Preferences.names().contains(name) || !Preferences.meant(name, value).equals(value)) {
                throw new BadRequestException("api.problem.preference");
            }
            meant.put(name, value);
        });
        meant.forEach((name, value) -> tastes.choose(person, name, value));
        return preferences(person);
    }

    private static Token shown(TokenView one) {
        var rights = one.rights();
        return new Token(
                one.id(),
                one.label(),
                one.prefix(),
                Word.of(rights.role()),
                rights.scopes().stream().sorted().map(Word::of).toList(),
                rights.networks().stream().map(AddressRange::toString).toList(),
                one.created(),
                one.lastUsed());
    }
}
