package filbert.servent.guard;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many datagrams are looked at: 20 a second of one address, 500 a second of all (1-connect, 11), or fewer of a kind. Any thread. */
public final class DatagramRate {
    static final int PER_ADDRESS = 20;
    static final int OVERALL = 500;
    static final int MOST_ADDRESSES = 4_096;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final int perAddress;
    private final Allowance overall;
    private final Map<InetAddress, Allowance> senders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Allowance> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    public DatagramRate(Timeline timeline) {
        this(timeline, PER_ADDRESS, OVERALL);
    }

    /** @param perAddress and {@code overall}: in a second */
    public DatagramRate(Timeline timeline, int perAddress, int overall) {
        this.timeline = timeline;
        this.perAddress = perAddress;
        this.overall = new Allowance(timeline, overall, SECOND.dividedBy(overall));
    }

    /** @return false for one too many */
    public synchronized boolean admit(InetAddress from) {
        return senders.computeIfAbsent(from, _ -> new Allowance(timeline, perAddress, SECOND.dividedBy(perAddress))).take()
                && overall.take();
    }

    synchronized int remembered() {
        return senders.size();
    }
}
