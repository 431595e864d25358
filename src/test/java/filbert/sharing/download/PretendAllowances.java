package filbert.sharing.download;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Limits a test sets, and what was counted against them. */
final class PretendAllowances implements Allowances {
    final Map<Long, Long> taken = new HashMap<>();
    final Map<Long, Long> quotas = new HashMap<>();
    final Map<Long, Integer> active = new HashMap<>();
    final Map<Long, Long> rates = new HashMap<>();
    Instant resets = Instant.MAX;

    @Override
    public Allowance of(long person) {
        var exhausted = taken.getOrDefault(person, 0L) >= quotas.getOrDefault(person, Long.MAX_VALUE);
        return new Allowance(
                active.getOrDefault(person, 0), rates.getOrDefault(person, 0L), exhausted ? Optional.of(resets) : Optional.empty());
    }

    @Override
    public void took(long person, long bytes) {
        taken.merge(person, bytes, Long::sum);
    }
}
