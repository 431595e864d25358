package filbert.sharing.library;

import filbert.event.Signal;
import filbert.net.Timeline;
import java.time.Duration;

/** Raises a signal at once, and again as long as there is reason to, but not more often than once a second. Safe from any thread. */
final class Conflated {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Signal signal = new Signal();
    private final Timeline timeline;
    private boolean pausing;
    private boolean again;

    Conflated(Timeline timeline) {
        this.timeline = timeline;
    }

    Signal signal() {
        return signal;
    }

    void raise() {
        synchronized (this) {
            if (pausing) {
                again = true;
                return;
            }
            pausing = true;
        }
        signal.raise();
        timeline.after(PAUSE, this::paused);
    }

    private void paused() {
        synchronized (this) {
            pausing = false;
            if (!again) {
                return;
            }
            again = false;
        }
        raise();
    }
}
