package filbert.household;

import filbert.sharing.mesh.Dealings;
import filbert.sharing.mesh.Dealings.Dealing;
import java.net.InetAddress;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this house has given and taken: today, ever, and with whom since the start. Written down in batches, so that a crash loses at most what passed since
 * the last. Thread-safe.
 */
public final class HouseholdVolumes {
    private final Supplier<Volume> meter;
    private final Supplier<List<Dealing>> dealings;
    private final VolumeStore store;
    private final Supplier<LocalDate> today;
    private final Object writing = new Object();

    // guarded by this
    private Volume written = Volume.NOTHING; // of the meter
    private LocalDate day;
    private Volume ofDay;
    private Volume ever;

    /**
     * @param meter since the start; @param today in the house
     * @param dealings may wait
     */
    public HouseholdVolumes(Supplier<Volume> meter, Supplier<List<Dealing>> dealings, VolumeStore store, Supplier<LocalDate> today) {
        this.meter = meter;
        this.dealings = dealings;
        this.store = store;
        this.today = today;
        day = today.get();
        ofDay = store.of(day);
        ever = store.ever();
    }

    public record Volumes(Volume today, Volume ever) {}

    public synchronized Volumes view(Person person) {
        person.require(Role.GUEST);
        var fresh = meter.get().minus(written);
        return new Volumes((day.equals(today.get()) ? ofDay : Volume.NOTHING).plus(fresh), ever.plus(fresh));
    }

    /** Those with whom most was dealt since the start, first. */
    public List<Dealing> hosts(Person person, int atMost) {
        person.require(Role.GUEST);
        return dealings.get().stream().limit(atMost).toList();
    }

    /** What was dealt with one host since the start; nothing when it is none of the latest. */
    public Optional<Dealing> with(Person person, InetAddress host) {
        person.require(Role.GUEST);
        var counted = Dealings.network(host);
        return dealings.get().stream().filter(one -> one.host().equals(counted)).findFirst();
    }

    /** Writes down what passed since the last time. Blocks. */
    public void keep() {
        synchronized (writing) {
            var now = meter.get();
            var on = today.get();
            var more = now.minus(before());
            if (!more.equals(Volume.NOTHING)) {
                store.add(on, more);
                kept(now, on, more);
            }
        }
    }

    private synchronized Volume before() {
        return written;
    }

    private synchronized void kept(Volume now, LocalDate on, Volume more) {
        ofDay = (on.equals(day) ? ofDay : Volume.NOTHING).plus(more);
        day = on;
        ever = ever.plus(more);
        written = now;
    }
}
