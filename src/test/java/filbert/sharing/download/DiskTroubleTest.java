package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that fill up, vanish and come back. */
final class DiskTroubleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final VirtualNetwork net = new VirtualNetwork(33);
    private final Content content = Content.ofSize(3_000_000);

    @TempDir
    Path root;

    private Downloader here() {
        return new Downloader(net, root).started();
    }

    @Test
    void aFullDiskPausesSaysHowMuchIsNeededAndGoesOnWhenThereIsRoom() {
        var here = here();
        var disk = new WriteRecorder();
        here.disk = disk;
        disk.room = 2_000_000;
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(30));
        var paused = here.view(download.id());
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.reason()).isEqualTo("disk-full");
        assertThat(paused.detail()).isEqualTo("3000000");
        assertThat(paused.nextTry()).isNotNull();
        disk.room = Long.MAX_VALUE;
        here.finish(download, content, Duration.ofMinutes(2));
    }

    @Test
    void aDiskThatFillsUpMeanwhileLosesNothingSynced() {
        net.bandwidth(300_000);
        var here = here();
        var disk = new WriteRecorder();
        here.disk = disk;
        disk.room = 3_100_000;
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(6));
        disk.room = 100_000; // somebody else was faster
        here.run(Duration.ofSeconds(10));
        var paused = here.view(download.id());
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.reason()).isEqualTo("disk-full");
        assertThat(Long.parseLong(paused.detail())).isBetween(100_000L, 2_500_000L);
        assertThat(paused.written()).isGreaterThan(500_000);
        here.run(Duration.ofMinutes(10));
        assertThat(here.view(download.id()).state()).isEqualTo(State.PAUSED);
        disk.room = Long.MAX_VALUE;
        here.finish(download, content, Duration.ofMinutes(2));
        assertThat(disk.writtenTwice(content.sha1()).stream().mapToLong(span -> span.length()).sum()).isLessThan(1_500_000);
    }

    /** All of it is read twice: slice by slice for the tree, and as a whole for the SHA-1. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000, 3_100_000, 5_900_000})
    void whatCannotBeReadIsNeitherVerifiedNorPublishedAndGoesOnWhenItCan(long readable) {
        var here = here();
        here.network = true;
        var disk = new WriteRecorder();
        here.disk = disk;
        disk.readable = readable;
        var download = here.add(content, here.peer(content));
        here.run(MINUTE);
        var unwell = here.view(download.id());
        assertThat(unwell.state()).isEqualTo(State.PAUSED);
        assertThat(unwell.reason()).isEqualTo("disk-unwell");
        assertThat(unwell.detail()).isEqualTo("Input/output error");
        assertThat(unwell.nextTry()).isNotNull();
        assertThat(unwell.verified()).isLessThanOrEqualTo(readable);
        assertThat(here.finished.resolve("person-3")).satisfies(folder -> assertThat(folder.toFile().list()).isNullOrEmpty());
        assertThat(here.told).isEmpty();
        here.run(Duration.ofMinutes(30));
        assertThat(here.view(download.id()).reason()).isEqualTo("disk-unwell");
        disk.readable = Long.MAX_VALUE;
        here.finish(download, content, Duration.ofMinutes(11));
    }

    @Test
    void aFullDiskAfterARestartIsStillWatched() {
        var here = here();
        var disk = new WriteRecorder();
        here.disk = disk;
        disk.room = 5;
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(10));
        here.kill();
        here.started();
        here.run(MINUTE);
        assertThat(here.view(download.id()).reason()).isEqualTo("disk-full");
        disk.room = Long.MAX_VALUE;
        here.finish(download, content, Duration.ofMinutes(3));
    }

    @Test
    void aMissingFolderOfFinishedFilesKeepsWhatWasFetched() throws IOException {
        var here = here();
        Files.delete(here.finished);
        var peer = here.peer(content);
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(30));
        var paused = here.view(download.id());
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.reason()).isEqualTo("folder-missing");
        assertThat(here.finished).doesNotExist();
        Files.createDirectory(here.finished);
        var asked = peer.requests.size();
        here.finish(download, content, Duration.ofMinutes(2));
        assertThat(peer.requests).hasSize(asked);
    }

    @Test
    void aFileInPlaceOfTheFolderIsSaid() throws IOException {
        var here = here();
        Files.delete(here.finished);
        Files.writeString(here.finished, "not a folder");
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(30));
        assertThat(here.view(download.id()).state()).isEqualTo(State.PAUSED);
        assertThat(here.view(download.id()).detail()).contains("finished");
    }

    @Test
    void aVolumeThatIsNotMountedIsNotBegunAnew() throws IOException {
        net.bandwidth(300_000);
        var here = here();
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(6));
        here.queue().stop();
        here.kill();
        var away = root.resolve("away");
        Files.move(here.incomplete, away);
        here.started(); // makes an empty folder, as a bare mount point is one
        here.run(Duration.ofMinutes(5));
        var paused = here.view(download.id());
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.reason()).isEqualTo("data-missing");
        assertThat(here.unfinishedFiles()).isEmpty();
        Files.delete(here.incomplete);
        Files.move(away, here.incomplete);
        assertThat(here.queue().resume(download.id())).isTrue();
        here.finish(download, content, Duration.ofMinutes(2));
    }

    @Test
    void whatIsLostForGoodIsBegunAnewByRetry() throws IOException {
        net.bandwidth(300_000);
        var here = here();
        var download = here.add(content, here.peer(content));
        here.run(Duration.ofSeconds(6));
        here.queue().stop();
        here.kill();
        for (var name : here.unfinishedFiles()) {
            Files.delete(here.incomplete.resolve(name));
        }
        here.started();
        here.run(MINUTE);
        assertThat(here.view(download.id()).reason()).isEqualTo("data-missing");
        assertThat(here.queue().retry(download.id())).isTrue();
        here.finish(download, content, Duration.ofMinutes(2));
    }

    @Test
    void aStoreThatFailsIsToldToWhoeverAsked() {
        var here = here();
        here.store.broken = true;
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> here.add(content, here.peer(content))).hasMessage("database gone");
        assertThat(here.queue().view()).isEmpty();
        here.store.broken = false;
        here.finish(here.add(content, here.peer(content)), content, MINUTE);
    }
}
