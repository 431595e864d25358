package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Disk;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several people of one house want the same content. */
final class SharedDownloadsTest {
    private static final long ANNA = 3;
    private static final long BEN = 4;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SOME = 20_000; // heads, and the tree
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Content content = Content.ofSize(4_000_000);

    @TempDir
    Path root;

    private Downloader here;
    private Peer peer;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
        peer = here.peer(content).paced(net.time(), 400_000);
    }

    private DownloadView want(long person, String name, Peer... from) {
        var sources = Arrays.stream(from).map(Peer::source).toList();
        return here.queue().add(new DownloadRequest(person, content.sha1(), Optional.<TigerRoot>empty(), name, content.size(), List.<Source>copyOf(sources)));
    }

    @Test
    void oneTransferGivesEachAFileOfTheirOwn() throws IOException {
        var annas = want(ANNA, "hazel.ogg", peer);
        here.run(MOMENT);
        var bens = want(BEN, "nut.ogg");
        here.run(Duration.ofSeconds(3));
        assertThat(here.view(annas.id()).state()).isEqualTo(State.ACTIVE);
        var waiting = here.view(bens.id());
        assertThat(waiting.state()).isEqualTo(State.QUEUED);
        assertThat(waiting.reason()).isEqualTo("joined");
        assertThat(waiting.written()).isPositive();
        var first = here.finish(annas, content, MINUTE);
        var second = here.finish(bens, content, MINUTE);
        assertThat(first).isEqualTo(here.finished.resolve("person-3").resolve("hazel.ogg"));
        assertThat(second).isEqualTo(here.finished.resolve("person-4").resolve("nut.ogg"));
        assertThat(peer.sent).isLessThan(content.size() + SOME);
        assertThat(here.unfinishedFiles()).isEmpty();
        assertThat(here.told).extracting(DownloadView::person).containsExactly(ANNA, BEN);
        Files.writeString(first, "a tag is written into one of them");
        assertThat(second).hasBinaryContent(content.bytes());
    }

    @Test
    void whenTheFirstCancelsTheTransferGoesOnForTheSecond() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg");
        here.run(Duration.ofSeconds(5));
        var there = here.view(bens.id()).written();
        assertThat(there).isPositive();
        assertThat(here.queue().cancel(annas.id())).isTrue();
        assertThat(here.queue().view(annas.id())).isEmpty();
        here.run(Duration.ofSeconds(2));
        assertThat(here.view(bens.id()).reason()).as("the host has just been called").isEqualTo("sources-waiting");
        assertThat(here.view(bens.id()).written()).isGreaterThanOrEqualTo(there);
        assertThat(here.finish(bens, content, MINUTE)).hasFileName("nut.ogg");
        assertThat(peer.sent).isLessThan(content.size() + 400_000);
        assertThat(here.unfinishedFiles()).isEmpty();
        assertThat(here.finished.resolve("person-3")).doesNotExist();
    }

    @Test
    void whoPausesStopsOnlyOneself() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg");
        here.run(Duration.ofSeconds(3));
        here.queue().pause(annas.id());
        here.finish(bens, content, MINUTE);
        assertThat(here.view(annas.id()).state()).isEqualTo(State.PAUSED);
        here.run(MINUTE);
        assertThat(here.view(annas.id()).state()).isEqualTo(State.PAUSED);
        here.queue().resume(annas.id());
        here.finish(annas, content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + 400_000);
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void theSecondMayLeaveWithoutTheFirstNoticing() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg");
        here.run(Duration.ofSeconds(3));
        here.queue().cancel(bens.id());
        here.finish(annas, content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + SOME);
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void aFolderThatIsMissingKeepsOnlyItsOwnPersonWaiting() throws IOException {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg");
        Files.createFile(here.finished.resolve("person-3")); // no folder
        here.finish(bens, content, MINUTE);
        assertThat(here.view(annas.id()).reason()).isEqualTo("folder-missing");
        Files.delete(here.finished.resolve("person-3"));
        here.finish(annas, content, Duration.ofMinutes(3));
        assertThat(peer.sent).isLessThan(content.size() + 400_000);
    }

    @Test
    void killedAtAnyMomentBothAreFinishedAndNothingIsFetchedTwice() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg");
        whenAllIsThereTheDiskIsSlow(annas);
        for (var kills = 0; kills < 60 && !(done(annas) && done(bens)); kills++) {
            here.run(Duration.ofMillis(37L * (kills % 17 + 1)));
            here.kill();
            here.started();
        }
        var first = here.finish(annas, content, MINUTE);
        var second = here.finish(bens, content, MINUTE);
        here.run(MINUTE);
        assertThat(List.of(first, second)).extracting(path -> path.getFileName().toString()).containsExactly("hazel.ogg", "nut.ogg");
        assertThat(here.finished.resolve("person-3")).isDirectoryContaining(path -> path.equals(first)).isDirectoryNotContaining(path -> !path.equals(first));
        assertThat(here.finished.resolve("person-4")).isDirectoryNotContaining(path -> !path.equals(second));
        assertThat(here.unfinishedFiles()).isEmpty();
        assertThat(peer.sent).isLessThan(content.size() + SOME);
    }

    /** Only then: what dies with a slow disk takes buffers along. */
    private void whenAllIsThereTheDiskIsSlow(DownloadView download) {
        assertThat(net.runUntil(() -> here.view(download.id()).written() == content.size(), MINUTE)).isTrue();
        here.diskTakes = Duration.ofMillis(40);
    }

    private boolean done(DownloadView download) {
        return here.view(download.id()).state() == State.DONE;
    }

    @Test
    void killedBetweenTheTwoFoldersTheSecondIsPlacedFromWhatIsThere() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg");
        whenAllIsThereTheDiskIsSlow(annas);
        assertThat(here.runUntil(annas.id(), State.DONE, MINUTE)).isTrue();
        assertThat(here.view(bens.id()).state()).isNotEqualTo(State.DONE);
        here.kill();
        peer.script((_, _) -> Peer.status("404 Not Found"));
        here.started();
        here.finish(bens, content, MINUTE);
        assertThat(here.view(annas.id()).path()).hasBinaryContent(content.bytes());
    }

    @Test
    void aVolumeThatIsNotMountedIsNotBegunAnewBecauseOneOfThemNeverWorked() throws IOException {
        peer.paced(net.time(), 50_000);
        var annas = want(ANNA, "hazel.ogg");
        var bens = want(BEN, "nut.ogg", peer);
        here.queue().pause(annas.id());
        here.run(MINUTE);
        assertThat(here.view(bens.id()).written()).isPositive();
        here.kill();
        Files.move(here.incomplete, root.resolve("elsewhere"));
        Files.createDirectory(here.incomplete);
        here.started();
        here.run(MINUTE);
        assertThat(here.view(bens.id()).reason()).isEqualTo("data-missing");
        assertThat(here.unfinishedFiles()).isEmpty();
        here.kill();
        Files.delete(here.incomplete);
        Files.move(root.resolve("elsewhere"), here.incomplete);
        here.started();
        here.queue().retry(bens.id());
        here.finish(bens, content, MINUTE.multipliedBy(3));
        assertThat(peer.sent).isLessThan(content.size() + 400_000);
    }

    @Test
    void theQuotaOfOneIsNoHindranceToTheOther() {
        here.allowances.quotas.put(ANNA, 0L);
        var annas = want(ANNA, "hazel.ogg", peer);
        here.run(MOMENT);
        assertThat(here.view(annas.id()).reason()).isEqualTo("quota-reached");
        var bens = want(BEN, "nut.ogg", peer);
        here.finish(bens, content, MINUTE);
        here.finish(annas, content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + SOME);
    }

    @Test
    void whoReadsGoesOnReadingWhenTheOtherLeaves() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg");
        here.run(Duration.ofSeconds(3));
        var reader = here.queue().read(bens.id(), BEN, 0, content.size()).orElseThrow();
        here.queue().cancel(annas.id());
        here.run(MOMENT);
        assertThat(reader.cutShort().toCompletableFuture()).isNotDone();
        reader.close();
    }

    /** A disk on which something happens in the instant a file gets its final name: once. */
    private void whenPublished(Runnable happens) {
        here.disk = new Disk() {
            private boolean happened;

            @Override
            public void rename(Path from, Path to) throws IOException {
                Disk.super.rename(from, to);
                if (!happened && to.startsWith(here.finished)) {
                    happened = true;
                    happens.run();
                }
            }
        };
    }

    @Test
    void whoJoinsInTheInstantOfTheFinalRenameGetsACopyAndNothingIsFetchedAgain() throws IOException {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = new ArrayList<DownloadView>();
        whenPublished(() -> bens.add(want(BEN, "nut.ogg", peer)));
        var first = here.finish(annas, content, MINUTE);
        var second = here.finish(bens.getFirst(), content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + SOME);
        assertThat(here.unfinishedFiles()).isEmpty();
        Files.writeString(first, "a tag is written into one of them");
        assertThat(second).hasBinaryContent(content.bytes());
    }

    @Test
    void whoJoinsInTheInstantOfTheFinalRenameIsNotGivenWhatTheOtherMadeOfIt() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = new ArrayList<DownloadView>();
        whenPublished(() -> {
            bens.add(want(BEN, "nut.ogg", peer));
            write(here.finished.resolve("person-3").resolve("hazel.ogg"), new byte[content.size()]);
        });
        assertThat(here.runUntil(annas.id(), State.DONE, MINUTE)).isTrue();
        here.finish(bens.getFirst(), content, MINUTE);
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void killedInThatInstantTheSecondIsPlacedFromTheFirstsFile() {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = new ArrayList<DownloadView>();
        whenPublished(() -> {
            bens.add(want(BEN, "nut.ogg", peer));
            here.queue().pause(annas.id());
            here.kill();
        });
        assertThat(net.runUntil(() -> !bens.isEmpty(), MINUTE)).isTrue();
        peer.script((_, _) -> Peer.status("404 Not Found"));
        here.started();
        here.finish(bens.getFirst(), content, MINUTE);
        here.queue().resume(annas.id());
        assertThat(here.finish(annas, content, MINUTE)).hasFileName("hazel.ogg");
        assertThat(here.finished.resolve("person-3")).isDirectoryNotContaining("glob:**(2)*");
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoPausesInTheInstantOfTheFinalRenameHasTheFileOnce(boolean killed) {
        var annas = want(ANNA, "hazel.ogg", peer);
        var bens = want(BEN, "nut.ogg", peer);
        var paused = new AtomicBoolean();
        whenPublished(() -> {
            paused.set(here.queue().pause(annas.id()));
            if (killed) {
                here.kill();
            }
        });
        assertThat(net.runUntil(paused::get, MINUTE)).isTrue();
        if (killed) {
            here.started();
        }
        here.finish(bens, content, MINUTE);
        here.queue().resume(annas.id());
        assertThat(here.finish(annas, content, MINUTE)).hasFileName("hazel.ogg");
        assertThat(here.finished.resolve("person-3")).isDirectoryNotContaining("glob:**(2)*");
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void whoWantsItWhileTheLastOneTidiesUpWorksBehindThat() {
        var annas = want(ANNA, "hazel.ogg", peer);
        assertThat(net.runUntil(() -> here.view(annas.id()).state() == State.CHECKING, MINUTE)).isTrue();
        here.diskTakes = Duration.ofSeconds(1);
        here.finish(annas, content, MINUTE);
        here.diskTakes = Duration.ZERO;
        var bens = want(BEN, "nut.ogg", peer);
        here.finish(bens, content, MINUTE);
        assertThat(here.unfinishedFiles()).isEmpty();
    }
}
