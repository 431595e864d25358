package filbert.web.stats;

import filbert.household.HouseholdLimits;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.Span;
import filbert.web.Csv;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Figures to take along. */
@Controller
final class StatsExport {
    private static final List<String> LINES = List.of("received", "sent", "taken", "given", "peers", "uploads", "queries");

    private final HouseholdStatistics statistics;
    private final People people;
    private final HouseholdLimits limits;

    StatsExport(HouseholdStatistics statistics, People people, HouseholdLimits limits) {
        this.statistics = statistics;
        this.people = people;
        this.limits = limits;
    }

    /** Sizes in bytes, rates in bytes a second, queries a minute. @param of {@code folder}, {@code failed} or {@code person}; anything else is the lines over time */
    @GetMapping("/stats.csv")
    ResponseEntity<String> csv(@RequestParam(defaultValue = "") String range, @RequestParam(defaultValue = "") String of, Person person) {
        var span = Span.of(range).orElse(Span.DAY);
        return switch (of) {
            case "folder" -> file("folders", span, List.of("folder", "bytes"), shares(person, of, span));
            case "failed" -> file("failures", span, List.of("reason", "times"), shares(person, of, span));
            case "person" -> file("people", span, List.of("person", "bytes", "bytes this week", "weekly limit"), uses(person, span));
            default -> file("figures", span, Stream.concat(Stream.of("time"), LINES.stream()).toList(), lines(person, span));
        };
    }

    private List<List<String>> shares(Person person, String of, Span span) {
        return statistics.shares(person, of, span).stream().map(one -> List.of(one.label(), Long.toString(one.total()))).toList();
    }

    private List<List<String>> uses(Person person, Span span) {
        return Uses.lines(person, people.all(), statistics.shares(person, "person", span), one -> limits.view(person, one)).stream()
                .map(one -> List.of(one.name(), Long.toString(one.bytes()), Long.toString(one.week()), one.quota() > 0 ? Long.toString(one.quota()) : ""))
                .toList();
    }

    private List<List<String>> lines(Person person, Span span) {
        var rows = new TreeMap<Instant, Map<String, Double>>();
        LINES.forEach(series -> statistics.line(person, series, span).forEach(point -> rows.computeIfAbsent(point.began(), _ -> new TreeMap<>()).put(series, point.value())));
        return rows.entrySet().stream().map(row -> {
            var cells = new ArrayList<>(List.of(row.getKey().toString()));
            LINES.forEach(series -> cells.add(row.getValue().containsKey(series) ? String.format(Locale.ROOT, "%.2f", row.getValue().get(series)) : ""));
            return (List<String>) cells;
        }).toList();
    }

    private static ResponseEntity<String> file(String name, Span span, List<String> columns, List<List<String>> rows) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"filbert-" + name + "-" + span.word() + ".csv\"")
                .body(Csv.of(columns, rows));
    }
}
