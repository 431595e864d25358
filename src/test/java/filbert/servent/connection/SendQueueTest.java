package filbert.servent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.wire.message.Header;
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
        return queue.add(entry(type, hops, length), Importance.of(type, hops));
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
