package filbert.net.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way out, from Linux's table of IPv4 routes: one line each, after a line of titles; device, destination, gateway, flags (hexadecimal), three
 * counts of which the third is the metric, mask. Addresses are hexadecimal numbers in the byte order of the machine (proc_net(5)).
 */
record DefaultRoute(String device, InetAddress router, int metric) {
    private static final Path TABLE = Path.of("/proc/net/route");
    private static final int MOST_ROUTES = 4_096;
    private static final int UP = 1;
    private static final int BY_A_ROUTER = 2;
    private static final int HEX = 16;
    private static final int DEVICE = 0;
    private static final int DESTINATION = 1;
    private static final int ROUTER = 2;
    private static final int FLAGS = 3;
    private static final int METRIC = 6;
    private static final int MASK = 7;

    /**
     * The one in use; empty when there is none, as in a machine without a network, or one that is no Linux.
     *
     * @param onlyBy the network interface nothing may leave but by; empty for any
     */
    static Optional<Gateway> gateway(String onlyBy) {
        try (Stream<String> lines = Files.lines(TABLE)) {
            var usable = lines.limit(MOST_ROUTES).filter(line -> onlyBy.isEmpty() || line.startsWith("Iface") || line.startsWith(onlyBy + "\t"));
            return among(usable.toList(), ByteOrder.nativeOrder()).flatMap(DefaultRoute::joined).filter(DefaultRoute::ours);
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }

    /** The default route of the least metric. */
    static Optional<DefaultRoute> among(List<String> table, ByteOrder order) {
        return table.stream()
                .skip(1)
                .flatMap(line -> read(line, order).stream())
                .min(Comparator.comparingInt(DefaultRoute::metric));
    }

    private static Optional<DefaultRoute> read(String line, ByteOrder order) {
        var fields = line.strip().split("\\s+", -1);
        try {
            if (fields.length <= MASK || Long.parseLong(fields[DESTINATION], HEX) != 0 || Long.parseLong(fields[MASK], HEX) != 0) {
                return Optional.empty();
            }
            var flags = Integer.parseInt(fields[FLAGS], HEX);
            if ((flags & UP) == 0 || (flags & BY_A_ROUTER) == 0) {
                return Optional.empty();
            }
            var bytes = ByteBuffer.allocate(Integer.BYTES).order(order).putInt(Integer.parseUnsignedInt(fields[ROUTER], HEX)).array();
            return Optional.of(new DefaultRoute(fields[DEVICE], InetAddress.getByAddress(bytes), Integer.parseInt(fields[METRIC])));
        } catch (NumberFormatException | UnknownHostException _) {
            return Optional.empty();
        }
    }

    /** Does the way to the router lead through the device it was found on? */
    private static boolean ours(Gateway gateway) {
        try {
            var device = NetworkInterface.getByInetAddress(gateway.local());
            return device != null && device.getName().equals(gateway.device());
        } catch (SocketException _) {
            return false;
        }
    }

    /** With our own address on that way; nothing is sent for it. */
    private Optional<Gateway> joined() {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(router, PcpCodec.PORT));
            return Optional.of(new Gateway(router, socket.getLocalAddress(), device));
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }
}
