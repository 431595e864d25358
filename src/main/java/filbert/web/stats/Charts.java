package filbert.web.stats;

import filbert.household.Person;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.Span;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes the charts there are. */
@Component
public final class Charts {
    private final HouseholdStatistics statistics;
    private final InstantSource clock;

    Charts(HouseholdStatistics statistics, InstantSource clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    List<Chart> all(Person person, Span span) {
        return List.of(
                rates(person, span),
                chart("files", "rate", person, span, "taken", "given"),
                chart("peers", "count", person, span, "peers", "uploads"),
                chart("queries", "count", person, span, "queries"));
    }

    /** Everything that came and went. */
    public Chart rates(Person person, Span span) {
        return chart("rates", "rate", person, span, "received", "sent");
    }

    private Chart chart(String name, String unit, Person person, Span span, String... series) {
        var lines = Stream.of(series).map(one -> new Chart.Series("stats.series." + one, statistics.line(person, one, span))).toList();
        return Chart.of(name, unit, lines, span, clock.instant(), ZoneId.systemDefault());
    }
}
