package filbert.household;

import java.util.Optional;

/** Small facts about this installation that outlive a restart. Durable when {@link #keep} returns. */
public interface Keepsakes {
    Optional<String> recall(String name);

    void keep(String name, String fact);

    /** Facts about this person on this installation. They go with them, and nothing is kept of who is gone. */
    Keepsakes of(long person);
}
