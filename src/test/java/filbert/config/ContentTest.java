package filbert.config;

import static filbert.config.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.browser.SlowHost;
import filbert.config.engine.Membership;
import filbert.sharing.download.DownloadView;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Playing what still comes, as a browser does it, with the whole program between the browser and a slow host. */
@Timeout(120)
final class ContentTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int SIZE = 12 * MEBIBYTE;
    private static final int SLICE = MEBIBYTE / 4; // 3-transfer, 3.3.3: of a file this small

    private final HttpClient http = HttpClient.newHttpClient();
    private SlowHost host;
    private RunningFilbert filbert;
    private long id;

    @BeforeEach
    void begin(@TempDir Path directory) throws Exception {
        var bytes = new byte[SIZE];
        new Random(5).nextBytes(bytes);
        host = new SlowHost(bytes);
        filbert = RunningFilbert.setUp(directory.resolve("data"), "network.hosts=127.0.0.1:1");
        eventually(() -> assertThat(order()).isEqualTo(201));
        id = filbert.part(Membership.class).downloads().view().getFirst().id();
    }

    private int order() {
        var magnet = Map.of("magnet", host.magnet("blue-hazel.ogg"));
        return filbert.script().post().uri("/api/v1/downloads").bodyValue(magnet).exchange().returnResult(Void.class).getStatus().value();
    }

    @AfterEach
    void end() {
        filbert.close();
        host.close();
        http.close();
    }

    private DownloadView view() {
        return filbert.part(Membership.class).downloads().view(id).orElseThrow();
    }

    private HttpRequest.Builder request(String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + filbert.webPort() + "/api/v1/downloads/" + id + "/content"))
                .header("Authorization", "Bearer " + RunningFilbert.TOKEN);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<byte[]> get(String... headers) throws Exception {
        return http.send(request(headers).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private CompletableFuture<HttpResponse<byte[]>> getting(int from, int to) {
        return http.sendAsync(request("Range", "bytes=" + from + "-" + (to - 1)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private byte[] content(int from, int to) {
        return Arrays.copyOfRange(host.content(), from, to);
    }

    /** Until so many bytes from the start are verified. */
    private void begun(int bytes) {
        host.allow(bytes + 2 * MEBIBYTE); // what is asked for before the tree, and what is not a slice yet
        eventually(() -> assertThat(view().verified()).isGreaterThanOrEqualTo(bytes));
    }

    private void finished() {
        host.allow(2 * SIZE);
        eventually(() -> assertThat(view().state()).isEqualTo(DownloadView.State.DONE));
    }

    @Test
    void aRangeInTheMiddleIsFetchedFirst() throws Exception {
        begun(MEBIBYTE);
        var start = get("Range", "bytes=0-99999");
        assertThat(start.statusCode()).isEqualTo(206);
        assertThat(start.headers().firstValue("Content-Range")).hasValue("bytes 0-99999/" + SIZE);
        assertThat(start.body()).isEqualTo(content(0, 100_000));

        var middle = getting(8_000_000, 8_100_000);
        var sent = host.sent();
        while (!middle.isDone()) {
            host.allow(SLICE);
            assertThat(host.sent() - sent).as("everything else is not needed for it").isLessThan(6 * MEBIBYTE);
            await(middle);
        }
        assertThat(middle.get().statusCode()).isEqualTo(206);
        assertThat(middle.get().body()).isEqualTo(content(8_000_000, 8_100_000));
        assertThat(view().state()).isEqualTo(DownloadView.State.ACTIVE);
        filbert.script()
                .get()
                .uri("/api/v1/downloads/" + id + "/detail")
                .exchange()
                .expectBody()
                .jsonPath("$.shares[?(@.from <= 8000000 && @.to >= 8100000)].coming")
                .isEqualTo(false)
                .jsonPath("$.log[0].what")
                .isEqualTo("added")
                .jsonPath("$.log[?(@.what == 'tree')].times")
                .isEqualTo(1)
                .jsonPath("$.free")
                .isNumber();
    }

    private static void await(CompletableFuture<?> answer) throws Exception {
        try {
            answer.get(200, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException notYet) {
            // more is needed
        }
    }

    @Test
    void aWholeFileIsReadWhileItComes() throws Exception {
        begun(MEBIBYTE);
        var whole = http.sendAsync(request().build(), HttpResponse.BodyHandlers.ofByteArray());
        finished();
        var answer = whole.get();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("" + SIZE);
        assertThat(answer.body()).isEqualTo(host.content());
        assertThat(get().body()).isEqualTo(host.content());
    }

    @Test
    void headersSayWhatItIsAndKeepItInASandbox() throws Exception {
        begun(MEBIBYTE);
        var head = http.send(request().method("HEAD", HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        var headers = head.headers();
        var etag = "\"" + view().sha1().base32() + "\"";
        assertThat(headers.firstValue("Content-Length")).hasValue("" + SIZE);
        assertThat(headers.firstValue("Content-Type")).hasValue("audio/ogg");
        assertThat(headers.firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(headers.firstValue("ETag")).hasValue(etag);
        assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("inline").contains("blue-hazel.ogg");
        assertThat(headers.allValues("Content-Security-Policy")).singleElement().asString().startsWith("sandbox;");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(get("If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("If-Match", "\"another\"").statusCode()).isEqualTo(412);
        assertThat(get("Range", "bytes=0-9", "If-Range", etag).statusCode()).isEqualTo(206);
        var none = get("Range", "bytes=" + SIZE + "-");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(none.headers().firstValue("Content-Range")).hasValue("bytes */" + SIZE);
        finished();
        assertThat(get("Range", "bytes=0-9", "If-Range", "\"another\"").statusCode()).isEqualTo(200);
        assertThat(get("Range", "bytes=-10").body()).isEqualTo(content(SIZE - 10, SIZE));
    }

    @Test
    void whatAPausedDownloadLacksIsRefusedAtOnce() throws Exception {
        begun(MEBIBYTE);
        filbert.part(Membership.class).downloads().pause(id);
        assertThat(get("Range", "bytes=0-9").body()).isEqualTo(content(0, 10));
        var refused = get("Range", "bytes=8000000-");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("\"code\":\"api.problem.content-paused\"");
        assertThat(refused.headers().firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void whoGoesAwayIsForgottenAtOnce() throws Exception {
        begun(MEBIBYTE);
        var waiting = new ArrayList<Socket>();
        for (var i = 0; i < 4; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), filbert.webPort());
            socket.getOutputStream().write(("GET /api/v1/downloads/" + id + "/content HTTP/1.1\r\nHost: 127.0.0.1:" + filbert.webPort() + "\r\nAuthorization: Bearer "
                    + RunningFilbert.TOKEN + "\r\nRange: bytes=0-\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            waiting.add(socket);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).as("it has its place").isEqualTo("HTTP/1.1 206");
        }
        assertThat(statusOfAnother()).isEqualTo(429);
        for (var socket : waiting) {
            socket.close();
        }
        eventually(() -> assertThat(statusOfAnother()).isEqualTo(206));
    }

    private int statusOfAnother() {
        try {
            return get("Range", "bytes=0-9").statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void thePageHasAPlayerAndALinkOnceTheStartIsVerified() throws Exception {
        var browser = filbert.browser();
        browser.signIn("owner", RunningFilbert.PASSWORD);
        var url = "/downloads/" + id + "/content";
        assertThat(browser.get("/downloads/" + id).page().select("audio, a[data-fetch]")).isEmpty();
        begun(MEBIBYTE);
        var page = browser.get("/downloads/" + id).page();
        assertThat(page.select("audio[controls][preload=none]").attr("src")).isEqualTo(url);
        assertThat(page.select("a[data-fetch]").attr("href")).startsWith(url + "?save");
        finished();
        var saving = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + filbert.webPort() + "/api/v1" + url + "?save="))
                .header("Authorization", "Bearer " + RunningFilbert.TOKEN)
                .build();
        var saved = http.send(saving, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(saved.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(saved.body()).isEqualTo(host.content());
    }

    @Test
    void strangersAreSentToSignIn() {
        assertThat(filbert.browser().get("/downloads/" + id + "/content").location()).contains("/login");
        assertThat(filbert.stranger().get().uri("/api/v1/downloads/" + id + "/content").exchange().returnResult(Void.class).getStatus().value()).isEqualTo(401);
        assertThat(filbert.script().get().uri("/api/v1/downloads/" + (id + 9) + "/content").exchange().returnResult(Void.class).getStatus().value()).isEqualTo(404);
    }
}
