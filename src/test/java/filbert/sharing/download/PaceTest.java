package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.Peer.Answer;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often one host is asked, for all files together. */
@DisplayName("3-transfer, 3.6.1: at most one request per 10 s per host overall while not transferring")
final class PaceTest {
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(36);

    @TempDir
    Path root;

    private Downloader here;

    /** Whether each answer of the peer, in order, brought bytes. */
    private final List<Boolean> served = new ArrayList<>();

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private static List<Content> files() {
        return IntStream.range(0, 12).mapToObj(i -> Content.of(400_000 + i, i)).toList();
    }

    private Peer peer(List<Content> files, Random random) {
        return here.peer(files.getFirst()).script((p, request) -> {
            var answer = answer(request, files, random);
            served.add(new String(answer.bytes(), 0, 13, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 2"));
            return answer;
        });
    }

    private static Answer answer(HeaderBlock request, List<Content> files, Random random) {
        var content = files.stream().filter(each -> request.startLine().contains(each.sha1().toString())).findFirst().orElseThrow();
        if (request.startLine().contains("/N2X?")) {
            return Peer.status("404 Not Found");
        }
        return switch (random.nextInt(11)) {
            case 0 -> Peer.status("503 Busy");
            case 1 -> Peer.status("503 Busy", "Retry-After: 0");
            case 2 -> Peer.status("503 Queued", "X-Queue: position=1, pollMin=0, pollMax=20");
            case 3 -> Peer.status("503 Queued", "X-Queued: ID=6A07aa40BC3DDAA9AAB0B3C3D3E34A53; position=1; lifetime=1", "Retry-After: 1");
            case 4 -> Peer.status("503 Queued", "X-Queued: ID=6A07aa40BC3DDAA9AAB0B3C3D3E34A53; position=1", "Retry-After: 5", "Connection: close");
            case 5 -> Peer.status("416 Not there", "X-Available-Ranges: bytes 0-5000, 100000-120000");
            case 6 -> Peer.status("404 Not Found");
            case 7 -> Peer.status("409 Conflict");
            case 8 -> Peer.status("503 Range", "X-Available-Ranges: bytes 100000-120000");
            case 9 -> Peer.status("408 Timeout").closing();
            default -> Peer.body(
                    "206 OK", content.bytes(), "Content-Range: bytes 0-" + (content.size() - 1) + "/" + content.size());
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void manyFilesOfOneHostThatRefusesInManyWays(long seed) {
        var files = files();
        var peer = peer(files, new Random(seed));
        files.forEach(file -> here.add(file, peer));
        here.run(Duration.ofHours(1));
        assertThat(peer.requests).hasSizeGreaterThan(20);
        for (var i = 1; i < peer.askedAt.size(); i++) {
            if (!served.get(i - 1)) {
                assertThat(Duration.ofNanos(peer.askedAt.get(i) - peer.askedAt.get(i - 1))).as("request %s", i).isGreaterThanOrEqualTo(LEAST);
            }
        }
    }

    @Test
    void theNextFileOfAHostWithoutTheFirstIsAskedForTenSecondsLaterOnTheSameConnection() {
        var first = Content.of(100_000, 1);
        var second = Content.of(100_000, 2);
        var peer = here.peer(second);
        peer.script((p, request) -> request.startLine().contains(first.sha1().toString()) ? Peer.status("404 Not Found") : p.honestly(request));
        here.add(first, peer);
        var download = here.add(second, peer);
        here.finish(download, second, MINUTE);
        assertThat(peer.links).hasSize(1);
        assertThat(Duration.ofNanos(peer.askedAt.get(1) - peer.askedAt.get(0))).isBetween(LEAST, LEAST.plusSeconds(1));
    }

    @Test
    void whoSendsIsAskedAtOnce() {
        var content = Content.ofSize(700_000);
        var peer = here.peer(content).script((p, request) -> p.file(request, 100_000, content.bytes()));
        here.finish(here.add(content, peer), content, LEAST);
        assertThat(peer.requests).hasSize(7);
    }

    @Test
    void whoSendsAndHasNoTreeKeepsItsSlotForUs() {
        var content = Content.ofSize(2_000_000);
        var peer = here.peer(content).script((p, request) ->
                request.startLine().contains("/N2X?") ? Peer.status("404 Not Found") : p.honestly(request));
        here.finish(here.add(content, peer), content, LEAST);
        assertThat(peer.wasAskedForTree()).isTrue();
        assertThat(peer.links).hasSize(1);
    }
}
