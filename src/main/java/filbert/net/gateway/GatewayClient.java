package filbert.net.gateway;

import java.net.InetAddress;
import java.util.Optional;

/** One way of asking one router. Every method blocks, within the limits of its protocol; used by one thread at a time. */
interface GatewayClient {
    Method method();

    /** Does the router speak this? Opens nothing. @return its address as the outside sees it, if it says so without opening anything */
    Optional<InetAddress> probe() throws GatewayException;

    /** Opens a port, or keeps it open for another lease. */
    Grant open(Wish wish) throws GatewayException;

    /** Takes a port back. */
    void close(Grant granted) throws GatewayException;
}
