package filbert.identity;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where a servent can be called: a literal IPv4 or IPv6 address and a port, 0 to 65535. Names are never resolved. */
public record HostAddress(InetAddress ip, int port) {
    /** The port meant by a text that names none (1-connect, 2.1). */
    public static final int DEFAULT_PORT = 6346;

    private static final int MAX_PORT = 65_535;

    public HostAddress {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + ", need 0 to " + MAX_PORT);
        }
    }

    /** @param ip 4 or 16 bytes in network order */
    public static HostAddress of(byte[] ip, int port) {
        try {
            return new HostAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address of " + ip.length + " bytes", e);
        }
    }

    /** @param ipv4 the four bytes in network order, first byte most significant */
    public static HostAddress of(int ipv4, int port) {
        return of(new byte[] {(byte) (ipv4 >>> 24), (byte) (ipv4 >>> 16), (byte) (ipv4 >>> 8), (byte) ipv4}, port);
    }

    public static HostAddress of(InetSocketAddress socket) {
        return new HostAddress(socket.getAddress(), socket.getPort());
    }

    /** Reads {@code a.b.c.d[:port]} or {@code [v6][:port]}; a missing port is 6346. Empty for anything else, names included. */
    public static Optional<HostAddress> parse(String text) {
        var trimmed = text.trim();
        try {
            if (trimmed.startsWith("[")) {
                var end = trimmed.indexOf(']');
                if (end < 0) {
                    return Optional.empty();
                }
                var ip = Inet6Address.ofLiteral(trimmed.substring(1, end));
                return Optional.of(new HostAddress(ip, port(trimmed.substring(end + 1))));
            }
            var colon = trimmed.indexOf(':');
            var host = colon < 0 ? trimmed : trimmed.substring(0, colon);
            if (!host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
                return Optional.empty();
            }
            return Optional.of(
                    new HostAddress(Inet4Address.ofLiteral(host), port(colon < 0 ? "" : trimmed.substring(colon))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static int port(String colonAndPort) {
        if (colonAndPort.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!colonAndPort.matches(":\\d{1,5}")) {
            throw new IllegalArgumentException("port '" + colonAndPort + "'");
        }
        return Integer.parseInt(colonAndPort.substring(1));
    }

    public boolean isIpv4() {
        return ip instanceof Inet4Address;
    }

    public InetSocketAddress toSocket() {
        return new InetSocketAddress(ip, port);
    }

    /** {@code a.b.c.d:port} or {@code [v6]:port}. */
    @Override
    public String toString() {
        var host = ip.getHostAddress();
        return (isIpv4() ? host : "[" + host + "]") + ":" + port;
    }
}
