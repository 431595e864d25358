package filbert.simulation.crowd;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures of a {@link SimulationBench} as text. */
final class SimulationReport {
    /** All searches of one kind. */
    record Result(String kind, List<Comparison> searches) {
        double mean(ToDoubleFunction<Comparison> of) {
            return searches.stream().mapToDouble(of).average().orElse(0);
        }

        double sum(ToDoubleFunction<Comparison> of) {
            return searches.stream().mapToDouble(of).sum();
        }

        /** Found of what was due, over all searches. */
        double share() {
            return sum(search -> Math.min(search.found(), search.due())) / Math.max(1, sum(Comparison::due));
        }

        /** Messages of all searches for each of flooding's. */
        double cost() {
            return sum(Comparison::messages) / Math.max(1, sum(Comparison::floodMessages));
        }

        long medianMillisToFirst() {
            var sorted = searches.stream().mapToLong(Comparison::millisToFirst).filter(millis -> millis >= 0).sorted().toArray();
            return sorted.length == 0 ? -1 : sorted[sorted.length / 2];
        }
    }

    private SimulationReport() {}

    static String line(Result result) {
        return "%s: %d searches, %.0f results exist, %.1f %% of what was due found; %.0f messages, %.0f bytes; flooded %.0f messages, %.1f %% of them needed; first answer after %d ms"
                .formatted(
                        result.kind(),
                        result.searches().size(),
                        result.mean(Comparison::existing),
                        100 * result.share(),
                        result.mean(Comparison::messages),
                        result.mean(Comparison::bytes),
                        result.mean(Comparison::floodMessages),
                        100 * result.cost(),
                        result.medianMillisToFirst());
    }

    /** One line for each search. */
    static String csv(List<Result> results) {
        var text = new StringBuilder("kind,words,hosts_having,results_existing,results_wanted,results_found,queries,messages,bytes,ms_to_first,flood_queries,flood_hits,flood_ttl\n");
        for (var result : results) {
            for (var search : result.searches()) {
                text.append('"').append(result.kind()).append("\",").append(search.words());
                for (var number : new long[] {
                    search.having(), search.existing(), search.wanted(), search.found(), search.queries(), search.messages(), search.bytes(),
                    search.millisToFirst(), search.floodQueries(), search.floodHits(), search.floodTtl()
                }) {
                    text.append(',').append(number);
                }
                text.append('\n');
            }
        }
        return text.toString();
    }
}
