package filbert.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.function.Predicate;

/** The addresses of this machine, and with IPv6 those of its networks: they look like any on the Internet, and are next door. */
final class OwnNetworks implements Predicate<InetAddress> {
    private static final int NETWORK_BYTES = 8; // a /64

    @Override
    public boolean test(InetAddress address) {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).anyMatch(ours -> near(ours, address));
        } catch (SocketException e) {
            return true; // rather one too few
        }
    }

    private static boolean near(InetAddress ours, InetAddress address) {
        return ours.equals(address)
                || ours instanceof Inet6Address
                        && address instanceof Inet6Address
                        && !ours.isLinkLocalAddress()
                        && !ours.isLoopbackAddress()
                        && Arrays.equals(ours.getAddress(), 0, NETWORK_BYTES, address.getAddress(), 0, NETWORK_BYTES);
    }
}
