package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each person may fetch, and that nothing is lost by waiting for more. */
final class AllowancesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long ANNA = 3;
    private static final long BEN = 4;
    private static final int KIB = 1024;

    private final VirtualNetwork net = new VirtualNetwork(5);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private Peer slow(Content content, int bytesPerSecond) {
        net.bandwidth(bytesPerSecond);
        return here.peer(content);
    }

    @Test
    void whoHasFetchedEverythingAllowedWaitsAndLosesNothing() {
        var content = Content.ofSize(3_000_000);
        here.allowances.quotas.put(ANNA, 1_000_000L);
        here.allowances.resets = net.instants().instant().plus(Duration.ofHours(5));
        var download = here.add(content, slow(content, 100_000));
        assertThat(net.runUntil(() -> here.view(download.id()).reason().equals("quota-reached"), MINUTE)).isTrue();
        here.run(SECOND);
        var waiting = here.view(download.id());
        assertThat(waiting.state()).isEqualTo(State.QUEUED);
        assertThat(waiting.nextTry()).isBetween(here.allowances.resets.minusSeconds(1), here.allowances.resets.plusSeconds(1));
        assertThat(waiting.written()).isEqualTo(here.allowances.taken.get(ANNA)).isCloseTo(1_000_000, within(200_000L));
        here.run(MINUTE);
        assertThat(here.view(download.id()).written()).isEqualTo(waiting.written());
        here.allowances.quotas.put(ANNA, 10_000_000L);
        here.finish(download, content, MINUTE);
        assertThat(here.allowances.taken.get(ANNA)).as("nothing fetched twice").isEqualTo(content.size());
        assertThat(here.queue().detail(download.id()).orElseThrow().log()).extracting(DownloadDetail.Entry::what).contains("quota");
    }

    @Test
    void aHundredDownloadsOfSomebodyWhoMayFetchNothingAskNobody() {
        here.allowances.quotas.put(ANNA, 0L);
        var contents = IntStream.range(0, 100).mapToObj(i -> Content.ofSize(10_000 + i)).toList();
        var peers = contents.stream().map(here::peer).toList();
        var downloads = IntStream.range(0, 100).mapToObj(i -> here.add(contents.get(i), peers.get(i))).toList();
        var bens = Content.ofSize(50_000);
        here.finish(here.addFor(BEN, bens, here.peer(bens)), bens, MINUTE);
        assertThat(peers).allSatisfy(peer -> assertThat(peer.links).isEmpty());
        assertThat(downloads).allSatisfy(download -> assertThat(here.view(download.id()).reason()).isEqualTo("quota-reached"));
        here.allowances.quotas.clear();
        assertThat(net.runUntil(
                        () -> downloads.stream().allMatch(download -> here.view(download.id()).state() == State.DONE), Duration.ofMinutes(5)))
                .isTrue();
    }

    @Test
    void lessAllowedInTheMiddleEndsItAtOnce() {
        var content = Content.ofSize(3_000_000);
        var download = here.add(content, slow(content, 50_000));
        here.run(Duration.ofSeconds(20));
        var before = here.view(download.id());
        assertThat(before.state()).isEqualTo(State.ACTIVE);
        here.allowances.quotas.put(ANNA, 1L);
        here.run(Duration.ofSeconds(2));
        assertThat(here.view(download.id()).reason()).isEqualTo("quota-reached");
        assertThat(here.view(download.id()).written()).isGreaterThanOrEqualTo(before.written());
        assertThat(here.host().links()).isEmpty();
    }

    @Test
    void theLastBytesAllowedFinishAFile() {
        var content = Content.ofSize(1_000_000);
        here.allowances.quotas.put(ANNA, (long) content.size());
        here.finish(here.add(content, here.peer(content)), content, MINUTE);
    }

    @Test
    void aRestartKeepsWaiting() {
        var content = Content.ofSize(2_000_000);
        here.allowances.quotas.put(ANNA, 500_000L);
        var download = here.add(content, slow(content, 100_000));
        assertThat(net.runUntil(() -> here.view(download.id()).reason().equals("quota-reached"), MINUTE)).isTrue();
        here.queue().stop();
        here.kill();
        here.started();
        here.run(SECOND);
        assertThat(here.view(download.id()).reason()).isEqualTo("quota-reached");
        here.allowances.quotas.clear();
        here.finish(download, content, Duration.ofMinutes(2));
        assertThat(here.allowances.taken.get(ANNA)).isCloseTo(content.size(), within(100_000L));
    }

    @Test
    void twoOfOnePersonWorkAndTheOthersSayWhyNot() {
        here.allowances.active.put(ANNA, 2);
        net.bandwidth(20_000);
        var contents = IntStream.range(0, 5).mapToObj(i -> Content.ofSize(2_000_000 + i)).toList();
        var downloads = contents.stream().map(content -> here.add(content, here.peer(content))).toList();
        var bens = Content.ofSize(1_999_999);
        var other = here.addFor(BEN, bens, here.peer(bens));
        here.run(Duration.ofSeconds(10));
        var views = downloads.stream().map(download -> here.view(download.id())).toList();
        assertThat(views).extracting(DownloadView::state).containsOnly(State.ACTIVE, State.QUEUED);
        assertThat(views.stream().filter(view -> view.state() == State.ACTIVE)).hasSize(2);
        assertThat(views.stream().filter(view -> view.state() == State.QUEUED))
                .allSatisfy(view -> assertThat(List.of(view.reason(), view.detail())).isEqualTo(List.of("own-places", "2")));
        assertThat(here.view(other.id()).state()).isEqualTo(State.ACTIVE);
        here.allowances.active.clear();
        here.run(Duration.ofSeconds(2));
        assertThat(downloads).filteredOn(download -> here.view(download.id()).state() == State.ACTIVE).hasSize(4);
    }

    @Test
    void allDownloadsOfAPersonShareOneRateAndNobodyElseFeelsIt() {
        here.allowances.rates.put(ANNA, 50L * KIB);
        var contents = IntStream.range(0, 3).mapToObj(i -> Content.ofSize(30_000_000 + i)).toList();
        contents.forEach(content -> here.add(content, here.peer(content), here.peer(content)));
        var bens = Content.ofSize(5_000_000);
        here.finish(here.addFor(BEN, bens, here.peer(bens)), bens, MINUTE);
        var before = here.allowances.taken.getOrDefault(ANNA, 0L);
        here.run(MINUTE);
        var perMinute = here.allowances.taken.get(ANNA) - before;
        assertThat(perMinute).isCloseTo(60L * 50 * KIB, Percentage.withPercentage(10));
        here.allowances.rates.put(ANNA, 200L * KIB);
        here.run(SECOND.multipliedBy(2));
        var faster = here.allowances.taken.get(ANNA);
        here.run(MINUTE);
        assertThat(here.allowances.taken.get(ANNA) - faster).isCloseTo(60L * 200 * KIB, Percentage.withPercentage(10));
    }

    @Test
    void whoIsHeldBackByItsOwnRateIsNobodysSlowPeer() {
        here.allowances.rates.put(ANNA, 1L * KIB);
        var content = Content.ofSize(300_000);
        var peer = here.peer(content);
        var download = here.add(content, peer);
        here.finish(download, content, Duration.ofMinutes(6));
        assertThat(peer.links).as("never cut").hasSize(1);
    }
}
