package filbert.api;

import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.results.HouseholdResults;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Folders and hosts among the results of a search, downloaded as a whole. */
@RestController
@Least(Role.MEMBER)
@Fetches
@RequestMapping("/api/v1/downloads/groups")
final class GroupDownloadsApi {
    private static final int MOST_GROUPS = 100;
    private static final int MOST_FILES = 200; // each is an entry in the queue that is written before the next

    private final HouseholdSearches searches;
    private final HouseholdResults results;

    GroupDownloadsApi(HouseholdSearches searches, HouseholdResults results) {
        this.searches = searches;
        this.results = results;
    }

    record Wanted(@Nullable String search, @Nullable List<String> groups) {}

    /** @param started downloads */
    record Taken(int started) {}

    /** @param parameters as those of a search: what they hide is not taken */
    @PostMapping
    Taken download(@RequestParam MultiValueMap<String, String> parameters, @RequestBody Wanted wanted, @AuthenticationPrincipal Person person) {
        var keys = Objects.requireNonNullElse(wanted.groups(), List.<String>of());
        if (wanted.search() == null || keys.isEmpty() || keys.size() > MOST_GROUPS || keys.stream().anyMatch(Objects::isNull)) {
            throw new BadRequestException("api.problem.groups");
        }
        var started = 0;
        for (var file : results.filesOf(person, wanted.search(), Selections.of(parameters), keys, MOST_FILES)) {
            try {
                searches.download(person, wanted.search(), file);
                started++;
            } catch (IllegalArgumentException refused) {
                // not for this person; the others are still wanted
            }
        }
        return new Taken(started);
    }
}
