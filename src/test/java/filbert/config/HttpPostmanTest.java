package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import filbert.household.telling.Letter;
import filbert.household.telling.Postman.UndeliverableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets on the loopback. */
final class HttpPostmanTest {
    private final HttpPostman postman = new HttpPostman("Filbert/test", Duration.ofMillis(500), Duration.ofSeconds(10), InetAddress::getAllByName);

    @TempDir
    Path folder;

    private final AtomicReference<String> heard = new AtomicReference<>("");
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/hook", exchange -> {
            calls.incrementAndGet();
            var headers = exchange.getRequestHeaders();
            heard.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + headers.getFirst("Host") + " " + headers.getFirst("Authorization") + " "
                    + headers.getFirst("Content-Type") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/hook");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    private static Letter letter(URI to) {
        return new Letter(to, Map.of("Authorization", "Bearer tk"), Map.of("message", "h\u00E4zel \"<\r\n"));
    }

    private String refusal(URI to) {
        return catchThrowableOfType(UndeliverableException.class, () -> postman.post(letter(to), _ -> true)).key();
    }

    @Test
    void aLetterArrivesAsJsonUnderTheNameItWasSentTo() throws UndeliverableException {
        assertThat(postman.post(letter(at("localhost", "/hook?a=b")), InetAddress::isLoopbackAddress)).isEqualTo(204);
        assertThat(heard.get()).isEqualTo("POST /hook?a=b localhost:" + server.getAddress().getPort() + " Bearer tk application/json {\"message\":\"h\u00E4zel \\\"<\\r\\n\"}");
    }

    @Test
    void whereItMayNotGoNobodyIsCalled() {
        for (var host : new String[] {"localhost", "127.0.0.1", "127.1", "2130706433", "[::1]"}) {
            var refused = catchThrowableOfType(UndeliverableException.class, () -> postman.post(letter(at(host, "/hook")), address -> !address.isLoopbackAddress()));
            assertThat(refused.key()).as(host).isIn("forbidden", "unknown-host");
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void aNameThatIsNeverFoundIsWaitedForNoLongerEither() {
        var never = new CountDownLatch(1);
        var patient = new HttpPostman("Filbert/test", Duration.ofMillis(500), Duration.ofMillis(100), host -> {
            try {
                never.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new UnknownHostException(host);
        });
        var lost = catchThrowableOfType(UndeliverableException.class, () -> patient.post(letter(at("slow.example", "/hook")), _ -> true));
        never.countDown();
        assertThat(lost.key()).isEqualTo("timeout");
        assertThat(calls).hasValue(0);
    }

    @Test
    void noRedirectIsFollowed() throws UndeliverableException {
        assertThat(postman.post(letter(at("127.0.0.1", "/away")), _ -> true)).isEqualTo(307);
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoNeverAnswersIsWaitedForNoLonger() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"))).isEqualTo("timeout");
        }
    }

    @Test
    void whoIsNotThereIsSaidNotToBe() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(refusal(URI.create("http://127.0.0.1:" + port + "/"))).isEqualTo("unreachable");
        assertThat(refusal(URI.create("http://nobody.invalid/"))).isEqualTo("unknown-host");
    }

    @Test
    void aCertificateNobodyVouchesForIsNotTrusted() throws Exception {
        var keys = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        assertThat(new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "us", "-dname", "CN=localhost", "-storepass", "changeit", "-keystore", keys.toString())
                        .redirectErrorStream(true).start().waitFor())
                .isZero();
        var store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.createContext("/", exchange -> calls.incrementAndGet());
        secure.start();
        try {
            assertThat(refusal(URI.create("https://localhost:" + secure.getAddress().getPort() + "/"))).isEqualTo("tls");
            assertThat(calls).hasValue(0);
        } finally {
            secure.stop(0);
        }
    }
}
