package filbert.sharing.download;

import filbert.identity.HostAddress;
import java.time.Instant;
import java.util.List;

/**
 * One download looked at closely, as it stands: immutable.
 *
 * @param shares whose bytes they are, in order, as far as that is remembered; ranges do not overlap
 * @param log what happened since the program started, oldest first; at most {@value #MOST_ENTRIES}
 */
public record DownloadDetail(List<Share> shares, List<Entry> log) {
    public static final int MOST_ENTRIES = 100; // ours
    public static final int MOST_SHARES = 1_000; // ours: no picture shows more

    public static final DownloadDetail NOTHING = new DownloadDetail(List.of(), List.of());

    /** Bytes {@code from} to {@code to}, exclusive, that a host brought, or that are {@code coming} from it now. */
    public record Share(long from, long to, HostAddress host, boolean coming) {}

    /**
     * Something that happened.
     *
     * @param at the last time
     * @param what message key below {@code download.log.}
     * @param who the host it was about, or empty
     * @param about a path, a range, the key of a reason: or empty; escape when shown
     * @param grounds why that host is left alone or given up, or its queue
     * @param times how often
     */
    public record Entry(Instant at, String what, String who, String about, Grounds grounds, int times) {}
}
