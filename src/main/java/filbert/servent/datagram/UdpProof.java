package filbert.servent.datagram;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * Did a datagram reach us by itself? One from an address we have not written to lately did: a firewall that only lets answers in would have kept it
 * out (1-connect, 9; C-79). Confined to the owner.
 */
public final class UdpProof {
    static final Duration ANSWERS_WITHIN = Duration.ofSeconds(120); // 1-connect, 9
    static final int MOST_WRITTEN_TO = 4_096;

    private final Timeline timeline;
    private final LinkedHashMap<InetAddress, Long> writtenTo = new LinkedHashMap<>();
    private long doubtfulUntil;

    public UdpProof(Timeline timeline) {
        this.timeline = timeline;
        this.doubtfulUntil = timeline.nanos();
    }

    public void sent(InetAddress to) {
        var now = timeline.nanos();
        writtenTo.remove(to);
        writtenTo.put(to, now);
        if (writtenTo.size() > MOST_WRITTEN_TO) {
            doubtfulUntil = writtenTo.pollFirstEntry().getValue() + ANSWERS_WITHIN.toNanos(); // an answer could not be told from a call
        }
    }

    /** Does a datagram from this address, now, prove that strangers' reach us? */
    public boolean isUnsolicited(InetAddress from) {
        return !mayAnswer(from) && timeline.nanos() - doubtfulUntil >= 0;
    }

    /** Has this address been written to lately? */
    public boolean mayAnswer(InetAddress from) {
        var written = writtenTo.get(from);
        return written != null && timeline.nanos() - written < ANSWERS_WITHIN.toNanos();
    }

    int remembered() {
        return writtenTo.size();
    }
}
