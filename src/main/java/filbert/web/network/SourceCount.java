package filbert.web.network;

import filbert.household.HouseholdNetwork.BySource;
import filbert.web.Figures;

/**
 * How many hosts were heard of in one way.
 *
 * @param source message key
 * @param well of them were connected with once
 * @param failing of them did not answer the last time
 */
record SourceCount(String source, String hosts, String well, String failing) {
    static SourceCount of(BySource count) {
        return new SourceCount(
                "network.by." + count.source(), Figures.count(count.hosts()), Figures.count(count.connected()), Figures.count(count.failing()));
    }
}
