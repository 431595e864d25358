package filbert.servent.dynamicquery;

import filbert.identity.Guid;
import filbert.servent.connection.Neighbour;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.Prospect;
import filbert.wire.vendor.QueryStatusRequest;

/** What a leaf of ours asked; the leaf may guide it. */
final class LeafRun extends Run {
    private static final int MOST_PASSED_WHEN_GUIDED = 75; // 2-search, 5

    private final Neighbour leaf;
    private final Guid guid;
    private final boolean guided;
    private final Neighbourhood neighbourhood;
    private final Guidance guidance;

    /** @param guid as the leaf knows it; the payload may go out under another */
    LeafRun(Neighbour leaf, Guid guid, Payload payload, Course course, boolean guided, Neighbourhood neighbourhood) {
        super(payload, course);
        this.leaf = leaf;
        this.guid = guid;
        this.guided = guided;
        this.neighbourhood = neighbourhood;
        this.guidance = new Guidance(leaf);
    }

    @Override
    Neighbour leaf() {
        return leaf;
    }

    @Override
    Guid guid() {
        return guid;
    }

    private int passed() {
        return neighbourhood.results(guid());
    }

    @Override
    int results() {
        var passed = passed();
        return passed >= MOST_PASSED_WHEN_GUIDED ? passed : guidance.results(passed);
    }

    /** @return false when the leaf wants no more */
    boolean told(int kept) {
        return guidance.told(kept, passed());
    }

    @Override
    void asked(Prospect to, int asked, long hosts) {
        if (guided && DynamicQueries.isGuided(leaf) && guidance.isDue(asked, passed())) {
            leaf.send(guid(), 1, 0, new QueryStatusRequest().toVendor());
        }
    }

    @Override
    void ended(Why why) {}
}
