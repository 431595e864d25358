package filbert.sharing.download;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What became of asking one source by datagram: a reason to call it before others or after.
 *
 * @param askedAt nanos of the owner's timeline
 * @param heard null while it has not answered
 * @param took nanos
 */
record Echo(long askedAt, @Nullable Sounding heard, long took) {
    /** Of a source that was not asked. */
    static final Echo NONE = new Echo(0, null, 0);

    /** 3-transfer, 3.8.3: "free slots, partial, RTT"; of those with a line the shorter, and whoever can be called before who has to be asked to call. */
    static final Comparator<Echo> BEST_FIRST = Comparator.comparingInt(Echo::rank)
            .thenComparing(echo -> echo.heard != null && echo.heard.firewalled())
            .thenComparingInt(echo -> echo.heard == null ? 0 : Math.max(0, echo.heard.waiting()))
            .thenComparingLong(Echo::took);

    static Echo asked(long now) {
        return new Echo(now, null, 0);
    }

    Echo answered(Sounding says, long now) {
        return new Echo(askedAt, says, now - askedAt);
    }

    boolean hasRoom() {
        return heard != null && heard.hasRoom();
    }

    private int rank() {
        return heard == null ? Sounding.UNKNOWN : heard.rank();
    }
}
