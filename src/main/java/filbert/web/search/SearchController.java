package filbert.web.search;

import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.household.results.HouseholdResults;
import filbert.servent.search.SearchView;
import filbert.servent.search.UnsearchableException;
import filbert.servent.search.Whence;
import filbert.web.Figures;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Query;
import filbert.web.Room;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
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
    private static final List<String> LINKS = List.of("magnet:?", "urn:"); // pasted where words are expected

    private final HouseholdSearches searches;
    private final HouseholdDownloads downloads;
    private final HouseholdResults results;
    private final Habits habits;
    private final InstantSource clock;
    private final Live live;

    SearchController(HouseholdSearches searches, HouseholdDownloads downloads, HouseholdResults results, Habits habits, InstantSource clock, Live live) {
        this.searches = searches;
        this.downloads = downloads;
        this.results = results;
        this.habits = habits;
        this.clock = clock;
        this.live = live;
    }

    /** When the same may be asked: how long it takes until then, and the time of day. */
    record Again(String after, Moment at) {
        static Again in(Duration wait, Instant now) {
            var seconds = Duration.ofSeconds(wait.toSeconds() + 1);
            return new Again(Figures.duration(seconds), Moment.of(now.plus(seconds), now));
        }
    }

    /** Where the form stood. */
    record Page(@Nullable String back) {}

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
        if (LINKS.stream().anyMatch(link -> asked.words().regionMatches(true, 0, link, 0, link.length()))) {
            return SeeOther.at("/magnet" + Query.EMPTY.with("uri", asked.words())); // longer than words may be
        }
        var filter = Filter.of(asked.parameters());
        var query = filter.query();
        try {
            searches.start(person, query.value("q"));
            if (asked.isAgain()) {
                habits.history().look(person, query.value("q"), filter.look());
            }
            return SeeOther.at("/search" + query);
        } catch (UnsearchableException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            refused.afterwards().ifPresent(wait -> model.addAttribute("again", Again.in(wait, clock.instant())));
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
        var shown = results(run.get().id(), filter, person);
        model.addAttribute("room", Room.of(downloads.destination(person), 0));
        model.addAttribute("run", run.get().id());
        model.addAttribute("state", shown.state());
        model.addAttribute("found", shown.found());
        model.addAttribute("facets", shown.facets());
        model.addAttribute("hiding", shown.nothing());
        model.addAttribute("place", Whence.parse(filter.host()).map(whence -> whence.address().toString()).orElse(filter.host()));
        model.addAttribute("allPlaces", filter.query().with("host", "").with("folder", ""));
        model.addAttribute("pager", shown.pager());
        model.addAttribute("rows", shown.rows());
        model.addAttribute("bookmark", !run.get().whatsNew() && habits.history().isLive(person, filter.text()));
        return shell.page(Results.TEMPLATE);
    }

    private Results results(String run, Filter filter, Person person) {
        return Results.of(results.look(person, run, filter.selection()), filter, results::isBlocked, clock.instant());
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
    String stop(@PathVariable String run, @ModelAttribute Page page, Person person) {
        searches.stop(person, run);
        return SeeOther.back(page.back(), "/search", "search.stopped");
    }

    /** Goes on with ultrapeers that are no neighbours; a search that is long over starts anew. */
    @PostMapping("/search/{run}/deeper")
    String deepen(@PathVariable String run, @ModelAttribute Page page, Person person) {
        try {
            searches.deepen(person, run);
            return SeeOther.back(page.back(), "/search", "search.deeper");
        } catch (UnsearchableException refused) {
            return SeeOther.back(page.back(), "/search", "search." + refused.key());
        }
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
