package filbert.api;

import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/searches")
final class SearchesApi {
    private static final int RECENT = 100;

    private final HouseholdSearches searches;

    SearchesApi(HouseholdSearches searches) {
        this.searches = searches;
    }

    record NewSearch(@Nullable String query) {}

    record Started(String id) {}

    record Search(
            String id, String query, String state, int asked, int answered, String reason, List<Result> results) {}

    record Result(String id, @Nullable String sha1, String name, long size, int sources) {}

    @PostMapping
    ResponseEntity<Started> start(@RequestBody NewSearch wanted, @AuthenticationPrincipal Person person) {
        if (wanted.query() == null) {
            throw new BadRequestException("api.problem.query-missing");
        }
        var id = searches.start(person, wanted.query());
        return ResponseEntity.created(URI.create("searches/" + id)).body(new Started(id));
    }

    /** The person's own, newest first, without results. */
    @GetMapping
    List<Search> list(@AuthenticationPrincipal Person person) {
        return searches.recent(person, RECENT).stream().map(SearchesApi::shown).toList();
    }

    @GetMapping("/{id}")
    Search show(@PathVariable String id, @AuthenticationPrincipal Person person) {
        return shown(searches.view(person, id));
    }

    @PostMapping("/{id}/stop")
    Search stop(@PathVariable String id, @AuthenticationPrincipal Person person) {
        searches.stop(person, id);
        return shown(searches.view(person, id));
    }

    private static Search shown(SearchView search) {
        return new Search(
                search.id(),
                search.query(),
                search.state().name().toLowerCase(Locale.ROOT),
                search.asked(),
                search.answered(),
                search.reason(),
                search.files().stream().map(SearchesApi::shown).toList());
    }

    private static Result shown(FoundFile file) {
        return new Result(
                file.id(), file.sha1().map(Sha1::base32).orElse(null), file.name(), file.size(), file.sources().size());
    }
}
