package filbert.web.downloads;

import filbert.household.HostNotes;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLimits;
import filbert.household.People;
import filbert.household.Person;
import filbert.sharing.download.Priority;
import filbert.web.Live;
import filbert.web.Query;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
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

/** The list, one download, and what can be done to them. */
@Controller
final class DownloadsController {
    private static final List<String> PARAMETERS = List.of("state", "type", "who", "sort", "page", "cols");
    private static final int MAX_AT_ONCE = 100; // rows of a page

    private final HouseholdDownloads downloads;
    private final HouseholdLimits limits;
    private final HouseholdBandwidth bandwidth;
    private final People people;
    private final HostNotes notes;
    private final InstantSource clock;
    private final Live live;

    DownloadsController(
            HouseholdDownloads downloads, HouseholdLimits limits, HouseholdBandwidth bandwidth, People people, HostNotes notes, InstantSource clock, Live live) {
        this.downloads = downloads;
        this.limits = limits;
        this.bandwidth = bandwidth;
        this.people = people;
        this.notes = notes;
        this.clock = clock;
        this.live = live;
    }

    /** @param id those that are ticked */
    record Chosen(@Nullable List<Long> id, @Nullable String back) {
        List<Long> ids() {
            var all = Objects.requireNonNullElse(id, List.<Long>of());
            return all.subList(0, Math.min(all.size(), MAX_AT_ONCE));
        }
    }

    @GetMapping("/downloads")
    String list(@RequestParam MultiValueMap<String, String> parameters, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var query = query(parameters);
        var queue = queue(query, person);
        model.addAttribute("query", query);
        model.addAttribute("ceiling", downloads.ceiling());
        model.addAttribute("tabs", queue.tabs());
        model.addAttribute("choices", queue.choices());
        model.addAttribute("allowed", queue.allowed());
        model.addAttribute("pager", queue.pager());
        model.addAttribute("rows", queue.rows());
        return shell.page(Queue.TEMPLATE);
    }

    private Queue queue(Query query, Person person) {
        var now = clock.instant();
        var allowed = Allowed.of(limits.view(person), now, bandwidth.zone());
        return Queue.of(downloads.list(person), query, new Queue.Names(people, person), shown -> downloads.folders(person, shown), allowed, now);
    }

    private static Query query(MultiValueMap<String, String> parameters) {
        var values = new LinkedHashMap<String, String>();
        for (var name : PARAMETERS) {
            var value = parameters.getFirst(name);
            if (value != null && value.matches("[\\w,-]{1,100}")) {
                values.put(name, value);
            }
        }
        return new Query(values);
    }

    @GetMapping(path = "/events", params = "view=downloads", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> listEvents(@RequestParam MultiValueMap<String, String> parameters, Person person) {
        var query = query(parameters);
        return live.stream(person, List.of(downloads.changed(), limits.changed()), () -> queue(query, person).live());
    }

    @GetMapping("/downloads/{id}")
    String one(@PathVariable long id, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var page = page(id, person);
        model.addAttribute("ceiling", downloads.ceiling());
        model.addAttribute("row", page.row());
        model.addAttribute("content", page.content());
        model.addAttribute("play", page.play());
        model.addAttribute("blocks", page.blocks());
        model.addAttribute("looking", page.looking());
        model.addAttribute("log", page.log());
        model.addAttribute("sendable", DownloadPage.Sendable.of(downloads, person, id));
        model.addAttribute("rows", page.sources());
        return shell.page(DownloadPage.TEMPLATE);
    }

    private DownloadPage page(long id, Person person) {
        var view = downloads.view(person, id);
        return DownloadPage.of(view, downloads.detail(person, id), downloads.destination(person, id), new Queue.Names(people, person).of(view.person()), notes.by(person), clock.instant());
    }

    @GetMapping(path = "/events", params = "view=download", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> oneEvents(@RequestParam long id, Person person) {
        return live.stream(person, List.of(downloads.changed()), () -> page(id, person).live());
    }

    @PostMapping("/downloads/{id}/{verb:pause|resume|cancel|keep|retry|earlier|later|top}")
    String act(@PathVariable long id, @PathVariable String verb, @ModelAttribute("chosen") Chosen chosen, Person person) {
        var back = (verb.equals("cancel") || verb.equals("keep")) && ("/downloads/" + id).equals(chosen.back()) ? "/downloads" : chosen.back();
        return SeeOther.back(back, "/downloads", "download." + (act(verb, person, id) ? verb : "nothing"));
    }

    /** @param below a new folder's name, instead of a place there is */
    record Sending(@Nullable String folder, @Nullable String below) {}

    @PostMapping("/downloads/{id}/folder")
    String send(@PathVariable long id, @ModelAttribute("sending") Sending sending, Person person) {
        var here = "/downloads/" + id;
        try {
            var sent = downloads.send(person, id, Objects.requireNonNullElse(sending.folder(), ""), Objects.requireNonNullElse(sending.below(), ""));
            return SeeOther.at(here, sent ? "download.folder" : "download.nothing");
        } catch (IllegalArgumentException refused) {
            return SeeOther.at(here, String.valueOf(refused.getMessage()).replaceFirst("^said\\.", ""));
        }
    }

    @PostMapping("/downloads/{id}/sources")
    String look(@PathVariable long id, @ModelAttribute("chosen") Chosen chosen, Person person) {
        var trouble = downloads.lookForSources(person, id);
        return SeeOther.back(chosen.back(), "/downloads/" + id, "download.look" + trouble.map(why -> "." + why).orElse(""));
    }

    @PostMapping("/downloads/{verb:pause|resume|cancel|keep|retry|earlier|later|top}")
    String actOnTicked(@PathVariable String verb, @ModelAttribute("chosen") Chosen chosen, Person person) {
        var acted = chosen.ids().stream().filter(id -> act(verb, person, id)).count();
        return SeeOther.back(chosen.back(), "/downloads", "download." + (acted > 0 ? verb : "nothing"));
    }

    private boolean act(String verb, Person person, long id) {
        return switch (verb) {
            case "pause" -> downloads.pause(person, id);
            case "resume" -> downloads.resume(person, id);
            case "cancel" -> downloads.cancel(person, id);
            case "keep" -> downloads.keep(person, id);
            case "earlier" -> downloads.prioritize(person, id, Priority::earlier);
            case "later" -> downloads.prioritize(person, id, Priority::later);
            case "top" -> downloads.prioritize(person, id, _ -> Priority.HIGH);
            default -> downloads.retry(person, id);
        };
    }
}
