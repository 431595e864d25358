package filbert.api;

import filbert.household.Narrowing;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.results.DefaultFilter;
import filbert.household.results.DefaultFilter.Usual;
import filbert.household.results.Hiding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the search page hides from the caller unless they ask for all. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/filters/default")
final class FiltersApi {
    private final DefaultFilter usual;

    FiltersApi(DefaultFilter usual) {
        this.usual = usual;
    }

    /**
     * @param filter names and values as in the address of the search page
     * @param hide {@code spam, owned, queued, blocked}; null for what is hidden usually
     */
    record Filter(@Nullable Map<String, String> filter, @Nullable List<String> hide) {
        static Filter of(Usual usual) {
            return new Filter(usual.narrowing().values(), usual.hidden().map(all -> all.stream().sorted().map(Hiding::key).toList()).orElse(null));
        }

        private Usual usual() {
            var narrowing = Objects.requireNonNullElse(filter, Map.<String, String>of());
            var known = Arrays.stream(Hiding.values()).map(Hiding::key).toList();
            if (!Narrowing.NAMES.containsAll(narrowing.keySet()) || hide != null && !known.containsAll(hide)) {
                throw new BadRequestException("api.problem.filter");
            }
            return new Usual(new Narrowing(narrowing), Optional.ofNullable(hide).map(Hiding::parse));
        }
    }

    @GetMapping
    Filter show(@AuthenticationPrincipal Person person) {
        return Filter.of(usual.of(person));
    }

    /** In place of the one before. */
    @PutMapping
    Filter keep(@RequestBody Filter wanted, @AuthenticationPrincipal Person person) {
        usual.choose(person, wanted.usual());
        return show(person);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@AuthenticationPrincipal Person person) {
        usual.choose(person, Usual.NONE);
    }
}
