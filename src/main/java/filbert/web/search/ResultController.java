package filbert.web.search;

import filbert.household.HostNotes;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.household.results.HouseholdResults;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Query;
import filbert.web.Room;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Everything a search knows of one content. */
@Controller
final class ResultController {
    private static final int RECENT = 20;

    private final HouseholdSearches searches;
    private final HouseholdDownloads downloads;
    private final HouseholdResults results;
    private final HostNotes notes;
    private final InstantSource clock;
    private final Live live;

    ResultController(HouseholdSearches searches, HouseholdDownloads downloads, HouseholdResults results, HostNotes notes, InstantSource clock, Live live) {
        this.searches = searches;
        this.downloads = downloads;
        this.results = results;
        this.notes = notes;
        this.clock = clock;
        this.live = live;
    }

    private record Result(SearchView search, FoundFile file) {}

    /** @param search the run it was seen in; without one the person's last searches are looked through */
    @GetMapping("/results/{sha1}")
    String page(
            @PathVariable String sha1,
            @RequestParam(defaultValue = "") String search,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        var result = find(person, search, sha1);
        var page = page(result, person);
        model.addAttribute("run", result.search().id());
        model.addAttribute("query", result.search().query());
        model.addAttribute("link", Query.EMPTY.with("q", result.search().query()).toString());
        model.addAttribute("result", page);
        model.addAttribute("room", Room.of(downloads.destination(person), result.file().size()));
        model.addAttribute("rows", page.sources());
        return shell.page(ResultPage.TEMPLATE);
    }

    private ResultPage page(Result result, Person person) {
        return ResultPage.of(result.file(), results.marks(person).knowing(List.of(result.file().sha1())), notes.by(person), clock.instant());
    }

    private Result find(Person person, String search, String base32) {
        var sha1 = sha1(base32);
        var runs = search.isEmpty() ? searches.recent(person, RECENT).stream() : Stream.of(searches.head(person, search));
        return runs.flatMap(run -> searches.file(person, run.id(), sha1.base32()).map(file -> new Result(run, file)).stream())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("result " + sha1));
    }

    private static Sha1 sha1(String base32) {
        try {
            return Sha1.parse(base32);
        } catch (IllegalArgumentException malformed) {
            throw new NoSuchElementException("not a SHA-1: " + base32, malformed);
        }
    }

    @GetMapping(path = "/events", params = "view=result", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(@RequestParam String run, @RequestParam String sha1, Person person) {
        return live.stream(person, List.of(searches.changed(), downloads.changed()), () -> look(run, sha1, person));
    }

    private LiveView look(String run, String sha1, Person person) {
        return page(find(person, run, sha1), person).live(run);
    }
}
