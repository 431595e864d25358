package filbert.net.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import filbert.identity.HostAddress;
import filbert.net.Precedence;
import io.netty.buffer.Unpooled;
import filbert.net.Recorder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The contract where our own limit is always there, and reached again and again; and what the limit adds to it. */
final class CappedLinkTest extends NettyContract {
    private static final long RATE = 24 << 20;
    private static final int SLOW = 1_024;
    private static final int MEGABYTE = 1_000_000;
    private static final Duration LAST = Duration.ofSeconds(20);
    private static final long QUIET = 500; // milliseconds in which nothing more is taken
    private static final long MOST_UNREAD = 40 * 1_024;

    CappedLinkTest() {
        super(Transport.quickest());
        bandwidth.up().rate(RATE);
        bandwidth.down().rate(RATE);
    }

    private CompletableFuture<Long> send(Pair pair, FileChannel file) {
        return pair.caller().sendFile(file, 0, MEGABYTE, _ -> {}).toCompletableFuture();
    }

    @Test
    void whatLeavesIsWhatComesInTlsIncluded() throws IOException {
        var plain = pair();
        var secret = pair();
        encrypt(secret);
        try (var file = file(noise(MEGABYTE))) {
            plain.caller().write(bytes("x".repeat(10_000)));
            secret.called().write(bytes("x".repeat(10_000)));
            var sent = CompletableFuture.allOf(send(plain, file), send(secret, file));
            until(() -> sent.isDone() && plain.atCalled().size() == MEGABYTE + 10_000 && secret.atCalled().size() == MEGABYTE && secret.atCaller().size() == 10_000);
        }
        assertThat(bandwidth.up().passed()).isGreaterThan(2 * MEGABYTE + 20_000);
        until(() -> bandwidth.up().passed() == bandwidth.down().passed());
    }

    @Test
    void datagramsCountToo() throws IOException {
        var heard = new AtomicInteger();
        var here = datagrams().bind(here(), (_, bytes) -> {
            heard.addAndGet(bytes.readableBytes());
            bytes.release();
        });
        for (var i = 0; i < 10; i++) {
            here.send(HostAddress.of(here.local().toSocket()), Unpooled.buffer(500).writeZero(500));
        }
        until(() -> heard.get() == 5_000);
        assertThat(bandwidth.up().passed()).isEqualTo(5_000);
        assertThat(bandwidth.down().passed()).isEqualTo(5_000);
        here.close();
    }

    @Test
    void messagesPassFilesThatAreHeldBackAndWithoutLimitTheyGoOn() throws IOException {
        var fetching = pair();
        var talking = pair();
        bandwidth.up().rate(SLOW);
        try (var file = file(noise(MEGABYTE))) {
            var sent = send(fetching, file);
            until(() -> fetching.caller().heldBack());
            talking.caller().write(bytes("hello"));
            until(() -> talking.atCalled().size() == 5);
            assertThat(sent).isNotDone();
            bandwidth.up().rate(0);
            until(() -> sent.isDone() && fetching.atCalled().size() == MEGABYTE);
            assertThat(sent).isCompletedWithValue((long) MEGABYTE);
            assertThat(fetching.caller().heldBack()).isFalse();
        }
    }

    @Test
    void whatComesInIsHeldBackAndWithoutLimitGoesOn() throws IOException {
        var pair = pair();
        on(pair.called(), () -> pair.called().reads(Precedence.BULK));
        bandwidth.down().rate(SLOW);
        pair.caller().write(Unpooled.wrappedBuffer(noise(40 * MEGABYTE)));
        until(() -> pair.called().heldBack());
        assertThat(pair.atCalled().size()).isLessThan(MEGABYTE);
        bandwidth.down().rate(0);
        until(() -> pair.atCalled().size() == 40 * MEGABYTE);
        assertThat(pair.called().heldBack()).isFalse();
    }

    @Test
    void onASlowLineLittleWaitsInTheSystem() throws IOException {
        bandwidth.down().rate(SLOW);
        try (var server = ServerSocketChannel.open().bind(here().toSocket()); var selector = Selector.open()) {
            dialer().dial(HostAddress.of((InetSocketAddress) server.getLocalAddress()), LAST, link -> link.handler(new Recorder()), failed -> fail("not linked", failed));
            try (var speaker = server.accept()) {
                speaker.setOption(StandardSocketOptions.SO_SNDBUF, SLOW).configureBlocking(false).register(selector, SelectionKey.OP_WRITE);
                var gone = 0L;
                while (selector.select(QUIET) > 0 && gone < MEGABYTE) {
                    selector.selectedKeys().clear();
                    gone += speaker.write(ByteBuffer.allocate(SLOW));
                }
                assertThat(gone).isLessThan(MOST_UNREAD);
            }
        }
    }

    @Test
    void whoClosesWhileHeldBackLosesTheFileAndLeavesTheLine() throws IOException {
        var pair = pair();
        var other = pair();
        bandwidth.up().rate(SLOW);
        try (var file = file(noise(MEGABYTE))) {
            var sent = send(pair, file);
            until(() -> pair.caller().heldBack());
            var late = bytes("late");
            pair.caller().write(late);
            pair.caller().close();
            until(() -> sent.isDone() && late.refCnt() == 0);
            assertThat(sent).isCompletedExceptionally();
            assertThat(pair.caller().heldBack()).isFalse();
            other.caller().write(bytes("hello"));
            until(() -> other.atCalled().size() == 5);
        }
    }

    @Test
    void whatIsHeldBackLeavesPlainBeforeTlsBegins() throws IOException {
        var pair = pair();
        var plain = "x".repeat(20_000);
        bandwidth.up().rate(SLOW);
        pair.caller().write(bytes(plain));
        until(() -> pair.caller().heldBack());
        on(pair.caller(), () -> pair.caller().upgradeTls(Unpooled.EMPTY_BUFFER));
        bandwidth.up().rate(0);
        until(() -> pair.atCalled().size() > plain.length()); // and a hello
        assertThat(pair.atCalled().text()).startsWith(plain);
        pair.caller().close();
    }
}
