package filbert.net.gateway;

import filbert.net.Timeline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Searches for the UPnP device on the router, by multicast and by asking the router itself (UPnP Device Architecture 1.1, 1.3.2). Only what comes
 * from the router's address is heard. Blocks.
 *
 * @param to the multicast group, and the router's own port for searches
 * @param rounds how often, for datagrams get lost
 */
record Search(Gateway gateway, List<InetSocketAddress> to, int rounds, Duration patience, Timeline timeline) {
    static final int ROUNDS = 2;
    static final Duration PATIENCE = Duration.ofMillis(2_500); // MX, and half a second for the way

    private static final int MX_SECONDS = 2;
    private static final int HOPS = 2; // 1.3.2: the default
    private static final int MOST_ANSWERS = 64;

    Search {
        to = List.copyOf(to);
    }

    /** @return where the router describes its device; empty when it does not answer */
    Optional<URI> location() throws GatewayException {
        try (var socket = new DatagramSocket(new InetSocketAddress(gateway.local(), 0))) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
            for (int i = 0; i < rounds; i++) {
                for (var target : SsdpCodec.TARGETS) {
                    for (var address : to) {
                        var search = SsdpCodec.search(target, MX_SECONDS);
                        send(socket, new DatagramPacket(search, search.length, address));
                    }
                }
                var found = await(socket);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw GatewayException.confused(String.valueOf(e.getMessage()));
        }
    }

    /** Where there is no way for multicast, the router itself still hears. */
    private static void send(DatagramSocket socket, DatagramPacket packet) throws IOException {
        try {
            socket.send(packet);
        } catch (IOException e) {
            if (!packet.getAddress().isMulticastAddress()) {
                throw e;
            }
        }
    }

    private Optional<URI> await(DatagramSocket socket) throws IOException {
        var until = timeline.nanos() + patience.toNanos();
        var packet = new DatagramPacket(new byte[SsdpCodec.LONGEST + 1], SsdpCodec.LONGEST + 1);
        for (int i = 0; i < MOST_ANSWERS; i++) {
            var left = Duration.ofNanos(until - timeline.nanos()).toMillis();
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                socket.setSoTimeout((int) left);
                packet.setLength(SsdpCodec.LONGEST + 1);
                socket.receive(packet);
            } catch (SocketTimeoutException _) {
                return Optional.empty();
            }
            if (packet.getAddress().equals(gateway.address())) {
                var found = SsdpCodec.location(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
