package filbert.config;

import filbert.household.Profile;
import filbert.household.Throttle;
import filbert.net.Bandwidth;

/** The household's limits, put on the buckets everything passes. */
record Buckets(Bandwidth bandwidth) implements Throttle {
    @Override
    public void limit(Profile.Limits limits) {
        bandwidth.up().rate(limits.up());
        bandwidth.down().rate(limits.down());
    }

    @Override
    public long sent() {
        return bandwidth.up().passed();
    }

    @Override
    public long received() {
        return bandwidth.down().passed();
    }
}
