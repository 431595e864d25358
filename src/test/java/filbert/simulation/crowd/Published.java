package filbert.simulation.crowd;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What was measured on the Gnutella network, as far as a simulation needs it. Numbers are rounded, some were read off curves; "ours" stands where we
 * know of none.
 *
 * <ul>
 *   <li>Saroiu, Gummadi, Gribble: "A Measurement Study of Peer-to-Peer File Sharing Systems", 2002: a quarter of all hosts shares nothing, three quarters
 *       share 100 files or fewer, 7 % more than 1,000; half of all sessions are over within an hour.
 *   <li>Stutzbach, Rejaie, Sen: "Characterizing Unstructured Overlay Topologies in Modern P2P File-Sharing Systems", 2005: most ultrapeers have about 30
 *       ultrapeers, and 30 or 45 leaves, as the two programs of the day would have it; a leaf hangs on three or fewer.
 *   <li>Loo, Huebsch, Stoica, Hellerstein: "The Case for a Hybrid P2P Search Infrastructure", 2004, as quoted by Chandra and Acosta, "Implications of the
 *       file names and user requested queries on Gnutella performance": ultrapeers take 30 to 75 leaves.
 *   <li>Wang, Yao, Loguinov: "Residual-Based Estimation of Peer and Link Lifetimes in P2P Networks", 2009: the lives of ultrapeers are Pareto distributed
 *       with a shape of about 1.1.
 *   <li>Zhao, Stutzbach, Rejaie: "Characterizing Files in the Modern Gnutella Network: A Measurement Study", 2006: how many hosts have a file falls as in
 *       Zipf's law.
 *   <li>Sripanidkulchai: "The Popularity of Gnutella Queries and Its Implications on Scalability", 2001, and Klemm, Lindemann, Vernon, Waldhorst:
 *       "Characterizing the Query Behavior in Peer-to-Peer File Sharing Systems", 2004: so does how often it is looked for.
 * </ul>
 */
public final class Published {
    /** Links among ultrapeers: Stutzbach, Rejaie, Sen, 2005. */
    public static final int ULTRAPEER_SLOTS = 30;

    /** Leaves of an ultrapeer: 30 to 75 in Loo and others, 2004, as quoted by Chandra and Acosta. */
    public static final int LEAF_SLOTS = 75;

    /** How fast popularity falls, of files and of what is looked for. The law is published, the exponent is ours: Zipf's own. */
    public static final double POPULARITY = 1.0;

    private static final double SHARING_NOTHING = 0.25; // Saroiu, Gummadi, Gribble, 2002, as are the next three
    private static final double SHARING_100 = 0.75;
    private static final double SHARING_1000 = 0.93;
    private static final double MEDIAN_SESSION_MINUTES = 60;
    private static final double MOST_SHARED = 3_000; // ours: the curve ends somewhere
    private static final double SESSION_SHAPE = 1.1; // Wang, Yao, Loguinov, 2009

    private Published() {}

    /** How many files a host shares; between the published points as evenly as a logarithmic axis draws it. */
    public static int sharedFiles(RandomGenerator random) {
        var quantile = random.nextDouble();
        if (quantile < SHARING_NOTHING) {
            return 0;
        }
        if (quantile < SHARING_100) {
            return between(1, 100, (quantile - SHARING_NOTHING) / (SHARING_100 - SHARING_NOTHING));
        }
        if (quantile < SHARING_1000) {
            return between(100, 1_000, (quantile - SHARING_100) / (SHARING_1000 - SHARING_100));
        }
        return between(1_000, MOST_SHARED, (quantile - SHARING_1000) / (1 - SHARING_1000));
    }

    private static int between(double least, double most, double part) {
        return (int) Math.round(least * Math.pow(most / least, part));
    }

    /** How long a host stays: Pareto's law from zero on, with the published shape and the published median. */
    public static Duration session(RandomGenerator random) {
        var scale = MEDIAN_SESSION_MINUTES / (Math.pow(2, 1 / SESSION_SHAPE) - 1);
        var minutes = scale * (Math.pow(1 - random.nextDouble(), -1 / SESSION_SHAPE) - 1);
        return Duration.ofMillis((long) (minutes * 60_000));
    }
}
