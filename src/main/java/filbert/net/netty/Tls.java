package filbert.net.netty;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    /**
     * For a link we opened.
     *
     * @param wanted false once we have closed the link
     */
    SslHandler asCaller(Channel channel, BooleanSupplier wanted) {
        return limited(calling.newHandler(channel.alloc(), stepsFor(channel, wanted)));
    }

    /**
     * For a link a peer opened.
     *
     * @param wanted false once we have closed the link
     */
    SslHandler asCalled(Channel channel, BooleanSupplier wanted) {
        return limited(called.newHandler(channel.alloc(), stepsFor(channel, wanted)));
    }

    /** Steps whose link was closed while they waited cost nothing: those shown out in a flood do not hold up those who stay. */
    private Executor stepsFor(Channel channel, BooleanSupplier wanted) {
        return step -> steps.execute(() -> {
            if (wanted.getAsBoolean()) {
                step.run();
            } else {
                drop(channel);
            }
        });
    }

    /** From before its TLS, which would wait for this very step to say its last words. */
    private static void drop(Channel channel) {
        var first = channel.pipeline().firstContext();
        if (first != null) {
            var _ = first.close();
        }
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
