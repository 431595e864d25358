package filbert.web.search;

import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.servent.search.SearchView;
import filbert.servent.search.UnsearchableException;
import filbert.servent.spam.Lesson.Verdict;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Query;
import filbert.web.Room;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** {@code GET /search} shows what is known and asks nobody; {@code POST /search} asks and goes there. */
@Controller
final class SearchController {
    private static final int RECENT = 12;
    private static final String MAGNET = "magnet:?"; // a link pasted where words are expected
    private static final int MAX_AT_ONCE = 100; // rows of a page

    private final HouseholdSearches searches;
    private final HouseholdDownloads downloads;
    private final Sieve sieve;
    private final Habits habits;
    private final InstantSource clock;
    private final Live live;

    SearchController(HouseholdSearches searches, HouseholdDownloads downloads, Sieve sieve, Habits habits, InstantSource clock, Live live) {
        this.searches = searches;
        this.downloads = downloads;
        this.sieve = sieve;
        this.habits = habits;
        this.clock = clock;
        this.live = live;
    }

    /** @param q the words; {@code filters} is the query string of the page that asks again, so that its filters stay */
    record Asked(@Nullable String q, @Nullable String type) {}

    /** @param only the row whose own button was pressed; else all that are ticked */
    record Wanted(@Nullable List<String> file, @Nullable String only, @Nullable String back) {
        List<String> files() {
            return only != null ? List.of(only) : Objects.requireNonNullElse(file, List.<String>of());
        }
    }

    /** A search somebody made before. */
    record Recent(String query, boolean newest, String link, Moment started) {}

    @GetMapping("/search")
    String page(
            @RequestParam MultiValueMap<String, String> parameters,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        return page(Filter.of(parameters, habits.usual().of(person)), "", person, shell, model);
    }

    @PostMapping("/search")
    String ask(
            @ModelAttribute Asked asked,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        var query = Query.EMPTY
                .with("q", Objects.requireNonNullElse(asked.q(), "").strip())
                .with("type", Objects.requireNonNullElse(asked.type(), ""));
        if (query.value("q").regionMatches(true, 0, MAGNET, 0, MAGNET.length())) {
            return SeeOther.at("/magnet" + Query.EMPTY.with("uri", query.value("q")));
        }
        try {
            searches.start(person, query.value("q"));
            return SeeOther.at("/search" + query);
        } catch (UnsearchableException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            var typed = refused.key().equals("new-too-soon") ? Query.EMPTY : query;
            return page(new Filter(typed), MessageKey.below("search.refused.", refused.key()), person, shell, model);
        }
    }

    private String page(Filter filter, String problem, Person person, Shell shell, Model model) {
        model.addAttribute("filter", filter);
        model.addAttribute("findText", filter.text());
        model.addAttribute("problem", problem);
        var run = filter.text().isEmpty() || !problem.isEmpty()
                ? Optional.<SearchView>empty()
                : searches.latest(person, filter.text());
        if (run.isEmpty()) {
            model.addAttribute("recent", recent(person));
            return shell.page("search/start");
        }
        var results = results(run.get().id(), filter, person);
        model.addAttribute("room", Room.of(downloads.destination(person), 0));
        model.addAttribute("run", run.get().id());
        model.addAttribute("state", results.state());
        model.addAttribute("found", results.found());
        model.addAttribute("facets", results.facets());
        model.addAttribute("pager", results.pager());
        model.addAttribute("rows", results.rows());
        model.addAttribute("bookmark", !run.get().whatsNew() && habits.history().isLive(person, filter.text()));
        return shell.page(Results.TEMPLATE);
    }

    private Results results(String run, Filter filter, Person person) {
        return Results.of(searches.summary(person, run), sieve, filter, habits.marks(downloads, person), clock.instant());
    }

    private List<Recent> recent(Person person) {
        var now = clock.instant();
        return searches.recent(person, RECENT).stream()
                .map(view -> new Recent(
                        view.query(),
                        view.whatsNew(),
                        Query.EMPTY.with("q", view.query()).toString(),
                        Moment.of(view.started(), now)))
                .toList();
    }

    @PostMapping("/search/{run}/stop")
    String stop(@PathVariable String run, @ModelAttribute Wanted wanted, Person person) {
        searches.stop(person, run);
        return SeeOther.back(wanted.back(), "/search", "search.stopped");
    }

    /** Goes on with ultrapeers that are no neighbours; a search that is long over starts anew. */
    @PostMapping("/search/{run}/deeper")
    String deepen(@PathVariable String run, @ModelAttribute Wanted wanted, Person person) {
        try {
            searches.deepen(person, run);
            return SeeOther.back(wanted.back(), "/search", "search.deeper");
        } catch (UnsearchableException refused) {
            return SeeOther.back(wanted.back(), "/search", "search." + refused.key());
        }
    }

    @PostMapping("/search/{run}/download")
    String download(@PathVariable String run, @ModelAttribute Wanted wanted, Person person) {
        var files = wanted.files();
        var started = 0;
        var refusal = "none";
        for (var file : files.subList(0, Math.min(files.size(), MAX_AT_ONCE))) {
            try {
                searches.download(person, run, file);
                started++;
            } catch (IllegalArgumentException refused) {
                // said if nothing else could be downloaded; the others are still wanted
                refusal = String.valueOf(refused.getMessage()).replace("download.refused.", "");
            }
        }
        return SeeOther.back(wanted.back(), "/search", "download." + (started == 0 ? refusal : started == 1 ? "one" : "some"));
    }

    @PostMapping("/search/{run}/spam")
    String spam(@PathVariable String run, @ModelAttribute Wanted wanted, Person person) {
        return teach(run, wanted, person, Verdict.SPAM, "spam.said");
    }

    @PostMapping("/search/{run}/not-spam")
    String notSpam(@PathVariable String run, @ModelAttribute Wanted wanted, Person person) {
        return teach(run, wanted, person, Verdict.NOT_SPAM, "spam.not");
    }

    private String teach(String run, Wanted wanted, Person person, Verdict verdict, String said) {
        var files = wanted.files();
        files.subList(0, Math.min(files.size(), MAX_AT_ONCE)).forEach(file -> searches.teach(person, run, file, verdict));
        return SeeOther.back(wanted.back(), "/search", files.isEmpty() ? "spam.nothing" : said);
    }

    @PostMapping("/search/{run}/unsaid")
    String unsaid(@PathVariable String run, @ModelAttribute Wanted wanted, Person person) {
        wanted.files().forEach(file -> searches.unteach(person, run, file));
        return SeeOther.back(wanted.back(), "/search", "spam.unsaid");
    }

    @GetMapping(path = "/events", params = "view=search", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(
            @RequestParam String run,
            @RequestParam MultiValueMap<String, String> parameters,
            Person person) {
        var filter = Filter.of(parameters, habits.usual().of(person));
        return live.stream(person, List.of(searches.changed(), downloads.changed()), () -> look(run, filter, person));
    }

    private LiveView look(String run, Filter filter, Person person) throws NoSuchElementException {
        return results(run, filter, person).live(filter);
    }
}
