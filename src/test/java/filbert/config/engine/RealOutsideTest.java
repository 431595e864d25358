package filbert.config.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import filbert.net.AddressScope;
import filbert.net.Way;
import filbert.net.netty.Device;
import filbert.servent.bootstrap.Outside;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RealOutsideTest {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicReference<String> asked = new AtomicReference<>("");

    RealOutsideTest() throws IOException {}

    private void serve(int status, byte[] body) {
        server.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI() + " of " + exchange.getRequestHeaders().getFirst("Host"));
            exchange.getResponseHeaders().set("Location", "http://other.example/");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private Outside.Page get(AddressScope scope) throws Exception {
        var from = URI.create("http://localhost:" + server.getAddress().getPort() + "/gwc.php?get=1");
        return new RealOutside(scope, Way.ANY, new Device("")).get(from).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aPageIsFetchedAndARedirectIsOnlyTold() throws Exception {
        serve(302, "moved".getBytes(StandardCharsets.US_ASCII));
        var page = get(AddressScope.LOOPBACK);
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo("http://other.example/");
        assertThat(page.body()).asString().isEqualTo("moved");
        assertThat(asked.get()).isEqualTo("/gwc.php?get=1 of localhost:" + server.getAddress().getPort());
    }

    @Test // C-72
    void noMoreThanSixtyFourKibibytesAreRead() throws Exception {
        serve(200, new byte[1_000_000]);
        assertThat(get(AddressScope.LOOPBACK).body()).hasSize(64 * 1024);
    }

    @Test
    void anAddressOutsideTheScopeIsNotCalled() {
        serve(200, new byte[1]);
        assertThatThrownBy(() -> get(AddressScope.PUBLIC)).hasMessageContaining("outside the PUBLIC address scope");
        assertThat(asked.get()).isEmpty();
    }
}
