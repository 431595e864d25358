package filbert.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The latest things that happened, newest first, at most {@value #KEPT}. Safe from any thread. */
public final class Happenings {
    public static final int KEPT = 100;

    private final Deque<Happening> latest = new ArrayDeque<>();
    private final List<Consumer<Happening>> followers = new CopyOnWriteArrayList<>();
    private final Signal changed = new Signal();

    /** @param follower told of each from now on, in the thread in which it happened; must return at once */
    public void follow(Consumer<Happening> follower) {
        followers.add(follower);
    }

    /** What happened before the program was started: nobody is told of it again. @param before newest first */
    public void recall(List<Happening> before) {
        synchronized (latest) {
            before.stream().limit(KEPT - latest.size()).forEach(latest::addLast);
        }
    }

    public void record(Happening happening) {
        synchronized (latest) {
            latest.addFirst(happening);
            if (latest.size() > KEPT) {
                latest.removeLast();
            }
        }
        changed.raise();
        followers.forEach(follower -> follower.accept(happening));
    }

    public List<Happening> latest(int atMost, Predicate<Happening> wanted) {
        synchronized (latest) {
            return latest.stream().filter(wanted).limit(atMost).toList();
        }
    }

    public Signal changed() {
        return changed;
    }
}
