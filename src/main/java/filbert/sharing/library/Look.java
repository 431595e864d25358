package filbert.sharing.library;

import filbert.net.Timeline;

/** One worker's look at one folder. A network mount whose other end is gone answers nothing at all: such a look is left behind. Safe from any thread. */
final class Look {
    final long folder;

    private final Timeline timeline;
    private volatile long stepped;
    private volatile boolean leftBehind;

    Look(long folder, Timeline timeline) {
        this.folder = folder;
        this.timeline = timeline;
        this.stepped = timeline.nanos();
    }

    /** The disk answered. */
    void step() {
        stepped = timeline.nanos();
    }

    long stillFor() {
        return timeline.nanos() - stepped;
    }

    void leaveBehind() {
        leftBehind = true;
    }

    boolean isLeftBehind() {
        return leftBehind;
    }
}
