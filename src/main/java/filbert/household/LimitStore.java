package filbert.household;

import java.util.Map;

/** Keeps what single people may fetch, and what they have. By person; durable when they return. */
public interface LimitStore {
    Map<Long, OwnLimits> limits();

    void keep(long person, OwnLimits limits);

    Map<Long, WeekUse> used();

    /** A person who is not there any more is left out. */
    void keepUsed(Map<Long, WeekUse> used);
}
