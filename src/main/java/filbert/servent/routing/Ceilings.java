package filbert.servent.routing;

import filbert.net.Timeline;
import filbert.servent.guard.Allowance;
import java.time.Duration;

/**
 * What one neighbour may say (1-connect, 12). Queries above it are dropped; a table begun anew too often costs the link.
 *
 * @param ultrapeerQueriesPerSecond how many in the long run
 * @param ultrapeerBurst how many at once
 * @param resetBurst tables begun anew at once; then one for each {@code resetEvery}
 */
public record Ceilings(
        int ultrapeerQueriesPerSecond, int ultrapeerBurst, int leafQueriesPerSecond, int leafBurst, int resetBurst, Duration resetEvery) {
    public static final Ceilings DEFAULT = new Ceilings(200, 400, 2, 20, 2, Duration.ofSeconds(30));

    Allowance queries(Timeline timeline, boolean leaf) {
        return leaf
                ? new Allowance(timeline, leafBurst, Duration.ofSeconds(1).dividedBy(leafQueriesPerSecond))
                : new Allowance(timeline, ultrapeerBurst, Duration.ofSeconds(1).dividedBy(ultrapeerQueriesPerSecond));
    }

    Allowance resets(Timeline timeline) {
        return new Allowance(timeline, resetBurst, resetEvery);
    }
}
