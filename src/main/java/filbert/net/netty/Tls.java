package filbert.net.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * TLS for links between servents: 1.2 and 1.3, any certificate taken (1-connect, 4.3). The costly steps of handshakes run on two threads of
 * their own, so that a flood of them holds up handshakes and nothing else. LimeWire's anonymous suites stay off, as in the JDK.
 */
public final class Tls implements AutoCloseable {
    static final Duration HANDSHAKE = Duration.ofSeconds(10); // 1-connect, 4.3

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 512; // steps; beyond, a handshake fails: who may begin one is limited before
    private static final long IDLE_SECONDS = 30;
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);
    private static final int SESSIONS = 128; // remembered for resumption; the JDK's own limit is 20,480

    private final SslContext calling;
    private final SslContext called;
    private final ThreadPoolExecutor steps;

    public Tls(TlsKeys keys) {
        try {
            calling = settle(SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null));
            called = settle(SslContextBuilder.forServer(keys.key(), keys.certificate()));
        } catch (SSLException e) {
            throw new IllegalStateException("this Java speaks no TLS", e);
        }
        steps = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), new DefaultThreadFactory("tls", true));
        steps.allowCoreThreadTimeOut(true);
    }

    private static SslContext settle(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK).protocols(VERSIONS).sessionCacheSize(SESSIONS).build();
    }

    /** For a link we opened. */
    SslHandler asCaller(ByteBufAllocator allocator) {
        return limited(calling.newHandler(allocator, steps));
    }

    /** For a link a peer opened. */
    SslHandler asCalled(ByteBufAllocator allocator) {
        return limited(called.newHandler(allocator, steps));
    }

    private static SslHandler limited(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(LAST_WORDS.toMillis());
        return handler;
    }

    /** Steps of handshakes waiting for a thread. */
    int waiting() {
        return steps.getQueue().size();
    }

    @Override
    public void close() {
        steps.shutdown();
    }
}
