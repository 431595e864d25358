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
 * folder leaves behind would stay resident for days.
 */
final class Leisure {
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final long BUSY = LOOK.toNanos() / 20; // of a processor's time between two looks
    private static final long WORTH_IT = 16L << 20; // bytes; less does not pay for the tenth of a second in which all stands still

    private final LongSupplier cpuNanos;
    private final LongSupplier sinceCollected;
    private final Runnable collect;
    private long cpuBefore;

    /**
     * @param cpuNanos processor time this process has had so far
     * @param sinceCollected bytes in use that were not there after the last collection of everything
     */
    Leisure(LongSupplier cpuNanos, LongSupplier sinceCollected, Runnable collect) {
        this.cpuNanos = cpuNanos;
        this.sinceCollected = sinceCollected;
        this.collect = collect;
        cpuBefore = cpuNanos.getAsLong();
    }

    /** Called again and again, by one thread at a time. */
    void look() {
        var cpu = cpuNanos.getAsLong();
        if (cpu - cpuBefore < BUSY && sinceCollected.getAsLong() > WORTH_IT) {
            collect.run();
        }
        cpuBefore = cpuNanos.getAsLong();
    }

    /** Over the whole of this process. */
    static Leisure ofThisProcess() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Leisure(system::getProcessCpuTime, Leisure::usedSinceCollected, System::gc);
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
