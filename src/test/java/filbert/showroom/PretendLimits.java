package filbert.showroom;

import filbert.household.LimitStore;
import filbert.household.OwnLimits;
import filbert.household.WeekUse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits that last as long as the test. */
public final class PretendLimits implements LimitStore {
    public final Map<Long, OwnLimits> limits = new ConcurrentHashMap<>();
    public final Map<Long, WeekUse> used = new ConcurrentHashMap<>();

    @Override
    public Map<Long, OwnLimits> limits() {
        return new HashMap<>(limits);
    }

    @Override
    public void keep(long person, OwnLimits own) {
        limits.put(person, own);
    }

    @Override
    public Map<Long, WeekUse> used() {
        return new HashMap<>(used);
    }

    @Override
    public void add(Map<Long, WeekUse> fetched) {
        fetched.forEach((person, more) -> used.merge(
                person,
                more,
                (before, _) -> new WeekUse(more.began(), more.bytes() + (before.began().isBefore(more.began()) ? 0 : before.bytes()))));
    }
}
