package filbert.servent.topology;

import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** GGEP keys of pings and pongs (1-connect, 6.3). A known key of a wrong length is ignored, and only that key. */
final class PongKeys {
    static final String SEND_CACHED_HOSTS = "SCP";
    static final String PACKED_HOSTS = "IPP";
    static final String ULTRAPEER = "UP";
    static final String VENDOR = "VC";
    static final String DAILY_UPTIME = "DU";
    static final String ADDRESS = "IP";

    /** "I want ultrapeers with room for an ultrapeer"; without it, with room for a leaf. */
    static final byte WANTS_ULTRAPEER_SLOTS = 0x01;

    static final int MOST_PACKED = 10;

    private static final int PACKED = 6; // IPv4 in network order, port little-endian
    private static final int ULTRAPEER_LENGTH = 3;
    private static final int MOST_READ = 50;

    private PongKeys() {}

    /** IPv4 hosts only; the others are left out. */
    static byte[] pack(List<HostAddress> hosts) {
        var ipv4 = hosts.stream().filter(HostAddress::isIpv4).toList();
        var packed = ByteBuffer.allocate(ipv4.size() * PACKED).order(ByteOrder.LITTLE_ENDIAN);
        ipv4.forEach(host -> packed.put(host.ip().getAddress()).putShort((short) host.port()));
        return packed.array();
    }

    /** Hosts without port 0. */
    static List<HostAddress> packedHosts(Ggep pong) {
        var packed = pong.get(PACKED_HOSTS).filter(bytes -> bytes.length % PACKED == 0).map(ByteBuffer::wrap);
        if (packed.isEmpty()) {
            return List.of();
        }
        var in = packed.get().order(ByteOrder.LITTLE_ENDIAN);
        var hosts = new ArrayList<HostAddress>();
        while (in.hasRemaining() && hosts.size() < MOST_READ) {
            var ip = new byte[PACKED - 2];
            in.get(ip);
            var port = Short.toUnsignedInt(in.getShort());
            if (port != 0) {
                hosts.add(HostAddress.of(ip, port));
            }
        }
        return hosts;
    }

    /** Version 0, free leaf slots, free ultrapeer slots. */
    static byte[] slots(int leaves, int ultrapeers) {
        return new byte[] {0, (byte) Math.min(leaves, 255), (byte) Math.min(ultrapeers, 255)};
    }

    /** Does the pong say there is room for one like us? */
    static boolean hasRoom(Ggep pong, boolean forUltrapeer) {
        return pong.get(ULTRAPEER).filter(bytes -> bytes.length == ULTRAPEER_LENGTH && bytes[forUltrapeer ? 2 : 1] != 0).isPresent();
    }

    /** The address a datagram came from: IP, then port little-endian. */
    static byte[] observed(HostAddress from) {
        var ip = from.ip().getAddress();
        return ByteBuffer.allocate(ip.length + Short.BYTES)
                .put(ip)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) from.port())
                .array();
    }

    static Optional<InetAddress> observed(Ggep pong) {
        return pong.get(ADDRESS).filter(bytes -> bytes.length == 6 || bytes.length == 18).flatMap(bytes -> {
            try {
                return Optional.of(InetAddress.getByAddress(Arrays.copyOf(bytes, bytes.length - Short.BYTES)));
            } catch (UnknownHostException impossible) {
                return Optional.empty();
            }
        });
    }
}
