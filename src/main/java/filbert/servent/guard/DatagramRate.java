package filbert.servent.guard;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many datagrams are looked at: 20 a second of one address, 500 a second of all (1-connect, 11). Any thread. */
public final class DatagramRate {
    static final int PER_ADDRESS = 20;
    static final int OVERALL = 500;
    static final int MOST_ADDRESSES = 4_096;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final Allowance overall;
    private final Map<InetAddress, Allowance> senders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Allowance> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    public DatagramRate(Timeline timeline) {
        this.timeline = timeline;
        this.overall = new Allowance(timeline, OVERALL, SECOND.dividedBy(OVERALL));
    }

    /** @return false for one too many */
    public synchronized boolean admit(InetAddress from) {
        return senders.computeIfAbsent(from, _ -> new Allowance(timeline, PER_ADDRESS, SECOND.dividedBy(PER_ADDRESS))).take()
                && overall.take();
    }

    synchronized int remembered() {
        return senders.size();
    }
}
