package filbert.web.search;

import filbert.household.DefaultFilter;
import filbert.household.HouseholdSearches;
import filbert.household.Narrowing;
import filbert.household.Person;
import filbert.household.history.HouseholdHistory;
import filbert.servent.search.FoundLine;
import filbert.servent.search.UnsearchableException;
import filbert.web.SeeOther;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How somebody likes to search: a filter that always counts, bookmarks that ask by themselves; and results to take along. */
@Controller
final class HabitsController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final HouseholdSearches searches;
    private final HouseholdHistory history;
    private final DefaultFilter usual;
    private final Sieve sieve;

    HabitsController(HouseholdSearches searches, HouseholdHistory history, DefaultFilter usual, Sieve sieve) {
        this.searches = searches;
        this.history = history;
        this.usual = usual;
        this.sieve = sieve;
    }

    /** @param narrowing as {@link Narrowing#toString} writes it; nothing for none */
    record Wanted(@Nullable String narrowing, @Nullable String q, @Nullable String back) {}

    @PostMapping("/search/default")
    String keepFilter(@ModelAttribute Wanted wanted, Person person) {
        try {
            var narrowing = Narrowing.parse(Objects.requireNonNullElse(wanted.narrowing(), ""));
            usual.choose(person, narrowing);
            return SeeOther.back(wanted.back(), "/search", narrowing.isEmpty() ? "search.no-default" : "search.default");
        } catch (IllegalArgumentException tooLong) {
            return SeeOther.back(wanted.back(), "/search", "search.default-long");
        }
    }

    @PostMapping("/search/bookmark/{verb:live|still}")
    String bookmark(@PathVariable String verb, @ModelAttribute Wanted wanted, Person person) {
        var words = Objects.requireNonNullElse(wanted.q(), "");
        try {
            if (verb.equals("live")) {
                history.makeLive(person, words);
            } else {
                history.makeStill(person, words);
            }
            return SeeOther.back(wanted.back(), "/search", "search." + verb);
        } catch (IllegalArgumentException | UnsearchableException refused) {
            return SeeOther.back(wanted.back(), "/search", "search.not-live");
        }
    }

    /** What the search page with the same parameters shows, all pages of it. */
    @GetMapping("/search.csv")
    ResponseEntity<String> csv(@RequestParam MultiValueMap<String, String> parameters, Person person) {
        var filter = Filter.of(parameters, usual.of(person));
        var lines = filter.text().isEmpty()
                ? List.<FoundLine>of()
                : searches.latest(person, filter.text()).map(run -> sieve.sift(searches.summary(person, run.id()), filter).shown()).orElse(List.of());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("search.csv").build().toString())
                .body(ResultTable.of(lines));
    }
}
