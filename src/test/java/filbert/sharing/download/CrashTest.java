package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Happening;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.HalfDone;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue killed at any moment, and what the next start finds. */
final class CrashTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final VirtualNetwork net = new VirtualNetwork(21);

    @TempDir
    Path root;

    @Test
    @DisplayName("T-44")
    void aKillAtAnyMomentLosesAtMostWhatWasNotSynced() throws IOException {
        for (var seed = 0; seed < 6; seed++) {
            var random = new Random(seed);
            var content = Content.of(800_000 + random.nextInt(300_000), seed);
            var settings = new DownloadSettings(root.resolve("r" + seed).resolve("incomplete"), 5, 4, 40, 0);
            var here = new Downloader(net.bandwidth(100_000), root.resolve("r" + seed), settings, seed).started();
            var peer = here.peer(content);
            if (seed % 2 == 0) {
                peer.script(Peer::treeless);
            }
            var id = here.add(content, peer).id();
            var kills = 0;
            while (here.view(id).state() != State.DONE && kills < 12) {
                here.run(Duration.ofMillis(100 + random.nextInt(4_000)));
                var synced = here.view(id).written();
                here.kill();
                tearJournal(here, content, random);
                here.started();
                here.run(Duration.ofMillis(200));
                assertThat(here.view(id).written()).as("seed %d", seed).isGreaterThanOrEqualTo(synced == content.size() ? 0 : synced);
                kills++;
            }
            here.queue().retry(id);
            here.finish(here.view(id), content, Duration.ofMinutes(5));
            assertThat(here.happenings.latest(100, _ -> true)).extracting(Happening::kind).doesNotContain("download.failed");
            assertThat(here.unfinishedFiles()).isEmpty();
        }
    }

    /** The last thing the process did was half a record. */
    private static void tearJournal(Downloader here, Content content, Random random) throws IOException {
        var journal = here.incomplete.resolve(content.sha1() + ".journal");
        if (Files.exists(journal)) {
            try (var raw = new RandomAccessFile(journal.toFile(), "rw")) {
                raw.seek(raw.length());
                raw.write(new byte[random.nextInt(20)]);
            }
        }
    }

    @Test
    void aRestartGoesOnWhereTheLastLeftOff() {
        var here = new Downloader(net.bandwidth(100_000), root).started();
        var content = Content.ofSize(1_000_000);
        var peer = here.peer(content);
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(6));
        here.queue().stop();
        var written = here.store.rows.get(download.id()).download().written();
        here.kill();
        here.started();
        here.finish(download, content, MINUTE);
        assertThat(written).isPositive();
        var resumedAt = peer.ranges().stream().map(r -> Long.parseLong(r.substring(0, r.indexOf('-')))).filter(from -> from > 0).findFirst();
        assertThat(resumedAt.orElseThrow()).isGreaterThanOrEqualTo(written);
    }

    @Test
    void aPausedDownloadIsStillPausedAfterAKill() {
        var here = new Downloader(net.bandwidth(100_000), root).started();
        var content = Content.ofSize(1_000_000);
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(3));
        here.queue().pause(download.id());
        here.kill();
        here.started();
        here.run(MINUTE);
        assertThat(here.view(download.id()).state()).isEqualTo(State.PAUSED);
    }

    @Test
    void aQueueWithoutItsDatabaseFindsItsDownloadsAgain() {
        var here = new Downloader(net.bandwidth(100_000), root).started();
        var contents = List.of(Content.of(1_000_000, 1), Content.of(900_000, 2));
        contents.forEach(content -> here.add(content, here.peer(content)));
        here.run(Duration.ofSeconds(5));
        here.kill();
        here.store.rows.clear();
        here.started();
        here.run(Duration.ofSeconds(1));
        assertThat(here.queue().view()).hasSize(2).allSatisfy(found -> {
            assertThat(found.name()).isEqualTo("blue hazel.ogg");
            assertThat(found.person()).isEqualTo(3);
            assertThat(found.written()).isPositive();
            assertThat(found.reason()).isEqualTo("no-sources");
        });
        contents.forEach(content -> here.queue().offer(content.sha1(), List.of(here.peer(content).source())));
        here.run(MINUTE);
        assertThat(here.queue().view()).extracting(DownloadView::state).containsOnly(State.DONE);
    }

    @Test
    void aFileCompleteOnDiskNeedsNoSourceAfterAKill() {
        var here = new Downloader(net, root).started();
        var content = Content.ofSize(1_000_000);
        here.pushable = false;
        var download = here.add(content, here.peer(content));
        net.runUntil(() -> here.view(download.id()).state() == State.CHECKING, MINUTE);
        here.kill();
        here.store.rows.clear();
        here.started();
        assertThat(here.net.runUntil(() -> here.queue().view().getFirst().state() == State.DONE, MINUTE)).isTrue();
    }

    @Test
    void aFinishedFileIsNotPublishedTwiceWhenTheDatabaseHadNotHeard() {
        var here = new Downloader(net, root).started();
        var content = Content.ofSize(400_000);
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofMillis(10));
        here.store.broken = true;
        assertThat(here.runUntil(download.id(), State.DONE, MINUTE)).isTrue();
        here.kill();
        here.store.broken = false;
        here.started();
        var path = here.finish(here.view(download.id()), content, Duration.ofMinutes(2));
        assertThat(path).hasFileName("blue hazel.ogg");
        assertThat(path.resolveSibling("blue hazel (2).ogg")).doesNotExist();
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void aCompleteFileIsFinishedThoughTheStoreNeverHeardOfIt() throws IOException {
        var content = Content.ofSize(900_000);
        var here = new Downloader(net, root).started();
        var download = here.add(content);
        here.kill();
        HalfDone.leave(here.incomplete, content, content.all());
        here.started();
        here.finish(download, content, Duration.ofMinutes(1));
    }
}
