package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.Membership;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.PacedServent;
import filbert.sharing.download.disk.Content;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, and two sources of which one is two hundred times slower than the other. */
@Timeout(180)
final class SlowSourceTest {
    private static final int SLOW = 10_000; // bytes per second: what it is asked for first would take it well over a minute
    private static final long FIRST_PART = 1 << 20; // what a source of unknown speed is asked for
    private static final int FAST = 2_000_000;
    private static final long TWICE = 400_000; // bytes sent by both: on their way, in buffers, and in the end game

    @TempDir
    private Path directory;

    @Test
    void aFileIsNotAsSlowAsItsSlowestSource() throws Exception {
        var content = Content.ofSize(6_000_000);
        try (var slow = new PacedServent(41, SLOW, content);
                var fast = new PacedServent(42, FAST, content);
                var filbert = RunningFilbert.setUp(directory.resolve("data"))) {
            var downloads = joined(filbert.part(Membership.class)).downloads();
            var id = downloads.add(new DownloadRequest(1, content.sha1(), Optional.empty(), "blue hazel.ogg", content.size(), List.of(source(slow), source(fast)))).id();
            awaitDone(downloads, id);
            assertThat(Objects.requireNonNull(downloads.view(id).orElseThrow().path())).hasBinaryContent(content.bytes());
            assertThat(slow.sent().total()).as("of use, and not waited for").isPositive().isLessThan(FIRST_PART);
            assertThat(slow.sent().total() + fast.sent().total()).isBetween((long) content.size(), content.size() + TWICE);
        }
    }

    private static Membership joined(Membership membership) throws InterruptedException {
        var joined = new CountDownLatch(1);
        membership.whenJoined(joined::countDown);
        assertThat(joined.await(60, TimeUnit.SECONDS)).isTrue();
        return membership;
    }

    private static Source source(PacedServent servent) {
        return new Source(HostAddress.parse(servent.address()).orElseThrow(), Guid.ZERO, 1, "blue hazel.ogg", "TEST", 0, false, false, List.of());
    }

    private static void awaitDone(Downloads downloads, long id) throws InterruptedException {
        var looks = new CountDownLatch(1);
        while (downloads.view(id).orElseThrow().state() != DownloadView.State.DONE) {
            assertThat(looks.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
