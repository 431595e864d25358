package filbert.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/** Where people can reach the web, as a URL spells it. */
final class WebAddresses {
    private static final int MOST = 4;

    private WebAddresses() {}

    /** The address bound to, or localhost and the first IPv4 addresses of this machine. */
    static List<String> of(InetAddress bound) {
        if (!bound.isAnyLocalAddress()) {
            return List.of(bound instanceof Inet4Address ? bound.getHostAddress() : "[" + bound.getHostAddress() + "]");
        }
        return Stream.concat(Stream.of("localhost"), interfaceAddresses().limit(MOST)).toList();
    }

    private static Stream<String> interfaceAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(ip -> ip instanceof Inet4Address && !ip.isLoopbackAddress())
                    .map(InetAddress::getHostAddress);
        } catch (SocketException e) {
            return Stream.of();
        }
    }
}
