package filbert.api;

import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.household.results.Group;
import filbert.household.results.Grouping;
import filbert.household.results.HouseholdResults;
import filbert.household.results.HouseholdResults.Looked;
import filbert.household.results.Selection;
import filbert.household.Role;
import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchView;
import filbert.servent.spam.Lesson;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/searches")
final class SearchesApi {
    private static final int RECENT = 100;

    private static final int ROWS = 100; // of a page, as in the browser

    private final HouseholdSearches searches;
    private final HouseholdResults results;

    SearchesApi(HouseholdSearches searches, HouseholdResults results) {
        this.searches = searches;
        this.results = results;
    }

    record NewSearch(@Nullable String query) {}

    record Started(String id) {}

    record Search(
            String id,
            String query,
            String state,
            int asked,
            int answered,
            long reachedHosts,
            int askedByDatagram,
            String reason,
            List<Result> results,
            @Nullable List<Grouped> groups) {}

    /** @param key by which it is downloaded as a whole; {@code folder} is null in groups by host, and where none is told */
    record Grouped(String key, String host, String program, boolean firewalled, @Nullable String folder, int files, long size, boolean blocked) {}

    record Result(
            String id, @Nullable String sha1, String name, long size, int sources, int spam, List<String> doubts, boolean blocked, @Nullable Tags tags) {}

    /** What is unknown is null. */
    record Tags(
            @Nullable String title,
            @Nullable String creator,
            @Nullable String album,
            @Nullable String genre,
            @Nullable Integer year,
            @Nullable Integer seconds,
            @Nullable Integer kilobits,
            @Nullable Integer width,
            @Nullable Integer height) {
        static @Nullable Tags of(filbert.servent.search.Tags said) {
            return said.isEmpty()
                    ? null
                    : new Tags(
                            known(said.title()),
                            known(said.creator()),
                            known(said.album()),
                            known(said.genre()),
                            known(said.year()),
                            known(said.seconds()),
                            known(said.kilobits()),
                            known(said.width()),
                            known(said.height()));
        }

        private static @Nullable String known(String text) {
            return text.isEmpty() ? null : text;
        }

        private static @Nullable Integer known(int number) {
            return number == 0 ? null : number;
        }
    }

    record Verdict(@Nullable String verdict) {}

    @PostMapping
    ResponseEntity<Started> start(@RequestBody NewSearch wanted, @AuthenticationPrincipal Person person) {
        if (wanted.query() == null) {
            throw new BadRequestException("api.problem.query-missing");
        }
        var id = searches.start(person, wanted.query());
        return ResponseEntity.created(URI.create("searches/" + id)).body(new Started(id));
    }

    /** Asks for the newest files of others. */
    @PostMapping("/whats-new")
    ResponseEntity<Started> whatsNew(@AuthenticationPrincipal Person person) {
        var id = searches.whatsNew(person);
        return ResponseEntity.created(URI.create("/api/v1/searches/" + id)).body(new Started(id));
    }

    /** Asks ultrapeers beyond our neighbours too; the search that goes on, which is a new one if this one was long over. */
    @PostMapping("/{id}/deeper")
    Search deepen(@PathVariable String id, @AuthenticationPrincipal Person person) {
        return shown(results.look(person, searches.deepen(person, id), Selections.ALL), null);
    }

    /** The person's own, newest first, without results. */
    @GetMapping
    List<Search> list(@AuthenticationPrincipal Person person) {
        return searches.recent(person, RECENT).stream().map(SearchesApi::shown).toList();
    }

    /** Its results as the page with the same parameters shows them; without any all of them, junk included, in the order in which they were found. */
    @GetMapping("/{id}")
    Search show(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Person person) {
        return shown(results.look(person, id, Selections.of(parameters)), parameters.getFirst("page"));
    }

    @PostMapping("/{id}/stop")
    Search stop(@PathVariable String id, @AuthenticationPrincipal Person person) {
        searches.stop(person, id);
        return shown(results.look(person, id, Selections.ALL), null);
    }

    /** Calls a result spam, or says that it is none. */
    @PutMapping("/{id}/results/{result}/verdict")
    @Least(Role.MEMBER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void teach(
            @PathVariable String id, @PathVariable String result, @RequestBody Verdict said, @AuthenticationPrincipal Person person) {
        var verdict = switch (said.verdict()) {
            case "spam" -> Lesson.Verdict.SPAM;
            case "not-spam" -> Lesson.Verdict.NOT_SPAM;
            case null, default -> throw new BadRequestException("api.problem.verdict");
        };
        searches.teach(person, id, result, verdict);
    }

    @DeleteMapping("/{id}/results/{result}/verdict")
    @Least(Role.MEMBER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unteach(@PathVariable String id, @PathVariable String result, @AuthenticationPrincipal Person person) {
        searches.unteach(person, id, result);
    }

    private static Search shown(SearchView search) {
        return shown(search, List.of(), null);
    }

    private Search shown(Looked looked, @Nullable String page) {
        var sifted = looked.sifted();
        return sifted.grouping() == Grouping.FILE
                ? shown(looked.search(), cut(sifted.shown(), page).stream().map(SearchesApi::shown).toList(), null)
                : shown(looked.search(), List.of(), cut(sifted.groups(), page).stream().map(this::shown).toList());
    }

    private static <T> List<T> cut(List<T> all, @Nullable String page) {
        if (page == null || !page.matches("[1-9]\\d{0,5}")) {
            return all;
        }
        var from = Math.min(all.size(), (Integer.parseInt(page) - 1) * ROWS);
        return all.subList(from, Math.min(all.size(), from + ROWS));
    }

    private static Search shown(SearchView search, List<Result> results, @Nullable List<Grouped> groups) {
        return new Search(
                search.id(),
                search.query(),
                search.state().name().toLowerCase(Locale.ROOT),
                search.asked(),
                search.answered(),
                search.reach().hosts(),
                search.reach().byDatagram(),
                search.reason(),
                results,
                groups);
    }

    private Grouped shown(Group group) {
        return new Grouped(
                group.key(),
                group.host(),
                group.vendor(),
                group.push(),
                group.folder().isEmpty() || group.folder().equals(Selection.UNTOLD) ? null : group.folder(),
                group.files(),
                group.bytes(),
                results.isBlocked(group.host()));
    }

    private static Result shown(FoundLine file) {
        return new Result(
                file.id(), file.sha1().map(Sha1::base32).orElse(null), file.name(), file.size(), file.sources(),
                file.judgement().percent(),
                file.judgement().marks().stream().map(mark -> mark.reason().key()).toList(),
                file.blocked(),
                Tags.of(file.tags()));
    }
}
