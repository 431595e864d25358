package filbert.servent.dynamicquery;

import filbert.servent.connection.Neighbour;
import filbert.wire.vendor.QueryStatusResponse;

/**
 * What a leaf tells of the hits it kept, in results as we count them (2-search, 6). Confined to the owner.
 */
final class Guidance {
    private static final int OTHERS_COUNT_ALL_ULTRAPEERS = 3; // a leaf asks about three of us: 2-search, 6
    private static final int ASK_AFTER = 3; // ultrapeers asked since the last time

    private final boolean perUltrapeer;
    private int askedBefore;
    private int passedBefore;
    private int kept = -1;
    private int passedWhenTold;

    Guidance(Neighbour leaf) {
        perUltrapeer = leaf.capabilities().userAgent().startsWith("LimeWire");
    }

    /** Is it time to ask again? @param passed results passed on to the leaf */
    boolean isDue(int asked, int passed) {
        if (asked - askedBefore < ASK_AFTER || passed == passedBefore) {
            return false;
        }
        askedBefore = asked;
        passedBefore = passed;
        return true;
    }

    /** @return false when the leaf wants no more */
    boolean told(int count, int passed) {
        if (count == QueryStatusResponse.STOP) {
            return false;
        }
        kept = perUltrapeer ? count : count / OTHERS_COUNT_ALL_ULTRAPEERS;
        passedWhenTold = passed;
        return true;
    }

    /** What the leaf kept, as far as it said, and what was passed on since. */
    int results(int passed) {
        return kept < 0 ? passed : kept + Math.max(0, passed - passedWhenTold);
    }
}
