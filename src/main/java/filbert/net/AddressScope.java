package filbert.net;

import filbert.identity.HostAddress;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses are hosts one may dial, keep and hand on (1-connect, 8.6). Chosen by the network mode; it alone decides the address
 * filters, the per-address rules and the handshake bans. There is no test-only switch.
 */
public enum AddressScope {
    /** Addresses of the public Internet only. */
    PUBLIC,
    /** Addresses of a local network only. */
    LAN,
    /** 127.0.0.0/8 and ::1 only. */
    LOOPBACK;

    private static final int LOWEST_PORT = 1024;

    /** May this host be dialled and handed on? Ports below 1024 never are, whatever the scope. */
    public boolean admits(HostAddress host) {
        return host.port() >= LOWEST_PORT && admits(host.ip());
    }

    public boolean admits(InetAddress ip) {
        return switch (this) {
            case PUBLIC -> !isReserved(ip);
            case LAN -> isLan(ip);
            case LOOPBACK -> ip.isLoopbackAddress();
        };
    }

    /** Do rules against strangers (handshakes per minute, connections per address and per /24) apply to this address? */
    public boolean isStranger(InetAddress ip) {
        return this == PUBLIC && !isLan(ip) && !ip.isLoopbackAddress();
    }

    private static boolean isLan(InetAddress ip) {
        var bytes = ip.getAddress();
        return ip.isSiteLocalAddress() || ip.isLinkLocalAddress() || (ip instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC);
    }

    private static boolean isReserved(InetAddress ip) {
        var b = ip.getAddress();
        var first = b[0] & 0xFF;
        var second = b[1] & 0xFF;
        var third = b[2] & 0xFF;
        if (ip instanceof Inet4Address) {
            return switch (first) {
                case 0, 10, 127 -> true;
                case 100 -> second >= 64 && second < 128;
                case 169 -> second == 254;
                case 172 -> second >= 16 && second < 32;
                case 192 -> second == 168 || (second == 0 && (third == 0 || third == 2));
                case 198 -> second == 18 || second == 19 || (second == 51 && third == 100);
                case 203 -> second == 0 && third == 113;
                default -> first >= 224;
            };
        }
        return ip.isAnyLocalAddress()
                || ip.isLoopbackAddress()
                || ip.isLinkLocalAddress()
                || ip.isSiteLocalAddress()
                || ip.isMulticastAddress()
                || (first & 0xFE) == 0xFC
                || (first == 0x20 && second == 0x01 && third == 0x0D && (b[3] & 0xFF) == 0xB8);
    }
}
