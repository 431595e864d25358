package filbert.sharing.library;

import filbert.net.Timeline;
import java.time.Duration;

/** Bytes read per second over the last second of work. Written by one worker, read by anybody. */
final class HashingRate {
    private static final long WINDOW = Duration.ofSeconds(1).toNanos();

    private final Timeline timeline;
    private long since;
    private long bytes;
    private long ofThisFile;
    private volatile long bytesPerSecond;

    HashingRate(Timeline timeline) {
        this.timeline = timeline;
        this.since = timeline.nanos();
    }

    void begin() {
        ofThisFile = 0;
    }

    /**
     * @param bytesSoFar of the file begun last
     * @return whether the rate was reckoned anew
     */
    boolean read(long bytesSoFar) {
        bytes += bytesSoFar - ofThisFile;
        ofThisFile = bytesSoFar;
        var elapsed = timeline.nanos() - since;
        if (elapsed >= WINDOW) {
            bytesPerSecond = bytes * Duration.ofSeconds(1).toNanos() / elapsed;
            since += elapsed;
            bytes = 0;
            return true;
        }
        return false;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }
}
