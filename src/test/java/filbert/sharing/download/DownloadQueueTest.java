package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Happening;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadQueueTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Content content = Content.ofSize(1_000_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    @Test
    @DisplayName("T-28")
    void aFileArrivesAndAppearsUnderItsName() throws IOException {
        var peer = here.peer(content);
        var download = here.add(content, peer);
        var path = here.finish(download, content, MINUTE);
        assertThat(path).isEqualTo(here.finished.resolve("person-3").resolve("blue hazel.ogg"));
        assertThat(here.unfinishedFiles()).isEmpty();
        var view = here.view(download.id());
        assertThat(view.written()).isEqualTo(content.size());
        assertThat(view.verified()).isEqualTo(content.size());
        assertThat(view.ranges()).containsExactly(new DownloadView.Range(0, content.size(), true));
        assertThat(here.told).extracting(DownloadView::path).containsExactly(path);
        assertThat(here.store.rows.get(download.id()).download().state()).isEqualTo(State.DONE);
        assertThat(here.happenings.latest(1, _ -> true)).extracting(Happening::kind).containsExactly("download.done");
    }

    @Test
    void aDiskSlowerThanTheLineIsWaitedFor() {
        here.diskTakes = Duration.ofMillis(300);
        var download = here.add(content, here.peer(content));
        var states = new ArrayList<State>();
        assertThat(net.runUntil(
                        () -> {
                            var state = here.view(download.id()).state();
                            if (states.isEmpty() || states.getLast() != state) {
                                states.add(state);
                            }
                            return state == State.DONE;
                        },
                        MINUTE))
                .isTrue();
        assertThat(states).containsExactly(State.QUEUED, State.ACTIVE, State.CHECKING, State.DONE); // never back to the end of the queue
    }

    @Test
    @DisplayName("T-16")
    void shorterRepliesAreContinuedOnTheSameConnection() {
        var peer = here.peer(content).script((p, request) -> p.file(request, 100_000, content.bytes()));
        here.finish(here.add(content, peer), content, MINUTE);
        assertThat(peer.links).hasSize(1);
        assertThat(peer.requests).hasSize(10);
        assertThat(peer.ranges().getFirst()).isEqualTo("0-999999");
        assertThat(peer.ranges().get(1)).isEqualTo("100000-999999");
    }

    @Test
    void requestsSayHowMuchOfTheFileIsThere() {
        var peer = here.peer(content).script((p, request) -> p.file(request, 400_000, content.bytes()));
        here.finish(here.add(content, peer), content, MINUTE);
        assertThat(peer.requests).extracting(request -> request.get("X-Downloaded").orElse("")).containsExactly("0", "400000", "800000");
    }

    @Test
    void severalSourcesShareTheWork() {
        var peers = List.of(here.peer(content), here.peer(content), here.peer(content));
        var large = Content.ofSize(6_000_000);
        var three = List.of(here.peer(large), here.peer(large), here.peer(large));
        here.finish(here.add(large, three.toArray(Peer[]::new)), large, MINUTE);
        assertThat(three).allSatisfy(peer -> assertThat(peer.ranges()).isNotEmpty());
        assertThat(peers).allSatisfy(peer -> assertThat(peer.requests).isEmpty());
    }

    @Test
    void aWrongSizeThatALinkToldIsCorrectedByWhoeverWantsTheFileAgain() {
        var peer = here.peer(content);
        var download = here.add(content, 5, peer);
        here.run(MINUTE);
        assertThat(here.view(download.id()).state()).isEqualTo(State.FAILED);
        assertThat(here.add(content, peer).id()).isEqualTo(download.id());
        here.finish(download, content, MINUTE);
    }

    @Test
    void aWrongSizeIsCorrectedAfterARestartToo() {
        var peer = here.peer(content);
        var download = here.add(content, 5, peer);
        here.run(MINUTE);
        here.kill();
        here.started();
        assertThat(here.view(download.id()).size()).isEqualTo(5);
        here.add(content, peer);
        here.run(Duration.ofSeconds(2));
        here.kill();
        here.started();
        here.finish(download, content, MINUTE.multipliedBy(2));
    }

    @Test
    void whatFailedIsTriedAgainWhenItIsWantedAgain() {
        var missing = here.peer(content).script((p, request) -> p.requests.size() == 1 ? Peer.status("404 Not Found") : p.file(request, 1_000_000, content.bytes()));
        var download = here.add(content, missing);
        here.run(MINUTE);
        assertThat(here.view(download.id()).state()).isEqualTo(State.FAILED);
        here.add(content, missing);
        here.finish(download, content, MINUTE);
    }

    @Test
    void whatIsPausedStaysPausedWhenItIsWantedAgain() {
        var download = here.add(content, here.peer(content));
        here.queue().pause(download.id());
        here.add(content, here.peer(content));
        here.run(MINUTE);
        assertThat(here.view(download.id()).state()).isEqualTo(State.PAUSED);
    }

    @Test
    void aFileOfNoBytesIsMadeAtOnce() {
        var nothing = Content.ofSize(0);
        var download = here.add(nothing);
        assertThat(here.finish(download, nothing, MINUTE)).isEmptyFile();
        var unknown = here.queue().add(Downloader.request(Content.ofSize(0), -1, List.of()));
        assertThat(here.finish(unknown, nothing, MINUTE)).hasFileName("blue hazel (2).ogg");
    }

    @Test
    void anUnknownSizeIsAskedFor() {
        var peer = here.peer(content);
        var download = here.add(content, -1, peer);
        assertThat(download.size()).isEqualTo(-1);
        here.finish(download, content, MINUTE);
        assertThat(peer.ranges().getFirst()).isEqualTo("0-1023");
        assertThat(peer.links).hasSize(1);
        assertThat(here.view(download.id()).size()).isEqualTo(content.size());
    }

    @Test
    @DisplayName("T-63")
    void aHostileNameStaysInItsFolder() {
        var request = new DownloadRequest(
                3, content.sha1(), Optional.empty(), "../../../etc/cron.d/\u202Ehazel\0.ogg", content.size(), List.of(here.peer(content).source()));
        var path = here.finish(here.queue().add(request), content, MINUTE);
        assertThat(path.getParent()).isEqualTo(here.finished.resolve("person-3"));
        assertThat(path.getFileName()).hasToString("etccron.dhazel.ogg");
    }

    @Test
    @DisplayName("T-28")
    void aNameThatIsTakenGetsANumber() throws IOException {
        var folder = Files.createDirectory(here.finished.resolve("person-3"));
        Files.writeString(folder.resolve("blue hazel.ogg"), "mine");
        assertThat(here.finish(here.add(content, here.peer(content)), content, MINUTE)).hasFileName("blue hazel (2).ogg");
        assertThat(folder.resolve("blue hazel.ogg")).hasContent("mine");
    }

    @Test
    void theSameContentWantedTwiceIsOneDownloadWithMoreSources() {
        var first = here.add(content);
        var second = here.add(content, here.peer(content));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.sources()).hasSize(1);
        assertThat(here.store.rows).hasSize(1);
        here.finish(first, content, MINUTE);
    }

    @Test
    void whatIsDoneMayBeWantedAgain() {
        here.finish(here.add(content, here.peer(content)), content, MINUTE);
        assertThat(here.finish(here.add(content, here.peer(content)), content, MINUTE)).hasFileName("blue hazel (2).ogg");
    }

    @Test
    void aDownloadWithoutSourcesWaitsAndSaysSo() {
        var download = here.add(content);
        here.run(MINUTE);
        assertThat(here.view(download.id()).state()).isEqualTo(State.QUEUED);
        assertThat(here.view(download.id()).reason()).isEqualTo("no-sources");
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(download, content, MINUTE);
    }

    @Test
    void sourcesOfWhatNobodyWantsAreIgnored() {
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.run(MINUTE);
        assertThat(here.queue().view()).isEmpty();
    }

    @Test
    void neverMoreThanFiveHundredSources() {
        var download = here.add(content);
        for (var i = 0; i < 700; i++) {
            var peer = new Peer(net.host("5.9." + i / 200 + "." + (1 + i % 200)), content);
            here.queue().offer(content.sha1(), List.of(peer.source()));
        }
        here.run(Duration.ofSeconds(1));
        assertThat(here.view(download.id()).sources()).hasSize(500);
    }

    @Test
    void aPausedDownloadRestsUntilResumed() {
        net.bandwidth(50_000);
        var peer = here.peer(content);
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(8));
        assertThat(here.view(download.id()).state()).isEqualTo(State.ACTIVE);
        assertThat(here.view(download.id()).rate()).isBetween(20_000L, 60_000L);
        assertThat(here.queue().pause(download.id())).isTrue();
        assertThat(here.store.rows.get(download.id()).download().state()).isEqualTo(State.PAUSED);
        here.run(Duration.ofMinutes(5));
        var paused = here.view(download.id());
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.written()).isBetween(100_000L, 900_000L);
        assertThat(peer.links).noneMatch(filbert.net.Link::isOpen);
        assertThat(here.queue().resume(download.id())).isTrue();
        assertThat(here.queue().resume(download.id())).isFalse();
        here.finish(download, content, MINUTE);
        assertThat(peer.ranges().getLast()).doesNotStartWith("0-");
    }

    @Test
    void aCancelledDownloadLeavesNothing() {
        net.bandwidth(50_000);
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(8));
        assertThat(here.unfinishedFiles()).hasSize(2);
        assertThat(here.queue().cancel(download.id())).isTrue();
        assertThat(here.unfinishedFiles()).isEmpty();
        assertThat(here.store.rows).isEmpty();
        assertThat(here.queue().view()).isEmpty();
        assertThat(here.queue().cancel(download.id())).isFalse();
        here.run(MINUTE);
        here.finish(here.add(content, here.peer(content)), content, MINUTE);
    }

    @Test
    void cancellingAFinishedDownloadKeepsTheFile() {
        var download = here.add(content, here.peer(content));
        var path = here.finish(download, content, MINUTE);
        assertThat(here.queue().cancel(download.id())).isTrue();
        assertThat(path).exists();
        assertThat(here.queue().view()).isEmpty();
    }

    @Test
    void commandsThatMeanNothingSayFalse() {
        var download = here.add(content, here.peer(content));
        here.finish(download, content, MINUTE);
        assertThat(here.queue().pause(download.id())).isFalse();
        assertThat(here.queue().resume(download.id())).isFalse();
        assertThat(here.queue().retry(download.id())).isFalse();
        assertThat(here.queue().pause(4711)).isFalse();
        assertThat(here.queue().view(4711)).isEmpty();
    }

    @Test
    void onlySoManyAreActiveAtATime() {
        here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 2, 4, 40, 0)).started();
        net.bandwidth(50_000);
        for (var seed = 0; seed < 5; seed++) {
            var each = Content.of(500_000, seed);
            here.add(each, here.peer(each));
        }
        here.run(Duration.ofSeconds(5));
        assertThat(here.queue().view()).extracting(DownloadView::state)
                .containsExactly(State.ACTIVE, State.ACTIVE, State.QUEUED, State.QUEUED, State.QUEUED);
        here.run(MINUTE);
        assertThat(here.queue().view()).extracting(DownloadView::state).containsOnly(State.DONE);
    }

    @Test
    void oneHostGetsOneConnectionForAllItsFiles() {
        var contents = List.of(Content.of(300_000, 1), Content.of(300_000, 2), Content.of(300_000, 3));
        var peer = here.peer(content);
        peer.script((p, request) -> contents.stream()
                .filter(c -> request.startLine().contains(c.sha1().base32()))
                .findFirst()
                .map(c -> Peer.body("206 OK", c.bytes(), "Content-Range: bytes 0-299999/300000"))
                .orElseThrow());
        contents.forEach(each -> here.add(each, peer));
        here.run(MINUTE);
        assertThat(here.queue().view()).extracting(DownloadView::state).containsOnly(State.DONE);
        assertThat(peer.links).hasSize(1);
    }

    @Test
    void manyFilesOfOneHostThatHangsUpAreFetchedAllTheSame() {
        var contents = List.of(Content.of(300_000, 1), Content.of(300_000, 2), Content.of(300_000, 3), Content.of(300_000, 4));
        var peer = here.peer(content);
        peer.script((p, request) -> p.requests.size() == 2
                ? Peer.status("503 Overloaded", "Connection: close", "Retry-After: 60").closing()
                : contents.stream()
                        .filter(c -> request.startLine().contains(c.sha1().base32()))
                        .findFirst()
                        .map(c -> Peer.body("206 OK", c.bytes(), "Content-Range: bytes 0-299999/300000"))
                        .orElseThrow());
        contents.forEach(each -> here.add(each, peer));
        here.run(Duration.ofSeconds(50));
        assertThat(here.queue().view()).extracting(DownloadView::state).containsExactly(State.DONE, State.QUEUED, State.DONE, State.DONE);
        here.run(Duration.ofSeconds(30));
        assertThat(here.queue().view()).extracting(DownloadView::state).containsOnly(State.DONE);
        assertThat(peer.links).hasSizeBetween(2, 3);
    }

    @Test
    void neverMoreThanTheCeilingOfConnections() {
        here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 20, 4, 7, 0)).started();
        net.bandwidth(20_000);
        var peers = new java.util.ArrayList<Peer>();
        for (var seed = 0; seed < 10; seed++) {
            var each = Content.of(2_000_000, seed);
            var three = List.of(here.peer(each), here.peer(each), here.peer(each));
            peers.addAll(three);
            here.add(each, three.toArray(Peer[]::new));
        }
        for (var i = 0; i < 30; i++) {
            here.run(Duration.ofSeconds(1));
            assertThat(here.host().links().size()).isLessThanOrEqualTo(7);
        }
        assertThat(here.host().links()).hasSize(7);
    }

    @Test
    void watchersAreToldAFewTimesASecond() {
        net.bandwidth(100_000);
        var raised = new java.util.concurrent.atomic.AtomicInteger();
        here.queue().changed().watch(raised::incrementAndGet);
        here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(5));
        assertThat(raised.get()).isBetween(5, 21);
    }

    @Test
    void nobodysListKeepsAnothersFromBeginning() {
        var slow = IntStream.range(0, 8).mapToObj(i -> Content.of(300_000 + i, i)).toList();
        for (var content : slow) {
            here.add(content, here.peer(content).paced(net.time(), 1_000));
        }
        here.run(Duration.ofSeconds(20));
        var other = Content.of(100_000, 99);
        var request = new DownloadRequest(4, other.sha1(), Optional.empty(), "beech.ogg", other.size(), List.of(here.peer(other).source()));
        var late = here.queue().add(request);
        assertThat(here.queue().view().stream().filter(view -> view.state() == State.ACTIVE)).hasSize(5);
        here.finish(late, other, Duration.ofMinutes(30));
        assertThat(here.queue().view().stream().filter(view -> view.person() == 3 && view.state() != State.DONE)).as("the others of the first").isNotEmpty();
    }

    @Test
    void whatIsNewDoesNotWaitUntilHundredsOfOldOnesHaveBeenTriedInVain() {
        for (var i = 0; i < 300; i++) {
            here.queue().add(Downloader.request(Content.of(1_000, i), 1_000, List.of(gone(i), gone(300 + i))));
        }
        here.kill();
        here.started();
        here.run(Duration.ofSeconds(15));
        var download = here.add(content, here.peer(content));
        here.finish(download, content, Duration.ofSeconds(30));
        assertThat(here.queue().view()).filteredOn(view -> view.state() == State.QUEUED && view.sources().stream().allMatch(source -> source.grounds().isNone()))
                .as("of the others many have not been tried yet")
                .hasSizeGreaterThan(100);
    }

    @Test
    void afterARestartWhatWasAtWorkGoesOnBeforeWhatWaited() {
        net.bandwidth(100_000);
        for (var i = 0; i < 300; i++) {
            here.queue().add(Downloader.request(Content.of(1_000, i), 1_000, List.of(gone(i), gone(300 + i))));
        }
        here.run(Duration.ofMinutes(15)); // each is tried once
        var download = here.add(content, here.peer(content));
        assertThat(net.runUntil(() -> here.view(download.id()).written() > 0, MINUTE)).isTrue();
        here.queue().stop();
        here.kill();
        here.started();
        here.finish(download, content, Duration.ofSeconds(45));
    }

    private static Source gone(int number) {
        return new Source(HostAddress.of(0x05C80000 + number, 6346), Guid.ZERO, 7, "hazel.ogg", "PEER", 0, false, false, List.of());
    }
}
