package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.LinkContract;
import filbert.net.Listener;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The contract in virtual time. */
final class VirtualLinkTest extends LinkContract {
    private final VirtualNetwork net = new VirtualNetwork(7).latency(Duration.ofMillis(1), Duration.ofMillis(10)).largestPortion(30_000);
    private final VirtualHost host = net.host("192.0.2.7");

    @Override
    protected Dialer dialer() {
        return net.host("192.0.2.8").dialer();
    }

    @Override
    protected Listener listener() {
        return host.listener();
    }

    @Override
    protected Datagrams datagrams() {
        return host.datagrams();
    }

    @Override
    protected HostAddress here() {
        return host.at(0);
    }

    @Override
    protected HostAddress nobody() {
        return host.at(9);
    }

    @Override
    protected void until(BooleanSupplier condition) {
        assertThat(net.runUntil(condition, Duration.ofMinutes(10))).as("waited in vain").isTrue();
    }

    @Override
    protected void on(Link link, Runnable task) {
        link.loop().execute(task);
        net.run(Duration.ZERO);
    }
}
