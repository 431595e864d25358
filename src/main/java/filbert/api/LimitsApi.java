package filbert.api;

import filbert.household.HouseholdLimits;
import filbert.household.Limits;
import filbert.household.OwnLimits;
import filbert.household.Person;
import filbert.household.Role;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people may fetch. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/limits")
final class LimitsApi {
    private final HouseholdLimits limits;

    LimitsApi(HouseholdLimits limits) {
        this.limits = limits;
    }

    /** Null: as everybody of that role. */
    record Own(@Nullable Integer active, @Nullable Integer weekMebibytes, @Nullable Integer kibibytes) {
        static Own of(OwnLimits own) {
            return new Own(own.active().orElse(null), own.weekMebibytes().orElse(null), own.kibibytes().orElse(null));
        }

        OwnLimits limits() {
            return new OwnLimits(Optional.ofNullable(active), Optional.ofNullable(weekMebibytes), Optional.ofNullable(kibibytes));
        }
    }

    /** @param used bytes of files this week; {@code resets} is when a new one begins; {@code fetches}: anything at all? */
    record Allowed(Limits limits, Own own, long used, Instant resets, boolean fetches) {
        static Allowed of(HouseholdLimits.View view) {
            return new Allowed(view.limits(), Own.of(view.own()), view.used(), view.resets(), view.fetches());
        }
    }

    @GetMapping
    Allowed mine(@AuthenticationPrincipal Person person) {
        return Allowed.of(limits.view(person));
    }

    @GetMapping("/{id}")
    Allowed theirs(@AuthenticationPrincipal Person person, @PathVariable long id) {
        return Allowed.of(limits.view(person, id));
    }

    @PutMapping("/{id}")
    @Least(Role.OWNER)
    Allowed set(@AuthenticationPrincipal Person person, @PathVariable long id, @RequestBody Own own) {
        limits.set(person, id, own.limits());
        return theirs(person, id);
    }
}
