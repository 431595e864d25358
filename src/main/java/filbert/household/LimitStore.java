package filbert.household;

import java.util.Map;

/** Keeps what single people may fetch, and what they have. By person; durable when they return. */
public interface LimitStore {
    Map<Long, OwnLimits> limits();

    void keep(long person, OwnLimits limits);

    Map<Long, WeekUse> used();

    /**
     * Adds what was fetched since the last time to what is kept of that week; of weeks before nothing is kept. A person who is not there any more is left
     * out.
     */
    void add(Map<Long, WeekUse> fetched);
}
