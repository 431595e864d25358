package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.household.history.HouseholdHistory;
import filbert.household.history.PastSearch;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the caller searched for. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/history")
final class HistoryApi {
    private static final int ALL = 200; // as many as are kept

    private final HouseholdHistory history;

    HistoryApi(HouseholdHistory history) {
        this.history = history;
    }

    /** Newest first. */
    @GetMapping
    List<PastSearch> list(@AuthenticationPrincipal Person person) {
        return history.list(person, 0, ALL);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@AuthenticationPrincipal Person person) {
        history.clear(person);
    }

    @DeleteMapping("/{search}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String search, @AuthenticationPrincipal Person person) {
        history.remove(person, search);
    }
}
