package filbert.web.content;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.UnreadableException;
import filbert.showroom.PretendDownloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A file that is always there, and a browser that is slow, gone, or disappointed; over a real socket. */
@Timeout(60)
final class DeliveryTest {
    private static final long SIZE = 1L << 30;
    private static final int FEW = 200; // pieces of 128 KiB: what the system's buffers of a socket may hold, and a little

    private final Endless reader = new Endless();
    private DisposableServer server;

    /** Gives zeros as fast as it is asked, and can be ended. */
    private static final class Endless implements DownloadReader {
        final AtomicInteger pieces = new AtomicInteger();
        final CompletableFuture<UnreadableException.Why> cut = new CompletableFuture<>();
        volatile boolean closed;

        @Override
        public CompletionStage<ByteBuffer> next() {
            pieces.incrementAndGet();
            return CompletableFuture.completedFuture(ByteBuffer.allocate(PIECE));
        }

        @Override
        public CompletionStage<UnreadableException.Why> cutShort() {
            return cut;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @BeforeEach
    void serve() {
        var offer = new Offer("hazel.ogg", SIZE, PretendDownloads.sha1(1), (_, _) -> reader);
        var delivery = new Delivery();
        var handler = WebHttpHandlerBuilder.webHandler(exchange -> delivery.send(exchange, () -> offer)).build();
        server = HttpServer.create().host("127.0.0.1").port(0).handle(new ReactorHttpHandlerAdapter(handler)).bindNow();
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    private Socket ask() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Until nothing more is asked for, for a while. */
    private void untilStill() {
        var last = new int[] {-1, 0};
        until(() -> {
            var now = reader.pieces.get();
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] > 20 && now > 0;
        });
    }

    @Test
    void aSlowBrowserHoldsNoMoreThanIsOnItsWay() throws IOException {
        try (var socket = ask()) {
            untilStill();
            assertThat(reader.pieces).hasValueLessThan(FEW);
            var before = reader.pieces.get();
            socket.getInputStream().readNBytes(32 << 20);
            until(() -> reader.pieces.get() > before + 100);
            untilStill();
            assertThat(reader.pieces).hasValueLessThan(before + 256 + FEW);
        }
        until(() -> reader.closed);
    }

    @Test
    void aReaderThatIsCutShortEndsTheConnection() throws IOException {
        try (var socket = ask()) {
            untilStill();
            reader.cut.complete(UnreadableException.Why.IDLE);
            var read = socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            assertThat(read).isLessThan(SIZE / 2);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        until(() -> reader.closed);
    }
}
