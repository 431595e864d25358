package filbert.net.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.LocalNetwork;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real sockets, on the loopback interface alone. */
final class LanInterfacesTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration SOON = Duration.ofSeconds(5); // 1-connect, C-96

    private static final class Ears implements LocalNetwork.Hearer {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        final BlockingQueue<String> announced = new LinkedBlockingQueue<>();

        @Override
        public void heard(HostAddress from, ByteBuf datagram) {
            heard.add(datagram.toString(StandardCharsets.US_ASCII));
            datagram.release();
        }

        @Override
        public void announced(HostAddress servent, String id) {
            if (servent.isIpv4()) {
                announced.add(servent.port() + " " + id);
            }
        }
    }

    private static LocalNetwork.Presence join(int port, String id, Ears ears) {
        try {
            return new LanInterfaces(AddressScope.LOOPBACK, () -> List.of(LOOPBACK)).join(port, id, ears);
        } catch (IOException e) {
            return abort("the loopback interface of this machine takes no part in multicast: " + e.getMessage());
        }
    }

    private static boolean comes(BlockingQueue<String> queue, String wanted) throws InterruptedException {
        var end = System.nanoTime() + SOON.toNanos();
        for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (wanted.equals(queue.poll(left, TimeUnit.NANOSECONDS))) {
                return true;
            }
        }
        return false;
    }

    @Test
    @DisplayName("C-95 what is said to everybody is heard by everybody on this network")
    void everybodyHears() throws InterruptedException {
        var one = new Ears();
        var other = new Ears();
        var here = join(7001, "11111111", one);
        var there = join(7002, "22222222", other);
        here.shout(Unpooled.copiedBuffer("hazel", StandardCharsets.US_ASCII));
        assertThat(comes(other.heard, "hazel")).isTrue();
        assertThat(comes(one.heard, "hazel")).as("our own voice, too").isTrue();
        there.leave();
        here.leave();
    }

    @Test
    @DisplayName("C-96 each is announced to the other within five seconds, with port and id")
    void eachIsAnnounced() throws InterruptedException {
        var one = new Ears();
        var other = new Ears();
        var here = join(7001, "11111111", one);
        var there = join(7002, "22222222", other);
        assertThat(comes(one.announced, "7002 22222222")).isTrue();
        assertThat(comes(other.announced, "7001 11111111")).isTrue();
        there.leave();
        var late = new Ears();
        var newcomer = join(7003, "33333333", late);
        assertThat(comes(late.announced, "7001 11111111")).isTrue();
        assertThat(late.announced).as("who has left is withdrawn").doesNotContain("7002 22222222");
        newcomer.leave();
        here.leave();
    }

    @Test
    void withoutAnInterfaceTheReasonIsSaid() {
        var nowhere = new LanInterfaces(AddressScope.LAN, () -> List.of(InetAddress.ofLiteral("192.0.2.77")));
        assertThatThrownBy(() -> nowhere.join(7001, "11111111", new Ears())).isInstanceOf(IOException.class).hasMessageContaining("multicast");
    }
}
