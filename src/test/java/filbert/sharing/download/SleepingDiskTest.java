package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Disk;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What merely waits leaves the disk asleep. */
final class SleepingDiskTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(44).largestPortion(16 * 1024);
    private final List<String> touched = new ArrayList<>();

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
        here.neighbours.byItself = false;
        here.disk = new Disk() {
            @Override
            public FileChannel open(Path file, OpenOption... options) throws IOException {
                touched.add(file.getFileName().toString());
                return Disk.REAL.open(file, options);
            }

            @Override
            public long usable(Path folder) throws IOException {
                touched.add("usable");
                return Disk.REAL.usable(folder);
            }
        };
    }

    @Test
    void aThousandThatWaitTouchNothing() {
        var lost = net.host("5.9.9.9").at(6346); // nobody is there
        var busy = here.peer(Content.ofSize(1000)).script((p, request) -> Peer.status("503 Busy", "Retry-After: 3000"));
        var queue = here.peer(Content.ofSize(1000))
                .script((p, request) -> Peer.status("503 Queued", "X-Queued: ID=6A07aa40BC3DDAA9AAB0B3C3D3E34A53; position=9; lifetime=900", "Retry-After: 600", "Connection: close"));
        var gone = new filbert.servent.search.Source(lost, filbert.identity.Guid.ZERO, 1, "x", "", 0, false, false, List.of());
        var ids = IntStream.range(0, 1_000)
                .mapToObj(i -> here.queue().add(new DownloadRequest(
                        3, new filbert.identity.Sha1(7, i, 1), java.util.Optional.empty(), "file " + i, 5_000_000, i % 4 == 0 ? List.of() : i % 4 == 1 ? List.of(gone) : List.of(i % 4 == 2 ? busy.source() : queue.source())))
                        .id())
                .toList();
        here.run(Duration.ofHours(6));
        assertThat(busy.requests.size() + queue.requests.size()).as("it did ask").isGreaterThan(100);
        assertThat(touched).isEmpty();
        assertThat(ids).allSatisfy(id -> assertThat(here.view(id).state()).isIn(State.QUEUED, State.ACTIVE, State.FAILED));
    }

    @Test
    void whatWasHalfFetchedWaitsWithoutItsFileToo() {
        var content = Content.ofSize(2_000_000);
        var peer = here.peer(content).script((p, request) -> p.treeless(request).cutAt(1_000_000).closing());
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(10));
        assertThat(here.view(download.id()).written()).isGreaterThan(500_000);
        peer.script((p, request) -> Peer.status("503 Busy", "Retry-After: 600"));
        here.run(MINUTE);
        touched.clear();
        here.run(Duration.ofHours(5));
        assertThat(touched).isEmpty();
        peer.script(Peer::honestly);
        here.finish(download, content, Duration.ofHours(1));
        assertThat(peer.ranges().getLast()).as("not from the start").doesNotStartWith("0-");
    }

    @Test
    void aFileThatIsNotAsItWasLeftIsLookedAtAgain() throws IOException {
        var content = Content.ofSize(2_000_000);
        var peer = here.peer(content).script((p, request) -> p.treeless(request).cutAt(1_000_000).closing());
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(10));
        assertThat(here.view(download.id()).written()).isGreaterThan(500_000);
        peer.script((p, request) -> Peer.status("503 Busy", "Retry-After: 600"));
        here.run(MINUTE);
        forgetJournalRecords();
        peer.script(Peer::honestly);
        here.finish(download, content, Duration.ofHours(1));
    }

    /** As a file system does that lost the last writes. */
    private void forgetJournalRecords() throws IOException {
        var journal = here.incomplete.resolve(here.unfinishedFiles().stream().filter(name -> name.endsWith(".journal")).findFirst().orElseThrow());
        try (var channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(journal) - 5);
        }
    }
}
