package filbert.servent.datagram;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * Do unsolicited datagrams reach us? One from an address we have not written to lately proves it, for a while: a firewall that only lets answers
 * in would have kept it out (1-connect, 9; C-79). Confined to the owner.
 */
public final class UdpProof {
    static final Duration LASTS = Duration.ofMinutes(30); // 1-connect, 9
    static final Duration ANSWERS_WITHIN = Duration.ofSeconds(120); // 1-connect, 9
    static final int MOST_WRITTEN_TO = 4_096;

    private final Timeline timeline;
    private final LinkedHashMap<InetAddress, Long> writtenTo = new LinkedHashMap<>();
    private long doubtfulUntil;
    private boolean ever;
    private long provedAt;

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

    public void heard(InetAddress from) {
        var now = timeline.nanos();
        var written = writtenTo.get(from);
        if ((written == null || now - written >= ANSWERS_WITHIN.toNanos()) && now - doubtfulUntil >= 0) {
            ever = true;
            provedAt = now;
        }
    }

    public boolean stands() {
        return ever && timeline.nanos() - provedAt < LASTS.toNanos();
    }

    int remembered() {
        return writtenTo.size();
    }
}
