package filbert.web.wishes;

import filbert.household.HouseholdDownloads;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.wish.HouseholdWishes;
import filbert.household.wish.WishHit;
import filbert.identity.Sha1;
import filbert.servent.search.UnsearchableException;
import filbert.sharing.download.DownloadView;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.Query;
import filbert.web.SeeOther;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Searches that go on for days. */
@Controller
final class WishesController {
    private static final String LIST = "wishes/wishes";
    private static final String ONE = "wishes/wish";
    private static final String FORM = "wishes/form";
    private static final List<Integer> HOURS = List.of(1, 3, 6, 12, 24, 72, 168);

    private final HouseholdWishes wishes;
    private final HouseholdDownloads downloads;
    private final People people;
    private final InstantSource clock;
    private final Live live;

    WishesController(HouseholdWishes wishes, HouseholdDownloads downloads, People people, InstantSource clock, Live live) {
        this.wishes = wishes;
        this.downloads = downloads;
        this.people = people;
        this.clock = clock;
        this.live = live;
    }

    /** @param only the row whose button was pressed */
    record Sent(@Nullable String only, @Nullable String back) {}

    /** How many somebody else has. */
    record Others(String name, int wishes, int active) {}

    @GetMapping("/wishes")
    String list(Person person, @ModelAttribute("shell") Shell shell, Model model) {
        model.addAttribute("conditions", wishes.conditions());
        model.addAttribute("rows", rows(person));
        model.addAttribute("room", HouseholdWishes.MOST_OF_A_PERSON);
        model.addAttribute("others", person.role() == Role.OWNER ? others(person) : List.of());
        return shell.page(LIST);
    }

    private List<WishRow> rows(Person person) {
        var now = clock.instant();
        var conditions = wishes.conditions();
        return wishes.list(person).stream().map(view -> WishRow.of(view, conditions, now)).toList();
    }

    private List<Others> others(Person person) {
        return wishes.others(person).stream()
                .map(one -> new Others(people.byId(one.person()).map(Person::name).orElse("?"), one.wishes(), one.active()))
                .toList();
    }

    @GetMapping(path = "/events", params = "view=wishes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> listEvents(Person person) {
        return live.stream(person, List.of(wishes.changed()), () -> new LiveView(List.of(), LIST, rows(person)));
    }

    @GetMapping("/wishes/new")
    String blank(@ModelAttribute WishForm form, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        person.require(Role.MEMBER);
        return form(form.fresh(), 0, "", shell, model);
    }

    @PostMapping("/wishes")
    String add(@ModelAttribute WishForm form, Person person, @ModelAttribute("shell") Shell shell, Model model, ServerHttpResponse response) {
        try {
            return SeeOther.at("/wishes/" + wishes.add(person, form.plan()).id(), "wishes.added");
        } catch (IllegalArgumentException | UnsearchableException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return form(form, 0, problem(refused), shell, model);
        }
    }

    @GetMapping("/wishes/{id:\\d+}/edit")
    String edit(@PathVariable long id, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        return form(WishForm.of(wishes.view(person, id).wish().plan()), id, "", shell, model);
    }

    @PostMapping("/wishes/{id:\\d+}")
    String change(
            @PathVariable long id,
            @ModelAttribute WishForm form,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model,
            ServerHttpResponse response) {
        try {
            wishes.change(person, id, form.plan());
            return SeeOther.at("/wishes/" + id, "wishes.changed");
        } catch (IllegalArgumentException | UnsearchableException refused) {
            response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
            return form(form, id, problem(refused), shell, model);
        }
    }

    private static String problem(RuntimeException refused) {
        return refused instanceof UnsearchableException words
                ? MessageKey.below("search.refused.", words.key())
                : MessageKey.below("wishes.problem.", String.valueOf(refused.getMessage()));
    }

    private static String form(WishForm form, long id, String problem, Shell shell, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("wish", id);
        model.addAttribute("problem", problem);
        model.addAttribute("hours", HOURS);
        return shell.page(FORM);
    }

    @GetMapping("/wishes/{id:\\d+}")
    String one(
            @PathVariable long id, @RequestParam(defaultValue = "") String page, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var view = wishes.view(person, id);
        var pager = Pager.of(Pager.parse(page), view.counts().total(), Query.EMPTY);
        model.addAttribute("wish", WishRow.of(view, wishes.conditions(), clock.instant()));
        model.addAttribute("base", "/wishes/" + id);
        model.addAttribute("pager", pager);
        model.addAttribute("rows", hits(person, id, pager));
        return shell.page(ONE);
    }

    private List<HitRow> hits(Person person, long id, Pager pager) {
        var now = clock.instant();
        Map<Sha1, String> marks = new HashMap<>();
        downloads.list(person).forEach(download -> download.content().ifPresent(content -> marks.put(content, mark(download))));
        return wishes.hits(person, id, (pager.page() - 1) * Pager.ROWS, Pager.ROWS).stream().map(hit -> HitRow.of(hit, mark(hit, marks), now)).toList();
    }

    private static String mark(DownloadView download) {
        return download.state().name().toLowerCase(Locale.ROOT);
    }

    private static String mark(WishHit hit, Map<Sha1, String> marks) {
        return hit.file().sha1().map(sha1 -> marks.getOrDefault(sha1, "")).orElse("");
    }

    @GetMapping(path = "/events", params = "view=wish", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> oneEvents(@RequestParam long id, @RequestParam(defaultValue = "1") String page, Person person) {
        return live.stream(person, List.of(wishes.changed(), downloads.changed()), () -> {
            var view = wishes.view(person, id);
            var pager = Pager.of(Pager.parse(page), view.counts().total(), Query.EMPTY);
            var row = WishRow.of(view, wishes.conditions(), clock.instant());
            var hits = hits(person, id, pager);
            return new LiveView(
                    List.of(new Part(ONE + " :: state", Map.of("wish", row)), new Part(ONE + " :: nothing", Map.of("any", !hits.isEmpty()))), ONE, hits);
        });
    }

    @PostMapping("/wishes/{id:\\d+}/run")
    String run(@PathVariable long id, @ModelAttribute Sent sent, Person person) {
        try {
            wishes.runNow(person, id);
            return SeeOther.back(sent.back(), "/wishes/" + id, "wishes.run");
        } catch (IllegalArgumentException tooSoon) {
            return SeeOther.back(sent.back(), "/wishes/" + id, "wishes.just-asked");
        }
    }

    @PostMapping("/wishes/{id:\\d+}/{verb:pause|resume|seen}")
    String command(@PathVariable long id, @PathVariable String verb, @ModelAttribute Sent sent, Person person) {
        switch (verb) {
            case "pause" -> wishes.pause(person, id);
            case "resume" -> wishes.resume(person, id);
            default -> wishes.seen(person, id);
        }
        return SeeOther.back(sent.back(), "/wishes/" + id, "wishes." + verb);
    }

    @PostMapping("/wishes/{id:\\d+}/delete")
    String delete(@PathVariable long id, Person person) {
        wishes.remove(person, id);
        return SeeOther.at("/wishes", "wishes.deleted");
    }

    @PostMapping("/wishes/{id:\\d+}/download")
    String download(@PathVariable long id, @ModelAttribute Sent sent, Person person) {
        try {
            wishes.download(person, id, Objects.requireNonNullElse(sent.only(), ""));
            return SeeOther.back(sent.back(), "/wishes/" + id, "download.one");
        } catch (IllegalArgumentException refused) {
            return SeeOther.back(sent.back(), "/wishes/" + id, String.valueOf(refused.getMessage()).replace("download.refused.", "download."));
        }
    }
}
