package filbert;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes every leaked buffer fail a test class: the one that leaked, or a later one, since a leak shows only once the garbage collector has
 * been. JUnit finds it by itself; Netty is told of the {@link Detector} on the test's command line.
 */
public final class LeakWatch implements AfterAllCallback {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    /** Remembers what it logs. */
    public static final class Detector<T> extends ResourceLeakDetector<T> {
        public Detector(Class<?> kind, int samplingInterval) {
            super(kind, samplingInterval);
        }

        /** Netty looks for this one, too, and complains when it is missing. */
        public Detector(Class<?> kind, int samplingInterval, long unused) {
            this(kind, samplingInterval);
        }

        @Override
        protected void reportTracedLeak(String kind, String records) {
            super.reportTracedLeak(kind, records);
            LEAKS.add(kind + records);
        }

        @Override
        protected void reportUntracedLeak(String kind) {
            super.reportUntracedLeak(kind);
            LEAKS.add(kind);
        }
    }

    /** For classes that handle many buffers: collects garbage first. */
    public static void lookNow() {
        System.gc();
        ByteBufAllocator.DEFAULT.buffer(1).release(); // each new buffer makes the detector look
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var leaks = new ArrayList<String>();
        for (var leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            leaks.add(leak);
        }
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " buffers leaked, perhaps by an earlier class; one of them: " + leaks.getFirst());
        }
    }
}
