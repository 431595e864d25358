package filbert.servent.topology;

import filbert.event.Signal;
import filbert.net.Timeline;
import java.time.Duration;

/** Tells watchers that something changed, at most four times a second, and does nothing while nobody watches. Confined to the owner. */
final class Stir {
    static final Duration AT_MOST_EVERY = Duration.ofMillis(250);

    private final Signal signal;
    private final Timeline timeline;
    private boolean pending;

    Stir(Signal signal, Timeline timeline) {
        this.signal = signal;
        this.timeline = timeline;
    }

    void stir() {
        if (!pending && signal.watched()) {
            pending = true;
            timeline.after(AT_MOST_EVERY, () -> {
                pending = false;
                signal.raise();
            });
        }
    }
}
