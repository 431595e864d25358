package filbert.simulation;

import filbert.identity.HostAddress;
import filbert.net.Link;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Any number of hosts in one virtual time, with pipes instead of sockets. Everything that happens follows from the seed: latencies, how
 * bytes are split into portions, which datagrams are lost.
 *
 * <pre>
 * var net = new VirtualNetwork(7);
 * var alice = net.host("5.1.1.1").network(AddressScope.PUBLIC);
 * net.run(Duration.ofMinutes(5));
 * </pre>
 */
public final class VirtualNetwork {
    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final Map<InetAddress, VirtualHost> hosts = new LinkedHashMap<>();
    private Duration leastLatency = Duration.ofMillis(5);
    private Duration mostLatency = Duration.ofMillis(50);
    private double datagramLoss;
    private long bytesPerSecond = Long.MAX_VALUE;
    private int largestPortion = 1_460;
    private final Neighbourhood neighbourhood = new Neighbourhood(this);

    public VirtualNetwork(long seed) {
        random = new Random(seed);
    }

    /** What is said to everybody. */
    public Neighbourhood neighbourhood() {
        return neighbourhood;
    }

    /**
     * A new host, or the one that has this address.
     *
     * @param ip any IPv4 or IPv6 literal
     */
    public VirtualHost host(String ip) {
        return hosts.computeIfAbsent(InetAddress.ofLiteral(ip), address -> new VirtualHost(this, address));
    }

    /** One way, drawn anew for each portion and datagram. */
    public VirtualNetwork latency(Duration least, Duration most) {
        leastLatency = least;
        mostLatency = most;
        return this;
    }

    /** @param share of datagrams lost, 0 to 1 */
    public VirtualNetwork datagramLoss(double share) {
        datagramLoss = share;
        return this;
    }

    /** Of each link and direction opened from now on. */
    public VirtualNetwork bandwidth(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        return this;
    }

    /** Bytes arrive in portions of 1 to this many; 1 delivers every byte alone. */
    public VirtualNetwork largestPortion(int bytes) {
        largestPortion = bytes;
        return this;
    }

    public void run(Duration span) {
        time.run(span);
    }

    /** @return whether {@code condition} came true within {@code limit}; time stands at that moment */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        var end = time.nanos() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!time.runNext(end)) {
                time.run(Duration.ofNanos(end - time.nanos()));
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** Everybody's owner, loop and clock. */
    public VirtualTime time() {
        return time;
    }

    public InstantSource instants() {
        return time;
    }

    public RandomGenerator random() {
        return random;
    }

    /** The connection is lost: both ends learn it as a fault of the network. */
    public void pullThePlug(Link link) {
        ((VirtualLink) link).loseConnection();
    }

    @Nullable VirtualHost hostAt(HostAddress address) {
        return hosts.get(address.ip());
    }

    long latency() {
        var spread = mostLatency.toNanos() - leastLatency.toNanos();
        return leastLatency.toNanos() + (spread <= 0 ? 0 : random.nextLong(spread));
    }

    boolean losesDatagram() {
        return datagramLoss > 0 && random.nextDouble() < datagramLoss;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    int portion() {
        return 1 + random.nextInt(largestPortion);
    }
}
