package filbert.household;

import filbert.identity.Guid;
import filbert.servent.ServentIdentity;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Who this servent is on the network and where it listens: chosen at random among what is free once, then kept (1-connect, C-15). Thread-safe. */
public final class ListeningPort {
    private static final String PORT = "network.port";
    private static final String GUID = "network.guid";
    private static final int MOST_TRIES = 100;

    private final Keepsakes keepsakes;
    private final LayeredSettings settings;
    private final RandomGenerator random;

    public ListeningPort(Keepsakes keepsakes, LayeredSettings settings, RandomGenerator random) {
        this.keepsakes = keepsakes;
        this.settings = settings;
        this.random = random;
    }

    /** The GUID kept, and the port as set or, unless set, as kept. */
    public synchronized ServentIdentity identity() {
        var guid = keepsakes.recall(GUID).map(Guid::parse).orElseGet(() -> keepGuid(ServentIdentity.random(random).guid()));
        var set = settings.number(SettingKeys.NETWORK_PORT);
        return new ServentIdentity(guid, set != 0 ? set : kept());
    }

    private Guid keepGuid(Guid guid) {
        keepsakes.keep(GUID, guid.toString());
        return guid;
    }

    private int kept() {
        return keepsakes.recall(PORT).map(Integer::parseInt).orElseGet(() -> keep(freeOne(drawn())));
    }

    private int drawn() {
        return ServentIdentity.random(random).port();
    }

    private int keep(int port) {
        keepsakes.keep(PORT, String.valueOf(port));
        return port;
    }

    /** The port as set or kept if it is free, else another one, kept from now on. */
    synchronized int offer() {
        var known = identity().port();
        var free = freeOne(known);
        return free == known ? known : keep(free);
    }

    private int freeOne(int first) {
        var port = first;
        for (int i = 0; i < MOST_TRIES && !isFree(port); i++) {
            port = drawn();
        }
        return port;
    }

    /** Whether nobody has it, TCP or UDP, at the address we bind to. */
    boolean isFree(int port) {
        var address = new InetSocketAddress(InetAddress.ofLiteral(settings.text(SettingKeys.NETWORK_BIND_ADDRESS)), port);
        try (var tcp = new ServerSocket();
                var udp = new DatagramSocket(null)) {
            tcp.setReuseAddress(true);
            tcp.bind(address);
            udp.bind(address);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
