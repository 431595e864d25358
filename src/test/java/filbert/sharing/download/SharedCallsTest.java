package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All downloads share ten calls a second to hosts that never answered (3-transfer, 3.15). */
final class SharedCallsTest {
    private static final int OTHERS = 6;
    private static final int GONE = 60; // sources of each of the others
    private static final int BYTES_PER_SECOND = 1_000; // nothing is done before we look

    private final VirtualNetwork net = new VirtualNetwork(3);

    @TempDir
    Path root;

    @Test
    void whoTriesManyInVainDoesNotKeepOthersFromCalling() {
        var here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 12, 4, 100, 0)).started();
        here.neighbours.datagrams = false;
        for (var i = 0; i < OTHERS; i++) {
            var wanted = Content.ofSize(300_000 + i);
            here.add(wanted, Stream.concat(Stream.of(slow(here, wanted)), Stream.generate(() -> here.gone(wanted)).limit(GONE)).toArray(Peer[]::new));
        }
        var content = Content.ofSize(400_000);
        here.add(content, slow(here, content));
        here.run(Duration.ofSeconds(5));
        var found = List.of(slow(here, content), slow(here, content), slow(here, content));
        here.queue().offer(content.sha1(), found.stream().map(Peer::source).toList());
        here.run(Duration.ofSeconds(6));
        assertThat(found).allSatisfy(peer -> assertThat(peer.links).isNotEmpty());
    }

    private Peer slow(Downloader here, Content content) {
        return here.peer(content).paced(net.time(), BYTES_PER_SECOND);
    }
}
