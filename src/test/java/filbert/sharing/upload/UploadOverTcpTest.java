package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same server on real threads and sockets, asked by an HTTP client nobody here wrote. */
@Timeout(60)
final class UploadOverTcpTest {
    @TempDir
    private Path folder;

    private final IoLoops loops = IoLoops.start(2, "test-io");
    private final OwnerThread owner = OwnerThread.start("test-owner");
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private UploadServer server;
    private Shelf shelf;
    private HostAddress address;

    @BeforeEach
    void listen() throws IOException {
        shelf = new Shelf(folder);
        var world = new UploadServer.World(owner, workers, InstantSource.system(), AddressScope.LOOPBACK);
        server = new UploadServer(world, shelf, shelf, () -> UploadSettings.DEFAULT, UploadScene.AGENT);
        address = loops.listener().listen(HostAddress.of(0x7F000011, 0), link -> link.handler(new Door(link))).local();
    }

    @AfterEach
    void close() {
        client.close();
        owner.tell(server::close);
        loops.close();
        owner.close();
        workers.close();
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

    private HttpResponse<byte[]> get(String target, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + target)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    @DisplayName("T-1 T-12 T-15 an ordinary HTTP client gets file and ranges whole")
    void anOrdinaryClientGetsWhatItAsksFor() throws Exception {
        var content = UploadScene.noise(20_000_000);
        var file = shelf.put("music/hazel.ogg", content);
        var whole = get(Visitor.n2r(file));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(content);
        for (var i = 0; i < 50; i++) {
            var part = get(Visitor.n2r(file), "Range", "bytes=" + i * 400_000 + "-" + (i * 400_000 + 399_999));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, i * 400_000, i * 400_000 + 400_000));
        }
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(server.view()).hasSize(50).extracting(UploadView::state).containsOnly("done");
    }

    @Test
    @DisplayName("T-56 clients beyond the slots of one address hear 503")
    void manyAtOnceShareTheSlots() throws Exception {
        var content = UploadScene.noise(200_000);
        var files = new ArrayList<ServedFile>();
        for (var i = 0; i < 6; i++) {
            content[0] = (byte) i;
            files.add(shelf.put("file" + i, content));
        }
        var replies = files.stream()
                .map(file -> client.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://" + address + Visitor.n2r(file))).build(), HttpResponse.BodyHandlers.ofByteArray()))
                .toList();
        var served = 0;
        for (var reply : replies) {
            var response = reply.get();
            assertThat(response.statusCode()).isIn(200, 503);
            if (response.statusCode() == 200) {
                assertThat(response.body()).hasSize(content.length);
                served++;
            }
        }
        assertThat(served).isPositive();
    }
}
