package filbert.net.gateway;

import filbert.net.Timeline;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.random.RandomGenerator;

/** How a router is asked: the clients for it, in the order in which they are tried. */
interface Clients {
    List<GatewayClient> of(Gateway gateway);

    /** Those of this package, at the ports the documents give. */
    static Clients real(Timeline timeline, RandomGenerator random) {
        return gateway -> {
            var control = new InetSocketAddress(gateway.address(), PcpCodec.PORT);
            var group = new InetSocketAddress(SsdpCodec.GROUP, SsdpCodec.PORT);
            var device = new InetSocketAddress(gateway.address(), SsdpCodec.PORT);
            var search = new Search(gateway, List.of(group, device), Search.ROUNDS, Search.PATIENCE, timeline);
            return List.of(
                    new PcpClient(control, gateway.local(), PcpClient.WAITS, timeline, random),
                    new NatPmpClient(control, NatPmpClient.WAITS, timeline),
                    new UpnpClient(gateway, search, new GatewayHttp(gateway.address(), GatewayHttp.PATIENCE), random));
        };
    }
}
