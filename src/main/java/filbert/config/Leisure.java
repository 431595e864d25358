package filbert.config;

import filbert.net.netty.OwnerThread;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Gives memory back when nothing happens. The collector sees to garbage when the heap is full, never because it is quiet: what a start or the hashing of a large
 * folder leaves behind would stay resident for days. When work ends, what can be read again is let go of too, and less is worth a collection.
 */
final class Leisure {
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final long BUSY = LOOK.toNanos() / 20; // of a processor's time between two looks
    private static final long WORTH_IT = 16L << 20; // bytes; less does not pay for the tenth of a second in which all stands still
    private static final long WORTH_IT_AFTER_WORK = 4L << 20; // bytes; once, and then nobody waits for that tenth of a second

    private final LongSupplier cpuNanos;
    private final LongSupplier sinceCollected;
    private final Runnable letGo;
    private final Runnable collect;
    private long cpuBefore;
    private boolean worked = true;

    /**
     * @param cpuNanos processor time this process has had so far
     * @param sinceCollected bytes in use that were not there after the last collection of everything
     * @param letGo forgets what can be read again
     */
    Leisure(LongSupplier cpuNanos, LongSupplier sinceCollected, Runnable letGo, Runnable collect) {
        this.cpuNanos = cpuNanos;
        this.sinceCollected = sinceCollected;
        this.letGo = letGo;
        this.collect = collect;
        cpuBefore = cpuNanos.getAsLong();
    }

    /** Called again and again, by one thread at a time. */
    void look() {
        var quiet = cpuNanos.getAsLong() - cpuBefore < BUSY;
        if (quiet) {
            if (worked) {
                letGo.run();
            }
            if (sinceCollected.getAsLong() > (worked ? WORTH_IT_AFTER_WORK : WORTH_IT)) {
                collect.run();
            }
        }
        worked = !quiet;
        cpuBefore = cpuNanos.getAsLong();
    }

    /**
     * Over the whole of this process.
     *
     * @param letGo forgets what can be read again
     */
    static Leisure ofThisProcess(Runnable letGo) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Leisure(system::getProcessCpuTime, Leisure::usedSinceCollected, letGo, System::gc);
    }

    void begin(OwnerThread owner, Executor workers) {
        owner.execute(() -> owner.every(LOOK, () -> workers.execute(this::look)));
    }

    /** In what holds objects that have lived for long. */
    private static long usedSinceCollected() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && (pool.getName().contains("Tenured") || pool.getName().contains("Old")))
                .mapToLong(Leisure::usedSinceCollected)
                .sum();
    }

    private static long usedSinceCollected(MemoryPoolMXBean pool) {
        var after = pool.getCollectionUsage();
        return pool.getUsage().getUsed() - (after == null ? 0 : after.getUsed());
    }
}
