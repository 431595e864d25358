package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.ServentIdentity;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ListeningPortTest {
    private static final int SEED = 7;

    private final MemoryHouse house = new MemoryHouse();

    private ListeningPort port() {
        house.environment.put("filbert.network.bind-address", "127.0.0.1");
        return new ListeningPort(house, new LayeredSettings(SettingKeys.all(), house, house), new Random(SEED));
    }

    @Test
    void whatAnotherProgramHasIsNotChosen() throws IOException { // C-15
        var first = port().identity().port();
        house.facts.clear();
        try (var tcp = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(port().identity().port()).isNotEqualTo(tcp.getLocalPort());
        }
        house.facts.clear();
        try (var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), first))) {
            assertThat(port().identity().port()).isNotEqualTo(udp.getLocalPort());
        }
    }

    @Test
    void whatWasChosenStaysAlsoWhenSomebodyElseHasItToday() throws IOException { // what hosts and routers know us by; the page says that it is taken
        ServentIdentity chosen = port().identity();
        try (var _ = new ServerSocket(chosen.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(port().identity()).isEqualTo(chosen);
        }
    }
}
