package filbert.net.netty;

import filbert.net.Interfaces;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interfaces as the system tells. */
public final class SystemInterfaces implements Interfaces {
    private static final Logger LOG = LoggerFactory.getLogger(SystemInterfaces.class);

    @Override
    public List<InetAddress> addresses(String name) {
        try {
            var found = NetworkInterface.getByName(name);
            return found == null || !found.isUp() ? List.of() : found.inetAddresses().map(SystemInterfaces::bare).toList();
        } catch (SocketException e) {
            LOG.debug("{} cannot be looked at: {}", name, e.getMessage()); // it vanished between two questions
            return List.of();
        }
    }

    /** Without the number of the interface, which an address that travels has not. */
    private static InetAddress bare(InetAddress ip) {
        try {
            return InetAddress.getByAddress(ip.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("bug: an address of a wrong length", e);
        }
    }
}
