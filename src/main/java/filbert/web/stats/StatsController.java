package filbert.web.stats;

import filbert.household.HouseholdLibrary;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.SampleStore.AskedFile;
import filbert.household.statistics.Span;
import filbert.web.Csv;
import filbert.web.Figures;
import filbert.web.Shell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Figures over time. */
@Controller
final class StatsController {
    private static final List<String> LINES = List.of("received", "sent", "taken", "given", "peers", "uploads", "queries");
    private static final int MOST_FILES = 20;
    private static final int DAYS_ASKED = 30;

    private final HouseholdStatistics statistics;
    private final Charts charts;
    private final People people;
    private final HouseholdLibrary library;

    StatsController(HouseholdStatistics statistics, Charts charts, People people, HouseholdLibrary library) {
        this.statistics = statistics;
        this.charts = charts;
        this.people = people;
        this.library = library;
    }

    /** @param id of the file in the library; 0 when it is there no more */
    record MostAsked(String name, long id, String requests, String bytes) {}

    @GetMapping("/stats")
    String page(@RequestParam(defaultValue = "") String range, Person person, @ModelAttribute("shell") Shell shell, Model model) {
        var span = Span.of(range).orElse(Span.DAY);
        model.addAttribute("ranges", Stream.of(Span.values()).map(Span::word).toList());
        model.addAttribute("range", span.word());
        model.addAttribute("charts", charts.all(person, span));
        model.addAttribute("volumes", Stream.of("received", "taken", "sent", "given")
                .map(series -> new String[] {"stats.series." + series, Figures.size(statistics.total(person, series, span))}).toList());
        model.addAttribute("shares", shares(person, span));
        model.addAttribute("asked", shell.owner() ? statistics.mostAsked(person, DAYS_ASKED, MOST_FILES).stream().map(one -> shown(person, one)).toList() : List.of());
        return shell.page("stats/stats");
    }

    private List<Shares> shares(Person person, Span span) {
        var names = people.all().stream().collect(Collectors.toMap(one -> Long.toString(one.id()), Person::name));
        return List.of(
                Shares.of("folder", false, statistics.shares(person, "folder", span), label -> label, Figures::size),
                Shares.of("failed", true, statistics.shares(person, "failed", span), StatsController::reason, Figures::count),
                Shares.of("person", false, statistics.shares(person, "person", span), label -> names.getOrDefault(label, "#" + label), Figures::size));
    }

    private static String reason(String label) {
        return label.matches("[a-z-]{1,60}") ? "download.reason." + label : "stats.reason.other";
    }

    private MostAsked shown(Person person, AskedFile asked) {
        return library.bySha1(person, asked.sha1())
                .map(file -> new MostAsked(file.path().getFileName().toString(), file.id(), Figures.count(asked.requests()), Figures.size(asked.bytes())))
                .orElseGet(() -> new MostAsked(asked.sha1(), 0, Figures.count(asked.requests()), Figures.size(asked.bytes())));
    }

    @GetMapping("/stats.csv")
    ResponseEntity<String> csv(@RequestParam(defaultValue = "") String range, Person person) {
        var span = Span.of(range).orElse(Span.DAY);
        var rows = new TreeMap<Instant, Map<String, Double>>();
        LINES.forEach(series -> statistics.line(person, series, span).forEach(point -> rows.computeIfAbsent(point.began(), _ -> new TreeMap<>()).put(series, point.value())));
        var lines = rows.entrySet().stream().map(row -> {
            var cells = new ArrayList<>(List.of(row.getKey().toString()));
            LINES.forEach(series -> cells.add(row.getValue().containsKey(series) ? String.format(java.util.Locale.ROOT, "%.2f", row.getValue().get(series)) : ""));
            return (List<String>) cells;
        }).toList();
        var columns = Stream.concat(Stream.of("time"), LINES.stream()).toList();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"filbert-" + span.word() + ".csv\"")
                .body(Csv.of(columns, lines));
    }
}
