package filbert.web.admin;

import filbert.household.HouseholdLimits;
import filbert.household.HouseholdPeople;
import filbert.household.Invitations;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.SignOn;
import filbert.web.Links;
import filbert.web.MessageKey;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;

/** The people of the house: who there is, what they may do, and the links by which others come in. */
@Controller
final class PeopleController {
    private static final int USUAL_DAYS = 7;

    private final HouseholdPeople people;
    private final Invitations invitations;
    private final HouseholdLimits limits;
    private final SignOn signOn;
    private final InstantSource clock;

    PeopleController(HouseholdPeople people, Invitations invitations, HouseholdLimits limits, SignOn signOn, InstantSource clock) {
        this.signOn = signOn;
        this.limits = limits;
        this.people = people;
        this.invitations = invitations;
        this.clock = clock;
    }

    record InvitationForm(@Nullable Role role, @Nullable Integer days) {}

    record RoleForm(@Nullable Role role) {}

    /** @param sure ticked: what goes with it was read */
    record RemovalForm(@Nullable String sure) {}

    /** The first of the sections. */
    @GetMapping("/admin")
    String start(Person person) {
        person.require(Role.OWNER);
        return SeeOther.at("/admin/people");
    }

    @GetMapping("/admin/people")
    String page(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return page("", "", person, shell, model);
    }

    /** @param link of an invitation just made: shown this once */
    private String page(String problem, String link, Person person, Shell shell, Model model) {
        var now = clock.instant();
        model.addAttribute("section", "people");
        model.addAttribute("problem", problem);
        model.addAttribute("link", link);
        model.addAttribute("signOn", signOn.view(person));
        model.addAttribute("roles", roles());
        model.addAttribute("usualDays", USUAL_DAYS);
        model.addAttribute("mostDays", Invitations.MOST_DAYS);
        model.addAttribute("rows", people.all(person).stream().map(one -> ResidentRow.of(one, person.id(), now)).toList());
        model.addAttribute("invitations", invitations.all(person).stream().map(one -> InvitationRow.of(one, now)).toList());
        return shell.page("admin/people");
    }

    /** As forms send them, the least first: who invites quickly gives little. */
    private static List<String> roles() {
        return Arrays.stream(Role.values()).map(role -> role.name().toLowerCase(Locale.ROOT)).toList().reversed();
    }

    /** Answers with the page itself, not with a redirect: the link is nowhere to be read again. */
    @PostMapping("/admin/invitations")
    String invite(
            @ModelAttribute("wanted") InvitationForm form, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        var role = form.role() == null ? Role.GUEST : form.role();
        try {
            var made = invitations.make(person, role, form.days() == null ? USUAL_DAYS : form.days());
            return page("", Links.to(exchange.getRequest(), "/invitation/" + made.secret()), person, shell, model);
        } catch (IllegalArgumentException refused) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(MessageKey.below("people.problem.", refused.getMessage()), "", person, shell, model);
        }
    }

    @PostMapping("/admin/invitations/{id}/revoke")
    String revoke(@PathVariable long id, Person person) {
        return SeeOther.at("/admin/people", invitations.revoke(person, id) ? "people.revoked" : "people.no-invitation");
    }

    @GetMapping("/admin/people/{id}")
    String one(@PathVariable long id, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return one(id, "", person, shell, model);
    }

    private String one(long id, String problem, Person person, Shell shell, Model model) {
        model.addAttribute("section", "people");
        model.addAttribute("problem", problem);
        model.addAttribute("roles", roles().reversed());
        model.addAttribute("row", ResidentRow.of(people.one(person, id), person.id(), clock.instant()));
        model.addAttribute("limits", LimitsView.of(limits.view(person, id)));
        return shell.page("admin/person");
    }

    @PostMapping("/admin/people/{id}/role")
    String changeRole(
            @PathVariable long id, @ModelAttribute("wanted") RoleForm form, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        return attempt(id, "people.role", person, shell, model, exchange, () -> {
            if (form.role() == null) {
                throw new IllegalArgumentException("people.problem.role");
            }
            people.changeRole(person, id, form.role());
        });
    }

    @PostMapping("/admin/people/{id}/limits")
    String limit(
            @PathVariable long id, @ModelAttribute("wanted") LimitsView.Form form, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        try {
            limits.set(person, id, form.limits());
            return SeeOther.at("/admin/people/" + id, "people.limits");
        } catch (IllegalArgumentException refused) {
            exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return one(id, MessageKey.below("limits.problem.", refused.getMessage()), person, shell, model);
        }
    }

    @PostMapping("/admin/people/{id}/{verb:disable|enable|shelter|unshelter}")
    String decide(@PathVariable long id, @PathVariable String verb, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        return attempt(id, "people." + verb, person, shell, model, exchange, () -> {
            switch (verb) {
                case "enable" -> people.enable(person, id);
                case "shelter" -> people.shelter(person, id);
                case "unshelter" -> people.unshelter(person, id);
                default -> people.disable(person, id);
            }
        });
    }

    @PostMapping("/admin/people/{id}/remove")
    String remove(
            @PathVariable long id, @ModelAttribute("wanted") RemovalForm form, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerWebExchange exchange) {
        try {
            if (form.sure() == null) {
                throw new IllegalArgumentException("people.problem.sure");
            }
            people.remove(person, id);
            return SeeOther.at("/admin/people", "people.removed");
        } catch (IllegalArgumentException refused) {
            return refused(id, refused, person, shell, model, exchange);
        }
    }

    private String attempt(long id, String said, Person person, Shell shell, Model model, ServerWebExchange exchange, Runnable change) {
        try {
            change.run();
            return SeeOther.at("/admin/people/" + id, said);
        } catch (IllegalArgumentException refused) {
            return refused(id, refused, person, shell, model, exchange);
        }
    }

    private String refused(long id, IllegalArgumentException refused, Person person, Shell shell, Model model, ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
        return one(id, MessageKey.below("people.problem.", refused.getMessage()), person, shell, model);
    }
}
