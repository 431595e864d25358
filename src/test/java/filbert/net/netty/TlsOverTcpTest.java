package filbert.net.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Listener;
import filbert.net.Recorder;
import filbert.net.TlsSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS of links against sockets that are not ours. */
final class TlsOverTcpTest {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    private final IoLoops loops = IoLoops.start(1, "test-io");
    private final Tls tls = new Tls(TlsKeys.fresh());
    private final List<Link> begun = new CopyOnWriteArrayList<>();
    private Listener.@Nullable Listening port;

    @BeforeEach
    void open() throws IOException {
        port = loops.listener(Optional.of(tls)).listen(HostAddress.of(0x7F000001, 0), link -> link.handler(new Echo(link)));
    }

    @AfterEach
    void close() {
        loops.close();
        tls.close();
    }

    /** Begins TLS when the first byte is that of a ClientHello; says everything back. */
    private final class Echo implements Link.Handler {
        private final Link link;

        Echo(Link link) {
            this.link = link;
        }

        @Override
        public void received(ByteBuf bytes) {
            if (bytes.getByte(bytes.readerIndex()) == 0x16 && link.tls().isEmpty()) {
                begun.add(link);
                link.upgradeTls(bytes);
            } else {
                link.write(bytes);
            }
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }

    private Socket plain() throws IOException {
        var socket = new Socket(port().ip(), port().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private HostAddress port() {
        return requireNonNull(port).local();
    }

    private SSLSocket encrypted(String... versions) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain(), "servent", port().port(), true);
        socket.setEnabledProtocols(versions);
        return socket;
    }

    private static void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
            LockSupport.parkNanos(GLANCE);
        }
    }

    private static void saysBack(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        assertThat(new String(socket.getInputStream().readNBytes(text.length()), ISO_8859_1)).isEqualTo(text);
    }

    @ParameterizedTest // C-49
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsInUseAreSpokenFromTheFirstByte(String version) throws Exception {
        try (var socket = encrypted(version)) {
            saysBack(socket, "hazel");
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(begun.getFirst().tls().map(TlsSession::version)).contains(version);
        }
        until(() -> !begun.getFirst().isOpen()); // its close_notify ends the link
    }

    @Test // C-49
    void theNewestVersionIsTakenWhereThereIsAChoice() throws Exception {
        try (var socket = encrypted("TLSv1.2", "TLSv1.3")) {
            saysBack(socket, "hazel");
            assertThat(begun.getFirst().tls().map(TlsSession::version)).contains("TLSv1.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void olderVersionsAreNot(String version) throws Exception {
        try (var socket = encrypted(version)) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void weAreTheClientOfAServerWithAnyCertificate() throws Exception {
        var outcome = new CopyOnWriteArrayList<TlsSession>();
        loops.dialer(Optional.empty(), Optional.of(new Tls(TlsKeys.fresh()))).dial(port(), Duration.ofSeconds(10), link -> {
            link.handler(new Recorder());
            link.upgradeTls(Unpooled.EMPTY_BUFFER).thenAccept(outcome::add);
        }, _ -> {});
        until(() -> !outcome.isEmpty());
        assertThat(outcome.getFirst().version()).isEqualTo("TLSv1.3");
    }

    @Test
    void hundredsOfHalfHandshakesDoNotDelayAPlainLinkAndAreOverAfterTenSeconds() throws Exception {
        var half = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 400; i++) {
                var socket = plain();
                socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
                half.add(socket);
            }
            until(() -> begun.size() == 400);
            try (var plain = plain()) {
                saysBack(plain, "hazel");
            }
            until(() -> begun.stream().noneMatch(Link::isOpen));
            assertThat(tls.waiting()).isZero();
        } finally {
            for (var socket : half) {
                socket.close();
            }
        }
    }
}
