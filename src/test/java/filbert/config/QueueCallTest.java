package filbert.config;

import static filbert.config.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import filbert.config.engine.Membership;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.ParameterizedTypeReference;

/** The whole program in the queue of a server that hangs up, and calls when it is our turn; over real sockets on loopback. */
final class QueueCallTest {
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final String ID = "6a07aa40bc3ddaa9aab0b3c3d3e34a53";
    private static final InetAddress SERVER = InetAddress.ofLiteral("127.41.7.2");
    private static final int PATIENCE = 20_000; // milliseconds
    private static final String US = "127.41.7.1";

    @TempDir
    Path directory;

    private static String head(Socket link) throws IOException {
        link.setSoTimeout(PATIENCE);
        var text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            var next = link.getInputStream().read();
            assertThat(next).as("it goes on behind %s", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    private static void say(Socket link, String text) throws IOException {
        link.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    @DisplayName("T-32 through the door of the whole program; scripts see the place meanwhile")
    void ourRequestGoesOutOnTheCall() throws Exception {
        var content = new byte[100_000];
        new Random(7).nextBytes(content);
        var sha1 = Sha1.of(MessageDigest.getInstance("SHA-1").digest(content));
        var port = RunningFilbert.freePort();
        try (var server = new ServerSocket(0, 5, SERVER);
                var filbert = RunningFilbert.setUp(
                        directory.resolve("data"), "network.bind-address=" + US, "network.port=" + port, "network.hosts=" + US + ":1")) {
            server.setSoTimeout(PATIENCE);
            var downloads = filbert.part(Membership.class).downloads();
            var source = new Source(new HostAddress(SERVER, server.getLocalPort()), Guid.ZERO, 0, "hazel.bin", "", 0, false, false, List.of());
            var wanted = new DownloadRequest(1, sha1, Optional.empty(), "hazel.bin", content.length, List.of(source));
            eventually(() -> assertThatCode(() -> downloads.add(wanted)).as("it has joined the network").doesNotThrowAnyException());
            var id = downloads.view().getFirst().id();
            try (var link = server.accept()) {
                assertThat(head(link)).contains("X-Queue: 1.1\r\n").doesNotContain("X-Queued");
                say(link, "HTTP/1.1 503 Queued\r\nContent-Length: 0\r\nConnection: close\r\nRetry-After: 600\r\nX-Queued: ID=" + ID
                        + "; position=4; lifetime=900; length=7\r\n\r\n");
            }
            eventually(() -> assertThat(shown(filbert, id)).containsEntry("state", "queued").containsEntry("reason", "queued-remotely"));
            var place = (Map<?, ?>) ((List<?>) shown(filbert, id).get("queues")).getFirst();
            assertThat(place.get("position")).isEqualTo(4);
            assertThat(place.get("length")).isEqualTo(7);
            assertThat(place.get("lasting")).isEqualTo(true);
            assertThat(String.valueOf(place.get("nextTry"))).startsWith("20");

            try (var call = new Socket()) {
                call.bind(new InetSocketAddress(SERVER, 0));
                call.connect(new InetSocketAddress(US, port));
                say(call, "QUEUE " + ID + " " + source.address() + "\r\n");
                assertThat(head(call)).contains("X-Queued: position=4; ID=" + ID + "\r\n");
                say(call, "HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n");
                call.getOutputStream().write(content);
                eventually(() -> assertThat(downloads.view(id)).map(DownloadView::state).contains(DownloadView.State.DONE));
            }
        }
    }

    private static Map<String, Object> shown(RunningFilbert filbert, long id) {
        return Optional.ofNullable(filbert.script().get().uri("/api/v1/downloads/" + id).exchange().expectStatus().isOk().expectBody(OBJECT).returnResult().getResponseBody())
                .orElseThrow();
    }
}
