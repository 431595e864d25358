package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.UnreadableException.Why;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Disk;
import filbert.simulation.VirtualNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who read a file while it comes, in virtual time. */
final class ReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofHours(2);
    private static final int PERSON = 3;

    private final VirtualNetwork net = new VirtualNetwork(11);
    private final Content content = Content.ofSize(6_000_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        net.bandwidth(200_000); // 6 MB take half a minute
        here = new Downloader(net, root).started();
    }

    private DownloadReader reader(DownloadView download, long from) {
        return reader(download, PERSON, from);
    }

    private DownloadReader reader(DownloadView download, long person, long from) {
        return here.queue().read(download.id(), person, from, content.size()).orElseThrow();
    }

    /** Runs until the next bytes are there, or the reading is over. */
    private CompletableFuture<ByteBuffer> next(DownloadReader reader, Duration limit) {
        var piece = reader.next().toCompletableFuture();
        net.runUntil(piece::isDone, limit);
        return piece;
    }

    private byte[] readToTheEnd(DownloadReader reader) {
        var all = new ByteArrayOutputStream();
        while (true) {
            var future = next(reader, LONG);
            assertThat(future).as("after %d bytes", all.size()).isCompleted();
            var piece = future.join();
            if (!piece.hasRemaining()) {
                return all.toByteArray();
            }
            assertThat(piece.remaining()).isLessThanOrEqualTo(DownloadReader.PIECE);
            all.writeBytes(bytes(piece));
        }
    }

    private static Why why(CompletableFuture<?> failed) {
        assertThat(failed).isCompletedExceptionally();
        try {
            failed.join();
            throw new AssertionError("completed");
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(UnreadableException.class);
            return ((UnreadableException) e.getCause()).why();
        }
    }

    private byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(content.bytes(), from, to);
    }

    private static byte[] bytes(ByteBuffer piece) {
        var bytes = new byte[piece.remaining()];
        piece.get(bytes);
        return bytes;
    }

    @Test
    void aFileIsReadWhileItComesAndOnFromTheFinishedOne() {
        var download = here.add(content, here.peer(content));
        try (var reader = reader(download, 0)) {
            var first = next(reader, LONG).join();
            assertThat(bytes(first)).isEqualTo(bytes(0, DownloadReader.PIECE));
            assertThat(here.view(download.id()).written()).isLessThan(1_500_000);
            assertThat(readToTheEnd(reader)).isEqualTo(bytes(DownloadReader.PIECE, content.size()));
        }
        here.finish(download, content, LONG);
    }

    @Test
    void whatIsLeftIsReadFromTheFinishedFile() {
        var download = here.add(content, here.peer(content));
        try (var reader = reader(download, 3_000_000)) {
            var first = next(reader, LONG).join();
            here.finish(download, content, SECOND.multipliedBy(50));
            assertThat(here.unfinishedFiles()).isEmpty();
            assertThat(readToTheEnd(reader)).isEqualTo(bytes(3_000_000 + first.remaining(), content.size()));
        }
    }

    @Test
    void whatSomebodyWaitsForIsFetchedFirst() {
        var peer = here.peer(content);
        var download = here.add(content, peer);
        net.runUntil(() -> here.view(download.id()).written() > 0, LONG);
        var before = peer.ranges().size();
        try (var reader = reader(download, 4_000_000)) {
            assertThat(bytes(next(reader, LONG).join())).isEqualTo(bytes(4_000_000, 4_000_000 + DownloadReader.PIECE));
            assertThat(here.view(download.id()).written()).isLessThan(2_500_000);
            var slice = content.row().shape().slice();
            assertThat(peer.ranges().get(before)).startsWith(4_000_000 / slice * slice + "-");
            readToTheEnd(reader);
        }
        here.finish(download, content, LONG);
    }

    @Test
    void aLongRangeElsewhereIsCutShortForWhoWaits() {
        var large = Content.ofSize(30_000_000);
        var peer = here.peer(large);
        var download = here.add(large, peer);
        net.runUntil(() -> peer.ranges().size() == 2 && here.view(download.id()).written() > 1_500_000, LONG);
        var began = net.time().nanos();
        try (var reader = here.queue().read(download.id(), PERSON, 25_000_000, large.size()).orElseThrow()) {
            var piece = next(reader, LONG).join();
            assertThat(bytes(piece)).isEqualTo(Arrays.copyOfRange(large.bytes(), 25_000_000, 25_000_000 + DownloadReader.PIECE));
            assertThat(Duration.ofNanos(net.time().nanos() - began)).isLessThan(Duration.ofSeconds(12));
        }
        assertThat(peer.links).hasSize(2);
        here.finish(download, large, LONG);
    }

    @Test
    void nobodyIsCalledOffForWhatComesSoon() {
        net.bandwidth(1_000_000);
        var peer = here.peer(content);
        var download = here.add(content, peer);
        net.runUntil(() -> peer.ranges().size() == 2, LONG);
        try (var reader = reader(download, 5_800_000)) {
            assertThat(next(reader, LONG)).isCompleted();
        }
        here.finish(download, content, LONG);
        assertThat(peer.links).hasSize(1);
    }

    @Test
    void whoCameLastDoesNotWaitForWhatAnotherReadsAhead() {
        var peer = here.peer(content);
        var download = here.add(content, peer);
        try (var first = reader(download, 0)) {
            next(first, LONG).join();
            here.run(SECOND);
            var before = here.view(download.id()).written();
            try (var second = reader(download, 5_500_000)) {
                next(second, LONG).join();
                assertThat(here.view(download.id()).written() - before).isLessThan(2_000_000);
                readToTheEnd(second);
            }
        }
    }

    @Test
    void nobodyHandsOutWhatATreeHasNotProved() {
        var download = here.add(content, here.peer(content).script(Peer::treeless));
        try (var reader = reader(download, 0)) {
            var piece = reader.next().toCompletableFuture();
            net.runUntil(() -> piece.isDone() || here.view(download.id()).written() > 5_000_000, LONG);
            assertThat(piece).isNotDone();
            net.runUntil(piece::isDone, LONG);
            assertThat(here.view(download.id()).state()).isEqualTo(State.DONE);
            assertThat(bytes(piece.join())).isEqualTo(bytes(0, DownloadReader.PIECE));
        }
    }

    @Test
    void spoiledBytesAreFetchedAgainBeforeAnybodySeesThem() {
        var spoiled = content.bytes().clone();
        for (var at = 300_000; at < spoiled.length; at += 1_000_000) {
            spoiled[at] ^= 1;
        }
        var liar = here.peer(content).script((peer, request) -> request.startLine().contains("/N2X?")
                ? peer.honestly(request)
                : peer.file(request, Integer.MAX_VALUE, spoiled, "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()));
        var download = here.add(content, liar, here.peer(content));
        try (var reader = reader(download, 0)) {
            assertThat(readToTheEnd(reader)).isEqualTo(content.bytes());
        }
    }

    @Test
    void aReaderEndsWhenNothingComesForAMinute() {
        var download = here.add(content, here.peer(content).script((peer, request) -> peer.honestly(request).cutAt(400_000)));
        try (var reader = reader(download, 0)) {
            var piece = next(reader, LONG);
            var last = net.time().nanos();
            while (!piece.isCompletedExceptionally()) {
                last = net.time().nanos();
                piece = next(reader, LONG);
            }
            assertThat(why(piece)).isEqualTo(Why.STALLED);
            assertThat(Duration.ofNanos(net.time().nanos() - last)).isBetween(Reader.PATIENCE, Reader.PATIENCE.plusSeconds(20));
            assertThat(reader.cutShort().toCompletableFuture()).isCompletedWithValue(Why.STALLED);
            assertThat(why(next(reader, SECOND))).isEqualTo(Why.STALLED);
        }
    }

    @Test
    void aSlowSliceIsProgress() {
        net.bandwidth(1_000);
        var download = here.add(content, here.peer(content));
        try (var reader = reader(download, 0)) {
            assertThat(bytes(next(reader, LONG).join())).isEqualTo(bytes(0, DownloadReader.PIECE));
        }
        assertThat(here.view(download.id()).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void aReaderThatTakesNothingForAMinuteIsForgotten() {
        var download = here.add(content, here.peer(content));
        var reader = reader(download, 0);
        next(reader, LONG).join();
        here.run(Reader.PATIENCE.plusSeconds(6));
        assertThat(reader.cutShort().toCompletableFuture()).isCompletedWithValue(Why.IDLE);
        assertThat(why(next(reader, SECOND))).isEqualTo(Why.IDLE);
    }

    @Test
    void nobodyReadsMoreThanFourAtOnce() {
        var download = here.add(content, here.peer(content));
        var readers = new java.util.ArrayList<DownloadReader>();
        for (var i = 0; i < Readers.MOST_OF_A_PERSON; i++) {
            readers.add(reader(download, 0));
        }
        assertThatThrownBy(() -> reader(download, 0)).isInstanceOf(UnreadableException.class).hasMessage("TOO_MANY");
        var other = reader(download, 4, 0);
        readers.getFirst().close();
        here.run(Duration.ZERO);
        readers.set(0, reader(download, 0));
        readers.forEach(DownloadReader::close);
        other.close();
    }

    @Test
    void aHouseholdHasABoundToo() {
        var download = here.add(content, here.peer(content));
        for (var person = 1; person <= Readers.MOST; person++) {
            reader(download, person, 0);
        }
        assertThatThrownBy(() -> reader(download, 99, 0)).isInstanceOf(UnreadableException.class).hasMessage("TOO_MANY");
    }

    @Test
    void aPausedDownloadGivesWhatItHasAndEnds() {
        var download = here.add(content, here.peer(content));
        net.runUntil(() -> here.view(download.id()).verified() > 1_000_000, LONG);
        here.queue().pause(download.id());
        here.run(SECOND);
        var there = here.view(download.id()).ranges().getFirst();
        assertThat(there).matches(range -> range.from() == 0 && range.verified());
        try (var reader = reader(download, 0)) {
            var read = 0L;
            var piece = next(reader, LONG);
            for (; !piece.isCompletedExceptionally(); piece = next(reader, LONG)) {
                read += piece.join().remaining();
            }
            assertThat(why(piece)).isEqualTo(Why.PAUSED);
            assertThat(read).isEqualTo(there.to());
        }
    }

    @Test
    void whatAPausedDownloadHasIsKnownAfterARestart() {
        var download = here.add(content, here.peer(content));
        net.runUntil(() -> here.view(download.id()).verified() > 1_000_000, LONG);
        here.queue().pause(download.id());
        here.run(SECOND);
        var there = here.view(download.id()).ranges();
        here.queue().stop();
        here.kill();
        here.started();
        assertThat(here.view(download.id())).matches(view -> view.state() == State.PAUSED && view.ranges().isEmpty());
        try (var reader = reader(download, 0)) {
            assertThat(bytes(next(reader, SECOND).join())).isEqualTo(bytes(0, DownloadReader.PIECE));
        }
        assertThat(here.view(download.id()).ranges()).isEqualTo(there);
        try (var reader = reader(download, 5_500_000)) {
            assertThat(why(next(reader, SECOND))).isEqualTo(Why.PAUSED);
        }
        here.queue().resume(download.id());
        here.finish(download, content, LONG);
    }

    @Test
    void aPauseEndsWhoWaits() {
        var download = here.add(content, here.peer(content));
        try (var reader = reader(download, 5_500_000)) {
            var piece = reader.next().toCompletableFuture();
            here.run(SECOND);
            assertThat(piece).isNotDone();
            here.queue().pause(download.id());
            here.run(SECOND);
            assertThat(why(piece)).isEqualTo(Why.PAUSED);
        }
    }

    @Test
    void aRemovedDownloadEndsWhoReads() {
        var download = here.add(content, here.peer(content));
        var reader = reader(download, 0);
        next(reader, LONG).join();
        here.queue().cancel(download.id());
        here.run(SECOND);
        assertThat(reader.cutShort().toCompletableFuture()).isCompletedWithValue(Why.REMOVED);
        assertThat(here.queue().read(download.id(), PERSON, 0, 1)).isEmpty();
    }

    @Test
    void aFinishedFileThatIsAnotherNowIsNotRead() throws IOException {
        net.bandwidth(Long.MAX_VALUE);
        var download = here.add(content, here.peer(content));
        var path = here.finish(download, content, LONG);
        try (var reader = reader(download, 0)) {
            assertThat(next(reader, SECOND)).isCompleted();
            Files.writeString(path, "something else");
            assertThat(why(next(reader, SECOND))).isEqualTo(Why.CHANGED);
        }
        Files.delete(path);
        try (var reader = reader(download, 0)) {
            assertThat(why(next(reader, SECOND))).isEqualTo(Why.CHANGED);
        }
    }

    @Test
    void aFinishedFileEditedToTheSameSizeIsNotToldAsWhatItWas() throws IOException {
        net.bandwidth(Long.MAX_VALUE);
        var download = here.add(content, here.peer(content));
        var path = here.finish(download, content, LONG);
        edit(path);
        try (var reader = reader(download, 0)) {
            assertThat(why(next(reader, SECOND))).isEqualTo(Why.CHANGED);
        }
        here.kill();
        here.started();
        try (var reader = reader(download, 0)) {
            assertThat(next(reader, SECOND)).as("nobody knows better after a restart").isCompleted();
        }
        edit(path);
        try (var reader = reader(download, 0)) {
            assertThat(why(next(reader, SECOND))).isEqualTo(Why.CHANGED);
        }
    }

    private void edit(Path path) throws IOException {
        var before = Files.getLastModifiedTime(path);
        Files.write(path, new byte[(int) content.size()]);
        Files.setLastModifiedTime(path, FileTime.from(before.toInstant().plusSeconds(60)));
    }

    @Test
    void aDiskThatGivesNothingOutIsNamed() throws IOException {
        net.bandwidth(Long.MAX_VALUE);
        var download = here.add(content, here.peer(content));
        here.finish(download, content, LONG);
        here.disk = new Disk() {
            @Override
            public FileChannel open(Path file, OpenOption... options) throws IOException {
                throw new FileSystemException(file.toString(), null, "Input/output error");
            }
        };
        try (var reader = reader(download, 0)) {
            assertThat(why(next(reader, SECOND))).isEqualTo(Why.DISK);
        }
    }

    @Test
    void aReaderOutlivesADownloadThatIsPausedAndResumed() {
        var download = here.add(content, here.peer(content));
        try (var reader = reader(download, 0)) {
            next(reader, LONG).join();
            here.queue().pause(download.id());
            here.run(SECOND);
            here.queue().resume(download.id());
            assertThat(readToTheEnd(reader)).isEqualTo(bytes(DownloadReader.PIECE, content.size()));
        }
    }

    @Test
    void anEndedQueueEndsWhoReads() {
        var download = here.add(content, here.peer(content));
        var reader = reader(download, 0);
        var piece = reader.next().toCompletableFuture();
        here.queue().stop();
        here.run(SECOND);
        assertThat(why(piece)).isEqualTo(Why.STOPPED);
    }
}
