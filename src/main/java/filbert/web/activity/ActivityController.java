package filbert.web.activity;

import filbert.event.Happening;
import filbert.household.HouseholdActivity;
import filbert.household.People;
import filbert.household.Person;
import filbert.web.Csv;
import filbert.web.Live;
import filbert.web.LiveRow;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Pager;
import filbert.web.Query;
import filbert.web.Shell;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** What happened, newest first. */
@Controller
final class ActivityController {
    private static final String TEMPLATE = "activity/activity";
    private static final List<String> KINDS = List.of("download", "folder", "bandwidth", "settings", "people", "account", "token", "webhook", "backup");
    private static final int MOST_EXPORTED = 10_000;

    private final HouseholdActivity activity;
    private final People people;
    private final InstantSource clock;
    private final Live live;

    ActivityController(HouseholdActivity activity, People people, InstantSource clock, Live live) {
        this.activity = activity;
        this.people = people;
        this.clock = clock;
        this.live = live;
    }

    /** @param event message key; {@code who} empty when it concerns all */
    record Row(String id, Moment at, String who, String event, String subject) implements LiveRow {}

    /** Whatever was typed: what is no kind is all of them. */
    private static String known(String kind) {
        return KINDS.contains(kind) ? kind : "";
    }

    private static String beginning(String kind) {
        return kind.isEmpty() ? "" : kind + ".";
    }

    @GetMapping("/activity")
    String page(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String page,
            Person person,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        var chosen = known(kind);
        var total = activity.page(person, beginning(chosen), 0, 1).total();
        var pager = Pager.of(Pager.parse(page), total, Query.EMPTY.with("kind", chosen));
        model.addAttribute("kinds", KINDS);
        model.addAttribute("kind", chosen);
        model.addAttribute("pager", pager);
        model.addAttribute("follows", pager.page() == 1);
        model.addAttribute("rows", rows(person, chosen, pager.page()));
        return shell.page(TEMPLATE);
    }

    private List<Row> rows(Person person, String kind, int page) {
        var names = names();
        var now = clock.instant();
        return activity.page(person, beginning(kind), (page - 1) * Pager.ROWS, Pager.ROWS).rows().stream()
                .map(one -> new Row(
                        "h-" + Integer.toHexString(one.hashCode()), Moment.of(one.at(), now), names.getOrDefault(one.person(), ""), MessageKey.below("event.", one.kind()), one.subject()))
                .distinct()
                .toList();
    }

    private Map<Long, String> names() {
        return people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
    }

    @GetMapping(path = "/events", params = "view=activity", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(@RequestParam(defaultValue = "") String kind, Person person) {
        var chosen = known(kind);
        return live.stream(person, List.of(activity.changed()), () -> new LiveView(List.of(), TEMPLATE, rows(person, chosen, 1)));
    }

    @GetMapping("/activity.csv")
    ResponseEntity<String> csv(@RequestParam(defaultValue = "") String kind, Person person) {
        var names = names();
        var rows = activity.page(person, beginning(known(kind)), 0, MOST_EXPORTED).rows().stream().map(one -> line(one, names)).toList();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"filbert-activity.csv\"")
                .body(Csv.of(List.of("time", "who", "event", "subject"), rows));
    }

    private static List<String> line(Happening one, Map<Long, String> names) {
        return List.of(one.at().toString(), names.getOrDefault(one.person(), ""), one.kind(), one.subject());
    }
}
