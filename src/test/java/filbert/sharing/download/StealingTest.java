package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of unlike speed share one file: nobody idles while a slow one still has much to bring, and little is fetched twice. */
final class StealingTest {
    private static final int FAST = 500_000; // bytes per second
    private static final int SLOW = 5_000;
    private static final long UNDER_WAY = 150_000; // bytes a fast link has on its way, and those of one end game

    private final VirtualNetwork net = new VirtualNetwork(41).largestPortion(16 * 1024);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private Peer peer(Content content, int bytesPerSecond) {
        return here.peer(content).paced(net.time(), bytesPerSecond);
    }

    private static long bodies(Peer... peers) {
        var sum = 0L;
        for (var peer : peers) {
            sum += peer.sent;
        }
        return sum;
    }

    @Test
    @DisplayName("T-43 a fast source takes over what a slow one has not brought, and the slow one keeps what it did")
    void aFastSourceTakesOverTheRestOfASlowOnes() {
        var content = Content.ofSize(8_000_000);
        var slow = peer(content, SLOW);
        var fast = peer(content, FAST);
        here.finish(here.add(content, slow, fast), content, Duration.ofSeconds(40));
        assertThat(slow.sent).as("the slow one was of use").isGreaterThan(3 * SLOW);
        assertThat(bodies(slow, fast)).as("bytes sent by both").isLessThan(content.size() + UNDER_WAY);
    }

    @Test
    void aHungSourceHoldsNothingUp() {
        var content = Content.ofSize(4_000_000);
        var hung = here.peer(content).script((p, request) -> p.honestly(request).cutAt(20_000));
        var fast = peer(content, FAST);
        here.finish(here.add(content, hung, fast), content, Duration.ofSeconds(25));
        assertThat(bodies(fast)).isLessThan(content.size() + UNDER_WAY);
    }

    @Test
    void aSourceThatNeverAnswersIsNotWaitedForInTheEnd() {
        var content = Content.ofSize(2_000_000);
        var silent = here.peer(content).script((p, request) -> Peer.Answer.text(""));
        var fast = peer(content, FAST);
        here.finish(here.add(content, silent, fast), content, Duration.ofSeconds(20));
        assertThat(bodies(fast)).isLessThan(content.size() + UNDER_WAY);
    }

    @Test
    void sourcesOfEqualSpeedLeaveEachOtherAlone() {
        var content = Content.ofSize(4_000_000);
        var one = peer(content, FAST);
        var two = peer(content, FAST);
        here.finish(here.add(content, one, two), content, Duration.ofSeconds(15));
        assertThat(one.links).hasSize(1);
        assertThat(two.links).hasSize(1);
        assertThat(bodies(one, two)).isLessThan(content.size() + 20_000);
        assertNoByteAskedTwice(one, two);
    }

    private static void assertNoByteAskedTwice(Peer... peers) {
        var all = new Spans();
        var sum = 0L;
        for (var peer : peers) {
            for (var range : peer.ranges()) {
                var ends = range.split("-");
                var span = new Span(Long.parseLong(ends[0]), Long.parseLong(ends[1]) + 1);
                all.add(span);
                sum += span.length();
            }
        }
        assertThat(all.total()).isEqualTo(sum);
    }

    @Test
    @DisplayName("3-transfer, 3.8.2: a partial source brings what is free and takes over nobody's range")
    void aPartialSourceTakesOverNothing() {
        var content = Content.ofSize(3_000_000);
        var slow = peer(content, SLOW);
        var half = peer(content, FAST).script((p, request) -> {
            var has = content.size() / 2;
            var from = Long.parseLong(request.get("Range").orElse("bytes=0-0").substring(6).split("-")[0]);
            return request.startLine().contains("/N2X?") || from >= has
                    ? Peer.status("416 Not there", "X-Available-Ranges: bytes 0-" + (has - 1))
                    : p.file(request, (int) (has - from), content.bytes(), "X-Available-Ranges: bytes 0-" + (has - 1));
        });
        var download = here.add(content, slow);
        here.run(Duration.ofSeconds(10));
        here.queue().offer(content.sha1(), List.of(half.source()));
        here.run(Duration.ofMinutes(2));
        assertThat(here.view(download.id()).written()).as("what was free of what it has, and little of the slow one").isBetween(500_000L, content.size() / 2L);
        assertThat(half.ranges()).isNotEmpty().allSatisfy(range -> assertThat(Long.parseLong(range.split("-")[0])).isGreaterThanOrEqualTo(1 << 20));
        assertThat(half.ranges()).allSatisfy(range -> assertThat(Long.parseLong(range.split("-")[0])).isLessThan(content.size() / 2));
    }

    @Test
    void segmentsGrowWithTheMeasuredRate() {
        var content = Content.ofSize(7_000_000);
        var fast = peer(content, 100_000);
        here.finish(here.add(content, fast), content, Duration.ofSeconds(90));
        var lengths = fast.ranges().stream().map(range -> range.split("-")).map(ends -> Long.parseLong(ends[1]) + 1 - Long.parseLong(ends[0])).toList();
        assertThat(lengths.getFirst()).isLessThanOrEqualTo(2L << 20);
        assertThat(lengths).anyMatch(length -> length > 4_000_000);
    }
}
