package filbert.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import filbert.household.HouseholdPeople;
import filbert.household.Invitation;
import filbert.household.Invitations;
import filbert.household.Person;
import filbert.household.Resident;
import filbert.household.Role;
import filbert.web.Links;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people of the house and the links by which others come in, for owners. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1")
final class PeopleApi {
    private static final int USUAL_DAYS = 7;

    private final HouseholdPeople people;
    private final Invitations invitations;
    private final InstantSource clock;

    PeopleApi(HouseholdPeople people, Invitations invitations, InstantSource clock) {
        this.people = people;
        this.invitations = invitations;
        this.clock = clock;
    }

    record Somebody(long id, String name, String role, boolean disabled, boolean child, Instant created, @Nullable Instant lastSeen, Resident.Use use) {}

    /** What is left out stays. */
    record Change(@Nullable String role, @Nullable Boolean disabled, @Nullable Boolean child) {}

    record NewInvitation(@Nullable String role, @Nullable Integer days) {}

    /** @param link there once, when it was just made */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Link(long id, String role, long by, Instant made, Instant expires, @Nullable Instant used, String usedBy, boolean open, @Nullable String link) {}

    @GetMapping("/people")
    List<Somebody> all(@AuthenticationPrincipal Person person) {
        return people.all(person).stream().map(PeopleApi::shown).toList();
    }

    @GetMapping("/people/{id}")
    Somebody one(@PathVariable long id, @AuthenticationPrincipal Person person) {
        return shown(people.one(person, id));
    }

    @PatchMapping("/people/{id}")
    Somebody change(@PathVariable long id, @RequestBody Change wanted, @AuthenticationPrincipal Person person) {
        if (wanted.role() != null) {
            people.changeRole(person, id, role(wanted.role()));
        }
        if (Boolean.TRUE.equals(wanted.disabled())) {
            people.disable(person, id);
        } else if (Boolean.FALSE.equals(wanted.disabled())) {
            people.enable(person, id);
        }
        if (Boolean.TRUE.equals(wanted.child())) {
            people.shelter(person, id);
        } else if (Boolean.FALSE.equals(wanted.child())) {
            people.unshelter(person, id);
        }
        return one(id, person);
    }

    @DeleteMapping("/people/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @AuthenticationPrincipal Person person) {
        people.remove(person, id);
    }

    @GetMapping("/invitations")
    List<Link> invitations(@AuthenticationPrincipal Person person) {
        return invitations.all(person).stream().map(one -> shown(one, null)).toList();
    }

    @PostMapping("/invitations")
    ResponseEntity<Link> invite(@RequestBody NewInvitation wanted, @AuthenticationPrincipal Person person, ServerHttpRequest request) {
        var role = wanted.role() == null ? Role.GUEST : role(wanted.role());
        var made = invitations.make(person, role, wanted.days() == null ? USUAL_DAYS : wanted.days());
        var link = shown(made.invitation(), Links.to(request, "/invitation/" + made.secret()));
        return ResponseEntity.created(URI.create("invitations/" + link.id())).body(link);
    }

    @DeleteMapping("/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long id, @AuthenticationPrincipal Person person) {
        invitations.revoke(person, id);
    }

    private static Role role(String text) {
        try {
            return Role.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("api.problem.role-unknown", e);
        }
    }

    private static Somebody shown(Resident one) {
        return new Somebody(
                one.id(), one.name(), Word.of(one.role()), one.disabled(), one.child(), one.created(), one.lastSeen().orElse(null), one.use());
    }

    private Link shown(Invitation one, @Nullable String link) {
        return new Link(
                one.id(), Word.of(one.role()), one.by(), one.made(), one.expires(), one.used().orElse(null), one.usedBy(), one.open(clock.instant()), link);
    }
}
