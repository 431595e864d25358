package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Disk;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"films", "music"})
    void whatLeadsElsewhereByThenGetsNothing(String replaced) throws IOException {
        var music = Files.createDirectory(root.resolve("music"));
        var chosen = replaced.equals("music") ? Files.createDirectory(music.resolve("films")) : films;
        var outside = Files.createDirectories(root.resolve("outside"));
        Files.createDirectory(outside.resolve("films"));
        var download = here.add(content, peer);
        here.queue().send(download.id(), chosen);
        here.run(Duration.ofSeconds(1));
        var link = root.resolve(replaced);
        Files.move(link, root.resolve("moved away"));
        Files.createSymbolicLink(link, replaced.equals("music") ? outside : outside.resolve("films"));
        here.kill();
        here.started();
        assertThat(here.runUntil(download.id(), State.PAUSED, MINUTE)).isTrue();
        assertThat(here.view(download.id()).reason()).isEqualTo("folder-moved");
        assertThat(here.view(download.id()).detail()).contains(outside.resolve("films").toRealPath().toString());
        assertThat(outside.resolve("films")).isEmptyDirectory();
        Files.delete(link);
        Files.move(root.resolve("moved away"), link);
        here.finish(download, content, Duration.ofMinutes(2));
        assertThat(outside.resolve("films")).isEmptyDirectory();
    }

    @Test
    void whatBecameALinkWhileItWasCopiedGetsNothing() throws IOException {
        var outside = Files.createDirectory(root.resolve("outside"));
        here.disk = new Disk() {
            @Override
            public void rename(Path from, Path to) throws IOException {
                if (to.startsWith(films) && from.startsWith(here.incomplete)) {
                    throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "another volume");
                }
                Disk.super.rename(from, to);
            }

            @Override
            public FileChannel open(Path file, OpenOption... options) throws IOException {
                var opened = Disk.super.open(file, options);
                if (file.startsWith(films)) {
                    Files.move(films, root.resolve("moved away"));
                    Files.createSymbolicLink(films, outside);
                }
                return opened;
            }
        };
        var download = here.add(content, peer);
        here.queue().send(download.id(), films);
        assertThat(here.runUntil(download.id(), State.PAUSED, MINUTE)).isTrue();
        assertThat(here.view(download.id()).reason()).isEqualTo("folder-moved");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aFolderBelowALinkThatWasThereWhenItWasChosenIsFine() throws IOException {
        var linked = Files.createSymbolicLink(root.resolve("linked"), root);
        var download = here.add(content, peer);
        here.queue().send(download.id(), linked.resolve("films"));
        here.finish(download, content, MINUTE);
        assertThat(films.resolve("blue hazel.ogg")).exists();
    }
}
