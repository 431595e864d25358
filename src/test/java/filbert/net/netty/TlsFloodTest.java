package filbert.net.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Listener;
import filbert.servent.reception.Door;
import filbert.servent.reception.Reception;
import filbert.servent.reception.Visitors;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * Thousands of callers, each with a ClientHello that was made once: it costs them nothing, and us a key and a signature. Over real sockets, so
 * times are printed and not asserted.
 */
@Isolated("a program that starts sets up the log anew")
final class TlsFloodTest {
    private static final int CALLERS = 3_000;
    private static final int NETWORKS = 60; // /24s they call from
    private static final int QUESTIONS = 100;
    private static final int NEWCOMERS = 20;
    private static final int MOST_WAITING = 512; // as in Tls
    private static final int PATIENCE = 5_000; // ms
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    private final OwnerThread owner = OwnerThread.start("test-owner");
    private final IoLoops loops = IoLoops.start(2, "test-io");
    private final Tls tls = new Tls(TlsKeys.fresh());
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private final Logger log = (Logger) LoggerFactory.getLogger(TcpLink.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<Socket> callers = new ArrayList<>();
    private HostAddress port = HostAddress.of(0x7F000001, 0);

    @BeforeEach
    void open() throws IOException {
        var reception = new Reception(new Echoing(), new Nobody(), AddressScope.LOOPBACK, owner);
        Listener.Listening listening = loops.listener(Optional.of(tls)).listen(port, reception::accepted);
        port = listening.local();
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void close() throws IOException {
        log.detachAppender(logged);
        for (var caller : callers) {
            caller.close();
        }
        loops.close();
        tls.close();
        owner.close();
    }

    @Test
    void clientHellosByTheThousandHoldUpNeitherNeighboursNorNewcomers() throws Exception {
        var hello = clientHello();
        try (var neighbour = call("127.0.0.2")) {
            neighbour.getOutputStream().write(bytes("GNUTELLA CONNECT/0.6\r\n"));
            assertThat(neighbour.getInputStream().readNBytes(22)).hasSize(22);
            var peace = talk(neighbour);
            var flood = Thread.ofPlatform().name("flood").start(() -> flood(hello));
            var war = new ArrayList<Long>();
            var welcomed = 0;
            var encrypted = 0;
            for (var i = 0; i < NEWCOMERS; i++) {
                war.addAll(talk(neighbour, QUESTIONS / NEWCOMERS));
                welcomed += isWelcomed("127.0.1." + (1 + i)) ? 1 : 0;
                encrypted += isWelcomedEncrypted("127.0.3." + (1 + i)) ? 1 : 0;
                LockSupport.parkNanos(50 * GLANCE); // so that the questions are spread over the flood
            }
            flood.join();
            var waiting = mostWaiting.get();
            System.out.println("TLS flood: " + callers.size() + " ClientHellos; neighbour " + war.size() + " of " + QUESTIONS + " answered, median "
                    + median(war) + " us, longest " + war.getLast() + " us; in peace " + peace.size() + ", " + median(peace) + " us; newcomers " + welcomed
                    + " of " + NEWCOMERS + ", by TLS " + encrypted + "; steps waiting at most " + waiting);
            assertThat(callers).hasSize(CALLERS);
            assertThat(war.size() * 100).isGreaterThanOrEqualTo(95 * QUESTIONS);
            assertThat(welcomed * 100).isGreaterThanOrEqualTo(95 * NEWCOMERS);
            assertThat(logged.list).as("log lines that strangers bring about").isEmpty();
            assertThat(waiting).isLessThanOrEqualTo(MOST_WAITING);
        }
    }

    /** One after the other, as fast as they are let in. */
    private void flood(byte[] hello) {
        for (var i = 0; i < CALLERS; i++) {
            try {
                var caller = call("127.1." + i % NETWORKS + "." + (1 + i / NETWORKS));
                callers.add(caller);
                caller.getOutputStream().write(hello);
            } catch (IOException shownOut) {
                // as it should be
            }
            mostWaiting.accumulateAndGet(tls.waiting(), Math::max);
        }
    }

    private List<Long> talk(Socket neighbour) {
        return talk(neighbour, QUESTIONS);
    }

    /** @return how many microseconds each answer took; those without one are missing */
    private static List<Long> talk(Socket neighbour, int questions) {
        var took = new ArrayList<Long>();
        for (var i = 0; i < questions; i++) {
            var before = System.nanoTime();
            if (answers(neighbour, "hazel" + i % 10)) {
                took.add((System.nanoTime() - before) / 1_000);
            }
        }
        return took;
    }

    private static boolean answers(Socket socket, String question) {
        try {
            socket.getOutputStream().write(bytes(question));
            return Arrays.equals(socket.getInputStream().readNBytes(question.length()), bytes(question));
        } catch (IOException silence) {
            return false;
        }
    }

    private boolean isWelcomed(String from) throws IOException {
        try (var newcomer = call(from)) {
            return answers(newcomer, "GNUTELLA CONNECT/0.6\r\n");
        }
    }

    private boolean isWelcomedEncrypted(String from) throws IOException, GeneralSecurityException {
        try (var socket = (SSLSocket) trusting().getSocketFactory().createSocket(call(from), "servent", port.port(), true)) {
            return answers(socket, "GNUTELLA CONNECT/0.6\r\n");
        }
    }

    private Socket call(String from) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setSoTimeout(PATIENCE);
        socket.connect(port.toSocket(), PATIENCE);
        return socket;
    }

    private static byte[] clientHello() throws GeneralSecurityException, IOException {
        var engine = trusting().createSSLEngine();
        engine.setUseClientMode(true);
        var out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        return context;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static long median(List<Long> took) {
        took.sort(null);
        return took.isEmpty() ? 0 : took.get(took.size() / 2);
    }

    /** Says everything back, the greeting too. */
    private static final class Echoing implements Door {
        @Override
        public void called(InetAddress from) {}

        @Override
        public void gnutella(Link link, ByteBuf soFar) {
            link.handler(new Echo(link));
            link.write(soFar);
        }
    }

    private record Echo(Link link) implements Link.Handler {
        @Override
        public void received(ByteBuf bytes) {
            link.write(bytes);
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }

    private static final class Nobody implements Visitors {
        @Override
        public void http(Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }

        @Override
        public void giv(Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }
    }
}
