package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.AdoptionView.State;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.GtkFile;
import filbert.sharing.download.adopt.Leftovers.Origin;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.HalfDone;
import filbert.sharing.download.disk.PartialFolder;
import filbert.sharing.download.disk.Remains;
import filbert.sharing.download.disk.Span;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others left of a file becomes ours, and only what is right of it stays. */
final class TakeoverTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SLICE = 256 << 10;
    private static final int LARGE = 40 << 20; // more than a lane does in one turn
    private final VirtualNetwork net = new VirtualNetwork(44);
    private final Content content = Content.ofSize(12 * SLICE + 1000);

    @TempDir
    Path root;

    private Path old;
    private Downloader here;

    @BeforeEach
    void start() throws IOException {
        old = Files.createDirectories(root.resolve("old"));
        here = new Downloader(net, root).started();
    }

    private Origin gtk(Span... spans) throws IOException {
        return gtk(content, spans);
    }

    private Origin gtk(Content content, Span... spans) throws IOException {
        var file = GtkFile.of(content, "blue hazel.ogg").with(spans).write(old.resolve("blue hazel.ogg"));
        return new Origin(Client.GTK_GNUTELLA, file, Optional.empty());
    }

    private static Span slices(int from, int to) {
        return new Span((long) from * SLICE, (long) to * SLICE);
    }

    private AdoptionView adoption() {
        return here.queue().adoptions().getFirst();
    }

    private void runToTheEnd() {
        assertThat(net.runUntil(() -> adoption().state() == State.DONE, Duration.ofMinutes(5))).as("%s", adoption()).isTrue();
    }

    private static void flip(Path file, long at) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            var was = bytes.read();
            bytes.seek(at);
            bytes.write(was ^ 1);
        }
    }

    @Test
    void rangesWithATreeAreProvedAtOnceAndTheRestIsFetched() throws IOException {
        var origin = gtk(slices(0, 5), slices(7, 9));
        var before = Files.readAllBytes(origin.file());
        var download = here.add(content);
        assertThat(here.queue().adopt(download.id(), origin)).isTrue();
        runToTheEnd();
        assertThat(adoption().kept()).isEqualTo(7L * SLICE);
        assertThat(adoption().said()).isEqualTo(7L * SLICE);
        assertThat(here.view(download.id()).verified()).isEqualTo(7L * SLICE);
        assertThat(here.adoptions.rows).isEmpty();
        var peer = here.peer(content);
        here.queue().offer(content.sha1(), List.of(peer.source()));
        here.finish(download, content, MINUTE);
        assertThat(peer.ranges()).allSatisfy(range -> assertThat(range).doesNotStartWith("0-"));
        assertThat(origin.file()).hasBinaryContent(before);
    }

    @Test
    void aSpoiledSliceIsMissingAgainAndNothingElse() throws IOException {
        var origin = gtk(slices(0, 12));
        flip(origin.file(), 3L * SLICE + 17);
        var download = here.add(content);
        here.queue().adopt(download.id(), origin);
        runToTheEnd();
        assertThat(adoption().spoiled()).isEqualTo(SLICE);
        assertThat(here.view(download.id()).verified()).isEqualTo(11L * SLICE);
        var peer = here.peer(content);
        here.queue().offer(content.sha1(), List.of(peer.source()));
        here.finish(download, content, MINUTE);
        assertThat(peer.ranges().getFirst()).startsWith(Integer.toString(3 * SLICE));
    }

    @Test
    void whatCameAfterTheTrailerIsFoundByTheTree() throws IOException {
        var file = GtkFile.of(content, "blue hazel.ogg").with(slices(1, 2)).withUnsaid(slices(2, 5), slices(9, 10)).write(old.resolve("blue hazel.ogg"));
        flip(file, 3L * SLICE);
        var download = here.add(content);
        here.queue().adopt(download.id(), new Origin(Client.GTK_GNUTELLA, file, Optional.empty()));
        runToTheEnd();
        assertThat(adoption().said()).isEqualTo(SLICE);
        assertThat(adoption().kept()).isEqualTo(4L * SLICE);
        assertThat(adoption().spoiled()).isEqualTo(SLICE);
        assertThat(here.view(download.id()).verified()).isEqualTo(4L * SLICE);
        assertThat(here.view(download.id()).written()).isEqualTo(4L * SLICE);
    }

    @Test
    void withoutATreeBytesCountAsWrittenUntilOneArrives() throws IOException {
        var file = old.resolve("T-" + content.size() + "-blue hazel.ogg");
        Files.write(file, content.slice(slices(0, 6)));
        flip(file, 2L * SLICE);
        var download = here.add(content);
        here.queue().adopt(download.id(), new Origin(Client.LIMEWIRE, file, Optional.empty()));
        runToTheEnd();
        assertThat(here.view(download.id()).written()).isEqualTo(6L * SLICE);
        assertThat(here.view(download.id()).verified()).isZero();
        var thex = filbert.sharing.hashing.Thex.write(content.row(), new java.util.UUID(3, 4));
        var peer = here.peer(content).script((p, request) -> request.startLine().contains("/N2X?")
                ? p.tree(thex)
                : p.file(request, SLICE, content.bytes(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()));
        here.queue().offer(content.sha1(), List.of(peer.source()));
        here.finish(download, content, MINUTE);
        assertThat(peer.ranges()).anyMatch(range -> range.startsWith(Integer.toString(2 * SLICE)));
        assertThat(peer.ranges()).noneMatch(range -> range.startsWith("0-"));
    }

    @Test
    void blankBlocksOfAFileThatTellsNoRangesAreHoles() throws IOException {
        var file = old.resolve("T-" + content.size() + "-blue hazel.ogg");
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(4L * SLICE);
            bytes.write(content.slice(slices(4, 6)));
        }
        var download = here.add(content);
        here.queue().adopt(download.id(), new Origin(Client.LIMEWIRE, file, Optional.empty()));
        runToTheEnd();
        assertThat(adoption().said()).isEqualTo(6L * SLICE);
        assertThat(adoption().kept()).isEqualTo(2L * SLICE);
        assertThat(here.view(download.id()).ranges()).singleElement().extracting(DownloadView.Range::from).isEqualTo(4L * SLICE);
    }

    @Test
    void aFinishedFileCompletesADownloadThatNobodyHas() throws IOException {
        var file = Files.write(old.resolve("some name"), content.bytes());
        var download = here.add(content);
        here.queue().adopt(download.id(), new Origin(Client.FINISHED, file, Optional.empty()));
        here.finish(download, content, MINUTE);
        assertThat(file).hasBinaryContent(content.bytes());
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void anotherFilbertsPartialFileIsTakenWithItsTree() throws IOException {
        HalfDone.leave(old, content, slices(0, 4), slices(6, 8));
        var download = here.add(content);
        here.queue().adopt(download.id(), new Origin(Client.FILBERT, old.resolve(PartialFolder.dataName(content.sha1())), Optional.empty()));
        runToTheEnd();
        assertThat(here.view(download.id()).verified()).isEqualTo(6L * SLICE);
    }

    @Test
    void whatIsHereAlreadyIsNotCopiedAgain() throws IOException {
        HalfDone.leave(here.incomplete, content, slices(0, 4));
        here.kill();
        here.started();
        var id = here.queue().view().getFirst().id();
        here.queue().adopt(id, gtk(slices(2, 8)));
        runToTheEnd();
        assertThat(adoption().said()).isEqualTo(4L * SLICE);
        assertThat(here.view(id).verified()).isEqualTo(8L * SLICE);
    }

    @Test
    void anotherContentOrSizeIsRefusedAndTheDownloadGoesOn() throws IOException {
        var other = Content.of(content.size(), 5);
        var download = here.add(other, here.peer(other));
        here.queue().adopt(download.id(), gtk(slices(0, 12)));
        assertThat(net.runUntil(() -> adoption().state() == State.FAILED, MINUTE)).isTrue();
        assertThat(adoption().problem()).isEqualTo("other-content");
        here.finish(download, other, MINUTE);
        var file = Files.write(old.resolve("T-77-x"), new byte[5]);
        var second = here.add(content);
        here.queue().adopt(second.id(), new Origin(Client.LIMEWIRE, file, Optional.empty()));
        here.run(Duration.ofSeconds(2));
        assertThat(here.queue().adoptions().getLast().problem()).isEqualTo("other-size");
        assertThat(here.view(second.id()).state()).isEqualTo(DownloadView.State.QUEUED);
    }

    @Test
    void aFileThatGoesAwayOrTurnsOutDamagedIsSaid() throws IOException {
        var origin = gtk(slices(0, 12));
        flip(origin.file(), content.size() + 30L);
        var download = here.add(content);
        here.queue().adopt(download.id(), origin);
        here.run(Duration.ofSeconds(2));
        assertThat(adoption().problem()).isEqualTo("checksum");
        Files.delete(origin.file());
        here.queue().adopt(download.id(), origin);
        here.run(Duration.ofSeconds(2));
        assertThat(adoption().problem()).isEqualTo("gone");
        assertThat(here.queue().adoptions()).hasSize(1);
    }

    @Test
    void aKilledTakeOverGoesOnAndLosesNothingRecorded() throws IOException {
        var large = Content.of(LARGE, 9);
        here.diskTakes = Duration.ofMillis(200);
        var download = here.add(large);
        here.queue().adopt(download.id(), gtk(large, large.all()));
        assertThat(net.runUntil(() -> here.view(download.id()).written() > 0, MINUTE)).isTrue();
        assertThat(adoption().state()).isIn(State.COPYING, State.PROVING);
        here.kill();
        var recorded = new Remains(here.incomplete, large).recorded();
        assertThat(recorded.total()).isPositive();
        here.started();
        runToTheEnd();
        assertThat(adoption().said()).isLessThan(LARGE);
        assertThat(here.view(download.id()).verified()).isEqualTo(LARGE);
    }

    @Test
    void pausedItWaitsAndResumedItGoesOn() throws IOException {
        var large = Content.of(LARGE, 9);
        here.diskTakes = Duration.ofMillis(200);
        var download = here.add(large);
        here.queue().adopt(download.id(), gtk(large, large.all()));
        net.runUntil(() -> adoption().passed() > 0, MINUTE);
        assertThat(here.view(download.id()).reason()).isEqualTo("adopting");
        assertThat(here.queue().pause(download.id())).isTrue();
        here.run(MINUTE);
        assertThat(adoption().state()).isEqualTo(State.WAITING);
        here.queue().resume(download.id());
        runToTheEnd();
        assertThat(here.view(download.id()).verified()).isEqualTo(LARGE);
    }

    @Test
    void leftAloneTheDownloadGoesOnWithWhatWasCopied() throws IOException {
        var large = Content.of(LARGE, 9);
        here.diskTakes = Duration.ofMillis(200);
        var download = here.add(large, here.peer(large));
        here.queue().adopt(download.id(), gtk(large, large.all()));
        net.runUntil(() -> adoption().passed() > 0, MINUTE);
        assertThat(here.queue().leave(download.id())).isTrue();
        assertThat(here.queue().leave(download.id())).isFalse();
        assertThat(adoption().state()).isEqualTo(State.LEFT);
        here.finish(download, large, Duration.ofMinutes(3));
        assertThat(here.adoptions.rows).isEmpty();
    }

    @Test
    void aCancelledDownloadTakesItsTakeOverAlong() throws IOException {
        var large = Content.of(LARGE, 9);
        here.diskTakes = Duration.ofMillis(200);
        var download = here.add(large);
        here.queue().adopt(download.id(), gtk(large, large.all()));
        net.runUntil(() -> adoption().passed() > 0, MINUTE);
        here.queue().pause(download.id());
        here.run(MINUTE);
        here.diskTakes = Duration.ZERO;
        here.queue().cancel(download.id());
        assertThat(here.queue().adoptions()).isEmpty();
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void withoutRoomItWaitsForTheDisk() throws IOException {
        var disk = new WriteRecorder();
        here.disk = disk;
        disk.room = 1_000_000;
        var download = here.add(content);
        here.queue().adopt(download.id(), gtk(slices(0, 12)));
        here.run(Duration.ofSeconds(5));
        assertThat(here.view(download.id()).reason()).isEqualTo("disk-full");
        assertThat(adoption().state()).isEqualTo(State.WAITING);
        disk.room = Long.MAX_VALUE;
        here.run(Duration.ofMinutes(2));
        assertThat(adoption().state()).isEqualTo(State.DONE);
    }

    @Test
    void severalPartsOfOneFileAreTakenOneAfterTheOther() throws IOException {
        var download = here.add(content);
        here.queue().adopt(download.id(), gtk(slices(0, 6)));
        HalfDone.leave(old, content, slices(4, 9));
        here.queue().adopt(download.id(), new Origin(Client.FILBERT, old.resolve(PartialFolder.dataName(content.sha1())), Optional.empty()));
        assertThat(net.runUntil(() -> here.queue().adoptions().stream().allMatch(one -> one.state() == State.DONE), MINUTE)).isTrue();
        assertThat(here.queue().adoptions()).extracting(AdoptionView::kept).containsExactly(6L * SLICE, 3L * SLICE);
        assertThat(here.adoptions.rows).isEmpty();
    }

    @Test
    void oneIsCopiedAtATimeWhileOthersAreFetched() throws IOException {
        here.diskTakes = Duration.ofMillis(100);
        var first = here.add(content);
        var other = Content.of(content.size(), 6);
        var second = here.add(other);
        here.queue().adopt(first.id(), gtk(slices(0, 12)));
        var file = GtkFile.of(other, "red hazel.ogg").with(slices(0, 12)).write(old.resolve("red hazel.ogg"));
        here.queue().adopt(second.id(), new Origin(Client.GTK_GNUTELLA, file, Optional.empty()));
        net.runUntil(() -> adoption().passed() > 0, MINUTE);
        assertThat(here.queue().adoptions()).extracting(AdoptionView::state).containsExactly(State.COPYING, State.WAITING);
        assertThat(here.view(second.id()).reason()).isEqualTo("adopting");
        assertThat(net.runUntil(() -> here.queue().adoptions().getLast().state() == State.DONE, MINUTE)).isTrue();
        assertThat(adoption().state()).isEqualTo(State.DONE);
    }
}
