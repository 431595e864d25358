package filbert.config.engine;

import com.sun.management.UnixOperatingSystemMXBean;
import filbert.servent.topology.Machine;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * The machine we run on, as the Java runtime sees it.
 *
 * @param kilobitsUp what our uploads lately moved together when all slots are taken, in kbit/s; a guess before the first one
 */
record ThisMachine(LongSupplier kilobitsUp) implements Machine {
    private static final long BYTES_PER_LEAF = 256 * 1_024; // gtk-gnutella's: 1-connect, 3.9
    private static final long DESCRIPTORS_FOR_THE_REST = 200; // ours: files, transfers, pages and the database
    private static final long LEAST_KILOBITS = 80; // LimeWire's 10 KB/s: 1-connect, 3.9

    @Override
    public boolean hasMemoryFor(int leaves) {
        var runtime = Runtime.getRuntime();
        var free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
        return free >= leaves * BYTES_PER_LEAF;
    }

    @Override
    public boolean hasDescriptorsFor(int links) {
        return !(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
                || system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() >= links + DESCRIPTORS_FOR_THE_REST;
    }

    @Override
    public boolean hasBandwidth() {
        return kilobitsUp.getAsLong() >= LEAST_KILOBITS;
    }
}
