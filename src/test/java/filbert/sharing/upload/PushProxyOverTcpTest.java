package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Base32;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.servent.push.PushProxy;
import filbert.servent.push.Whereabouts;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for a push over HTTP, on real sockets, with a client nobody here wrote. */
@Timeout(60)
final class PushProxyOverTcpTest {
    private static final Guid LEAF = Guid.parse("0123456789abcdef0123456789abcdef");
    private static final String BASE32 = "AERUKZ4JVPG66AJDIVTYTK6N54"; // 3-transfer, vocabulary

    @TempDir
    private Path folder;

    private final IoLoops loops = IoLoops.start(1, "test-io");
    private final OwnerThread owner = OwnerThread.start("test-owner");
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> relayed = new ConcurrentLinkedQueue<>();
    private volatile PushProxy.Outcome outcome = PushProxy.Outcome.FORWARDED;
    private volatile Whereabouts whereabouts = Whereabouts.UNKNOWN;
    private UploadServer server;
    private Shelf shelf;
    private HostAddress address;

    @BeforeEach
    void listen() throws IOException {
        shelf = new Shelf(folder);
        var world = new UploadServer.World(owner, Runnable::run, InstantSource.system(), AddressScope.LOOPBACK);
        PushProxy proxy = (servent, index, requester, source) -> {
            relayed.add(servent + " " + index + " " + requester + " " + source.getHostAddress());
            return outcome;
        };
        server = new UploadServer(world, shelf, shelf, () -> UploadSettings.DEFAULT, UploadScene.AGENT, proxy, () -> whereabouts);
        address = loops.listener().listen(HostAddress.of(0x7F000012, 0), link -> link.handler(new Door(link))).local();
    }

    @AfterEach
    void close() {
        client.close();
        owner.tell(server::close);
        loops.close();
        owner.close();
    }

    private final class Door implements Link.Handler {
        private final Link link;

        Door(Link link) {
            this.link = link;
        }

        @Override
        public void received(ByteBuf bytes) {
            server.receive(link, bytes);
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }

    private HttpResponse<String> ask(String method, String target, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + target))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(String target) throws IOException, InterruptedException {
        return ask("GET", target, "X-Node", "127.0.0.1:7000").statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    @DisplayName("T-50: the ways in which servents write it, by GET and HEAD, give 202")
    void everySpellingIsTaken(String method) throws Exception {
        for (var target : List.of(
                "/gnutella/push-proxy?ServerId=" + BASE32,
                "/gnutella/push-proxy?ServerID=" + BASE32 + "&file=2147483645&tls=true",
                "/gnutella/pushproxy?serverid=" + BASE32.toLowerCase(Locale.ROOT) + "======",
                "/gnet/push-proxy?guid=" + LEAF.hex() + "&file=7",
                "/gnet/push-proxy?file=7&guid=" + LEAF.hex().toUpperCase(Locale.ROOT))) {
            var reply = ask(method, target, "X-Node", "127.0.0.1:7000");
            assertThat(reply.statusCode()).as(target).isEqualTo(202);
            assertThat(reply.body()).isEmpty();
        }
        assertThat(relayed).hasSize(5).allMatch(push -> push.startsWith(LEAF + " ") && push.endsWith(" 127.0.0.1:7000 127.0.0.1"));
        assertThat(relayed).extracting(push -> push.split(" ")[1]).containsExactly("0", "2147483645", "0", "7", "7");
        assertThat(Base32.encode(LEAF.bytes())).isEqualTo(BASE32);
    }

    @ParameterizedTest
    @EnumSource(PushProxy.Outcome.class)
    @DisplayName("T-50: 202, 410, 400 for an X-Node that is another's, and 503 for too many")
    void whatBecameOfItIsSaid(PushProxy.Outcome became) throws Exception {
        outcome = became;
        assertThat(status("/gnutella/push-proxy?ServerId=" + BASE32)).isEqualTo(switch (became) {
            case FORWARDED -> 202;
            case NOT_HERE -> 410;
            case NOT_YOURS -> 400;
            case TOO_OFTEN -> 503;
        });
    }

    @Test
    @DisplayName("T-50: without X-Node, with another than an address in it, or without a GUID: 400")
    void malformedRequestsAreRefused() throws Exception {
        assertThat(ask("GET", "/gnutella/push-proxy?ServerId=" + BASE32).statusCode()).isEqualTo(400);
        assertThat(ask("HEAD", "/gnutella/push-proxy?ServerId=" + BASE32, "X-Node", "hazel.example:7000").statusCode()).isEqualTo(400);
        for (var query : List.of("", "?", "?ServerId=", "?ServerId=AERU", "?guid=00", "?ServerId=" + BASE32 + "1", "?guid=" + LEAF + "&file=-1",
                "?guid=" + LEAF + "&file=4294967296", "?guid=" + "zz".repeat(16))) {
            assertThat(status("/gnutella/push-proxy" + query)).as(query).isEqualTo(400);
        }
        assertThat(relayed).isEmpty();
    }

    @Test
    @DisplayName("3-transfer, 3.2.6: a server nobody can call says who passes pushes on, once on a connection")
    void aFirewalledServerNamesItsProxies() throws Exception {
        var file = shelf.put("hazel.ogg", UploadScene.noise(1_000));
        var proxy = new HostAddress(InetAddress.ofLiteral("198.51.100.95"), 1_085);
        var us = new HostAddress(InetAddress.ofLiteral("203.0.113.3"), 26_252);
        whereabouts = new Whereabouts(true, LEAF, us, true, List.of(proxy));
        var first = ask("GET", Visitor.n2r(file));
        assertThat(first.headers().firstValue("X-Push-Proxy")).contains("198.51.100.95:1085");
        assertThat(first.headers().firstValue("X-FW-Node-Info"))
                .contains("0123456789ABCDEF0123456789ABCDEF;26252:203.0.113.3;198.51.100.95:1085");
        assertThat(ask("GET", Visitor.n2r(file)).headers().firstValue("X-Push-Proxy")).as("the client kept the connection").isEmpty();
    }
}
