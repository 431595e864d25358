package filbert.config;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other threads do. */
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Eventually() {}

    /** Returns once {@code assertion} holds; throws what it throws when it never does. */
    static void eventually(Runnable assertion) {
        var begin = System.nanoTime();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }
}
