package filbert.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * "Something here changed; look again if you care." Carries no data, so it never queues: watchers re-read an immutable view at their
 * own pace, and nothing is built while nobody watches. Safe from any thread; listeners must return at once.
 */
public final class Signal {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @return ends the watching; harmless when called twice */
    public Runnable watch(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public boolean watched() {
        return !listeners.isEmpty();
    }

    public void raise() {
        listeners.forEach(Runnable::run);
    }
}
