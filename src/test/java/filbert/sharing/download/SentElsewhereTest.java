package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download may go to another folder than its person's. */
final class SentElsewhereTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Content content = Content.ofSize(1_000_000);

    @TempDir
    Path root;

    private Downloader here;
    private Path films;
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        here = new Downloader(net, root).started();
        films = Files.createDirectory(root.resolve("films"));
        peer = here.peer(content).paced(net.time(), 300_000);
    }

    @Test
    void itArrivesThereAfterARestartToo() {
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(1));
        assertThat(here.queue().send(download.id(), films)).isTrue();
        assertThat(here.view(download.id()).folder()).isEqualTo(films);
        here.kill();
        here.started();
        assertThat(here.finish(download, content, MINUTE)).isEqualTo(films.resolve("blue hazel.ogg"));
        assertThat(here.queue().send(download.id(), null)).as("it is there").isFalse();
    }

    @Test
    void itMayBeCalledBack() {
        var download = here.add(content, peer);
        here.queue().send(download.id(), films);
        here.queue().send(download.id(), null);
        assertThat(here.finish(download, content, MINUTE).getParent()).isEqualTo(here.finished.resolve("person-3"));
    }

    @Test
    void whoseFolderIsMissingGoesOnAtOnceElsewhere() throws IOException {
        var download = here.add(content, peer);
        here.queue().send(download.id(), root.resolve("gone"));
        assertThat(here.runUntil(download.id(), State.PAUSED, MINUTE)).isTrue();
        assertThat(here.view(download.id()).reason()).isEqualTo("folder-missing");
        here.queue().send(download.id(), films);
        here.finish(download, content, Duration.ofSeconds(5));
        assertThat(root.resolve("gone")).doesNotExist();
    }
}
