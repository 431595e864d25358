package filbert.web.stats;

import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdLimits;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.SampleStore.AskedFile;
import filbert.household.statistics.Span;
import filbert.web.Figures;
import filbert.web.Live;
import filbert.web.LiveView;
import filbert.web.Part;
import filbert.web.Shell;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;

/** Figures over time; those of a day while they are measured. */
@Controller
final class StatsController {
    private static final int MOST_FILES = 20;
    private static final int DAYS_ASKED = 30;

    private final HouseholdStatistics statistics;
    private final Charts charts;
    private final People people;
    private final HouseholdLimits limits;
    private final HouseholdLibrary library;
    private final Live live;

    StatsController(HouseholdStatistics statistics, Charts charts, People people, HouseholdLimits limits, HouseholdLibrary library, Live live) {
        this.statistics = statistics;
        this.charts = charts;
        this.people = people;
        this.limits = limits;
        this.library = library;
        this.live = live;
    }

    /** @param label message key */
    record Volume(String label, String figure) {}

    /** @param id of the file in the library; 0 when it is there no more */
    record MostAsked(String name, long id, String requests, String bytes) {}

    /** Everything that is measured. @param range how far back; {@code owner} sees what is asked for most as well */
    record Shown(String range, boolean owner, List<Volume> volumes, List<Chart> charts, List<Shares> shares, Uses uses, List<MostAsked> asked) {}

    @GetMapping("/stats")
    String page(@RequestParam(defaultValue = "") String range, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var span = Span.of(range).orElse(Span.DAY);
        model.addAttribute("ranges", Stream.of(Span.values()).map(Span::word).toList());
        model.addAttribute("range", span.word());
        model.addAttribute("follows", span == Span.DAY);
        model.addAttribute("shown", shown(person, span));
        return shell.page("stats/stats");
    }

    @GetMapping(path = "/events", params = "view=stats", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> events(Person person) {
        var shown = charts.following(() -> LiveView.of(Part.of("stats/stats :: figures", "shown", shown(person, Span.DAY))));
        return live.stream(person, List.of(statistics.changed()), shown);
    }

    private Shown shown(Person person, Span span) {
        var owner = person.role() == Role.OWNER;
        return new Shown(
                span.word(),
                owner,
                Stream.of("received", "taken", "sent", "given").map(series -> new Volume("stats.series." + series, Figures.size(statistics.total(person, series, span)))).toList(),
                charts.all(person, span),
                List.of(
                        Shares.of("folder", false, statistics.shares(person, "folder", span), label -> label, Figures::size),
                        Shares.of("failed", true, statistics.shares(person, "failed", span), StatsController::reason, Figures::count)),
                Uses.of(Uses.lines(person, people.all(), statistics.shares(person, "person", span), one -> limits.view(person, one))),
                owner ? statistics.mostAsked(person, DAYS_ASKED, MOST_FILES).stream().map(one -> shown(person, one)).toList() : List.of());
    }

    private static String reason(String label) {
        return label.matches("[a-z-]{1,60}") ? "download.reason." + label : "stats.reason.other";
    }

    private MostAsked shown(Person person, AskedFile asked) {
        return library.bySha1(person, asked.sha1())
                .map(file -> new MostAsked(file.path().getFileName().toString(), file.id(), Figures.count(asked.requests()), Figures.size(asked.bytes())))
                .orElseGet(() -> new MostAsked(asked.sha1(), 0, Figures.count(asked.requests()), Figures.size(asked.bytes())));
    }
}
