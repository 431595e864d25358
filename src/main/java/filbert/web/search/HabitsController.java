package filbert.web.search;

import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.household.history.HouseholdHistory;
import filbert.household.results.DefaultFilter;
import filbert.household.results.HouseholdResults;
import filbert.household.results.Sifted;
import filbert.servent.search.SearchView;
import filbert.servent.search.UnsearchableException;
import filbert.web.SeeOther;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
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
    private final HouseholdResults results;

    HabitsController(HouseholdSearches searches, HouseholdHistory history, DefaultFilter usual, HouseholdResults results) {
        this.searches = searches;
        this.history = history;
        this.usual = usual;
        this.results = results;
    }

    /** @param narrowing as {@link DefaultFilter.Usual#toString} writes it; nothing for none */
    record Wanted(@Nullable String narrowing, @Nullable String q, @Nullable String back) {}

    @PostMapping("/search/default")
    String keepFilter(@ModelAttribute Wanted wanted, Person person) {
        try {
            var always = DefaultFilter.Usual.parse(Objects.requireNonNullElse(wanted.narrowing(), ""));
            usual.choose(person, always);
            return SeeOther.back(wanted.back(), "/search", always.isEmpty() ? "search.no-default" : "search.default");
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
        var run = filter.text().isEmpty() ? Optional.<SearchView>empty() : searches.latest(person, filter.text());
        var sifted = run.map(one -> results.look(person, one.id(), filter.selection()).sifted()).orElse(Sifted.NOTHING);
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("search.csv").build().toString())
                .body(ResultTable.of(sifted));
    }
}
