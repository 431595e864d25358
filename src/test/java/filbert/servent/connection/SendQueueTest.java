package filbert.servent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.message.Header;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.HopsFlow;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.PushProxyAcknowledgement;
import filbert.wire.vendor.PushProxyCancel;
import filbert.wire.vendor.PushProxyRequest;
import filbert.wire.vendor.QueryStatusRequest;
import filbert.wire.vendor.QueryStatusResponse;
import filbert.wire.vendor.TcpConnectBack;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SendQueueTest {
    private final SendQueue queue = new SendQueue();

    private static SendQueue.Entry entry(int type, int hops, int length) {
        var payload = Unpooled.buffer(length).writeZero(length);
        return new SendQueue.Entry(new Header(Guid.ZERO, type, 1, hops, length), payload, 0, length);
    }

    private boolean add(int type, int hops, int length) {
        return queue.add(entry(type, hops, length), type == Header.VENDOR ? Importance.of(new HopsFlow(0).toVendor()) : Importance.of(type, hops));
    }

    private List<String> drain() {
        var left = new ArrayList<String>();
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            left.add(MessageKind.of(next.header().type()).word() + " " + next.header().hops());
            next.payload().release();
        }
        return left;
    }

    @Test
    void whatMattersMostLeavesFirst() {
        for (var type : new int[] {0x77, Header.PING, Header.QUERY, Header.PONG, Header.QUERY_HIT, Header.PUSH, Header.QRP, Header.VENDOR, Header.BYE}) {
            add(type, 0, 10);
        }
        assertThat(drain()).containsExactly("bye 0", "vendor 0", "query routing 0", "push 0", "query hit 0", "pong 0", "query 0", "ping 0", "other 0");
    }

    @Test // 1-connect, 5.1
    void vendorMessagesAreCommandsNewsOrSmallTalk() {
        var supported = new MessagesSupported(List.of()).toVendor();
        var proxy = PushProxyAcknowledgement.at(HostAddress.of(0x05010101, 6346)).toVendor();
        assertThat(List.of(new HopsFlow(0).toVendor(), new QueryStatusResponse(3).toVendor(), new PushProxyRequest().toVendor(), proxy))
                .extracting(Importance::of)
                .allMatch(rank -> rank > Importance.of(Header.QRP, 0) && rank < Importance.of(Header.BYE, 0));
        assertThat(List.of(supported, Features.NONE.toVendor(), new Vendor("LIME", 12, 3)))
                .extracting(Importance::of)
                .allMatch(rank -> rank == 7 * 16);
        assertThat(List.of(new QueryStatusRequest().toVendor(), new Vendor("LIME", 11, 3))).extracting(Importance::of).allMatch(rank -> rank == 6 * 16);
        assertThat(Importance.of(new Vendor("LIME", 23, 2))).isEqualTo(Importance.of(Header.QUERY_HIT, 0));
        assertThat(Importance.of(new TcpConnectBack(7_000).toVendor())).isEqualTo(3 * 16);
        assertThat(List.of(new Vendor("LIME", 13, 1), new Vendor("LIME", 24, 2))).extracting(Importance::of).allMatch(rank -> rank == 2 * 16);
        assertThat(Importance.of(new Vendor("LIME", 5, 1))).isEqualTo(16);
        assertThat(List.of(new PushProxyCancel().toVendor(), new Vendor("GTKG", 22, 1))).extracting(Importance::of).allMatch(rank -> rank == 0);
    }

    @Test // 1-connect, 5.1
    void aQueueThatIsStuckShedsWhatIsCheap() {
        for (var i = 0; i < 10; i++) {
            add(Header.PING, 0, 1_000);
            add(Header.QUERY_HIT, 1, 1_000);
            add(Header.PUSH, 1, 1_000);
            add(Header.QRP, 0, 1_000);
        }
        queue.shed(Importance.ofAnyPush(), 24 * 1_024);
        assertThat(queue.bytes()).isLessThanOrEqualTo(24 * 1_024);
        assertThat(drain()).filteredOn(left -> left.startsWith("push") || left.startsWith("query routing")).hasSize(20);
        for (var i = 0; i < 30; i++) {
            add(Header.PUSH, 1, 1_000);
        }
        queue.shed(Importance.ofAnyPush(), 24 * 1_024);
        assertThat(drain()).as("pushes stay").hasSize(30);
    }

    @Test
    void equalsLeaveInTheOrderTheyCame() {
        for (var length = 1; length <= 5; length++) {
            add(Header.QRP, 0, length);
        }
        var lengths = new ArrayList<Integer>();
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            lengths.add(next.length());
        }
        assertThat(lengths).containsExactly(1, 2, 3, 4, 5);
    }

    @Test // C-52
    void itNeverHoldsMoreThan96KibibytesWhateverComes() {
        var random = new Random(1);
        var types = new int[] {0x77, Header.PING, Header.QUERY, Header.PONG, Header.QUERY_HIT, Header.PUSH, Header.QRP, Header.VENDOR};
        for (var i = 0; i < 20_000; i++) {
            add(types[random.nextInt(types.length)], random.nextInt(20), random.nextInt(4_000));
            assertThat(queue.bytes()).isLessThanOrEqualTo(96 * 1024);
            if (random.nextInt(50) == 0 && queue.poll() instanceof SendQueue.Entry sent) {
                sent.payload().release();
            }
        }
        assertThat(queue.dropped()).isPositive();
        queue.clear();
        assertThat(queue.bytes()).isZero();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test // C-52
    void aFullQueueDropsTheLeastImportantFirst() {
        for (var i = 0; i < 48; i++) {
            assertThat(add(Header.QUERY, 1, 1_000)).isTrue();
            assertThat(add(Header.PING, 1, 1_000)).isTrue();
        }
        assertThat(add(Header.QUERY_HIT, 1, 10_000)).as("something was dropped").isFalse();
        assertThat(queue.dropped()).isEqualTo(10);
        var left = drain();
        assertThat(left).filteredOn("query 1"::equals).hasSize(48);
        assertThat(left).filteredOn("ping 1"::equals).hasSize(38);
        assertThat(left).first().isEqualTo("query hit 1");
    }

    @Test // C-52
    void aNewcomerThatMattersNoMoreThanTheRestIsDroppedItself() {
        while (add(Header.QUERY, 1, 1_000)) {}
        var before = queue.bytes();
        var late = entry(Header.QUERY, 1, 1_000);
        assertThat(queue.add(late, Importance.of(Header.QUERY, 1))).isFalse();
        assertThat(late.payload().refCnt()).isZero();
        assertThat(queue.bytes()).isEqualTo(before);
    }

    @Test // C-53
    void queriesThatHaveComeFarGoBeforeYoungOnes() {
        for (var hops : new int[] {3, 0, 2, 1}) {
            for (var i = 0; i < 23; i++) {
                add(Header.QUERY, hops, 1_000);
            }
        }
        add(Header.QUERY_HIT, 0, 30_000);
        assertThat(drain()).filteredOn("query 3"::equals).isEmpty();
    }

    @Test // C-53
    void hitsThatHaveComeFarOutliveYoungOnes() {
        for (var hops : new int[] {3, 0, 2, 1}) {
            for (var i = 0; i < 23; i++) {
                add(Header.QUERY_HIT, hops, 1_000);
            }
        }
        add(Header.PUSH, 0, 30_000);
        var left = drain();
        assertThat(left).filteredOn("query hit 0"::equals).isEmpty();
        assertThat(left).filteredOn("query hit 3"::equals).hasSize(23);
        assertThat(left.indexOf("query hit 3")).isLessThan(left.indexOf("query hit 2"));
    }

    @Test
    void whatIsTakenOutIsReleased() {
        var query = entry(Header.QUERY, 2, 10);
        var hit = entry(Header.QUERY_HIT, 2, 10);
        queue.add(query, Importance.of(Header.QUERY, 2));
        queue.add(hit, Importance.of(Header.QUERY_HIT, 2));
        queue.removeIf(header -> header.type() == Header.QUERY);
        assertThat(query.payload().refCnt()).isZero();
        assertThat(hit.payload().refCnt()).isOne();
        assertThat(queue.bytes()).isEqualTo(33);
        queue.clear();
        assertThat(hit.payload().refCnt()).isZero();
    }
}
