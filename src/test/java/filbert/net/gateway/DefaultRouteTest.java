package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables as Linux prints them. */
final class DefaultRouteTest {
    private static final String TITLES = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";

    @Test
    void takesTheDefaultRouteOfTheLeastMetric() {
        var table = List.of(
                TITLES,
                "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0",
                "eth0\t00000000\tFE01A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0",
                "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0");
        assertThat(DefaultRoute.among(table, ByteOrder.LITTLE_ENDIAN))
                .contains(new DefaultRoute("eth0", InetAddress.ofLiteral("192.168.1.254"), 100));
    }

    @Test
    void readsTheOrderOfTheMachine() {
        var table = List.of(TITLES, "eth0\t00000000\tC0A801FE\t0003\t0\t0\t0\t00000000\t0\t0\t0");
        assertThat(DefaultRoute.among(table, ByteOrder.BIG_ENDIAN)).contains(new DefaultRoute("eth0", InetAddress.ofLiteral("192.168.1.254"), 0));
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(DefaultRoute.among(List.of(), ByteOrder.LITTLE_ENDIAN)).isEmpty();
        assertThat(DefaultRoute.among(List.of(TITLES, "", "nonsense", "eth0\tx\ty\tz\t0\t0\t0\t0"), ByteOrder.LITTLE_ENDIAN)).isEmpty();
        var downOrWithoutRouter = List.of(
                TITLES, "eth0\t00000000\t0101A8C0\t0002\t0\t0\t0\t00000000\t0\t0\t0", "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0");
        assertThat(DefaultRoute.among(downOrWithoutRouter, ByteOrder.LITTLE_ENDIAN)).isEmpty();
        var half = List.of(TITLES, "tun0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000080\t0\t0\t0");
        assertThat(DefaultRoute.among(half, ByteOrder.LITTLE_ENDIAN)).isEmpty();
    }
}
