package filbert.web.stats;

import filbert.household.statistics.HouseholdStatistics.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a whole is made of, the largest part first.
 *
 * @param name a word: message key below {@code stats.shares.}
 * @param keyed are the labels message keys?
 */
record Shares(String name, boolean keyed, List<Part> parts) {
    private static final int MOST = 20;
    private static final int WHOLE = 100;

    /** @param percent of the whole; {@code sum} with all that are larger */
    record Part(String label, String figure, int percent, int sum) {}

    static Shares of(String name, boolean keyed, List<Share> shares, Function<String, String> label, Function<Long, String> figure) {
        var all = Math.max(1, shares.stream().mapToLong(Share::total).sum());
        var parts = new ArrayList<Part>();
        var sum = 0L;
        for (var share : shares.subList(0, Math.min(MOST, shares.size()))) {
            sum += share.total();
            parts.add(new Part(label.apply(share.label()), figure.apply(share.total()), (int) Math.round(share.total() * (double) WHOLE / all), (int) Math.round(sum * (double) WHOLE / all)));
        }
        return new Shares(name, keyed, parts);
    }
}
