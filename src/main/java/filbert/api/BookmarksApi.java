package filbert.api;

import filbert.household.Person;
import filbert.household.Role;
import filbert.household.history.HouseholdHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's bookmarks of searches that ask again by themselves when they are opened and old. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/bookmarks")
final class BookmarksApi {
    private final HouseholdHistory history;

    BookmarksApi(HouseholdHistory history) {
        this.history = history;
    }

    /** @param query words, as they are searched for */
    record Bookmark(String query) {}

    record Marking(@Nullable String query, @Nullable Boolean live) {}

    @GetMapping
    List<Bookmark> live(@AuthenticationPrincipal Person person) {
        return history.live(person).stream().map(Bookmark::new).toList();
    }

    /** Live, or no longer. */
    @PutMapping
    List<Bookmark> mark(@RequestBody Marking wanted, @AuthenticationPrincipal Person person) {
        if (wanted.query() == null || wanted.live() == null) {
            throw new BadRequestException("api.problem.bookmark");
        }
        if (wanted.live()) {
            history.makeLive(person, wanted.query());
        } else {
            history.makeStill(person, wanted.query());
        }
        return live(person);
    }
}
