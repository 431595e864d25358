package filbert.web.stats;

import filbert.event.Signal;
import filbert.household.Person;
import filbert.household.statistics.HouseholdStatistics;
import filbert.household.statistics.Span;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /** Something new was measured. */
    public Signal changed() {
        return statistics.changed();
    }

    /** The same as this supplier, asked again only when something new was measured. For one stream. */
    public <T> Supplier<T> following(Supplier<T> figures) {
        return new Following<>(statistics, figures);
    }

    private static final class Following<T> implements Supplier<T> {
        private final HouseholdStatistics statistics;
        private final Supplier<T> figures;
        private long looks = -1;
        private @Nullable T last;

        Following(HouseholdStatistics statistics, Supplier<T> figures) {
            this.statistics = statistics;
            this.figures = figures;
        }

        @Override
        public synchronized T get() {
            var now = statistics.looks();
            var known = last;
            if (known == null || now != looks) {
                known = figures.get();
                last = known;
                looks = now;
            }
            return known;
        }
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
