package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.LeakWatch;
import filbert.event.Happenings;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.HalfDone;
import filbert.sharing.download.disk.Span;
import filbert.sharing.mesh.Mesh;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.SharedContent;
import filbert.sharing.upload.UploadServer;
import filbert.sharing.upload.UploadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servents with a part of a file each, and nobody else who has it, over real sockets. */
@Timeout(120)
final class PartialSwarmTest {
    @TempDir
    private Path root;

    private final OwnerThread owner = OwnerThread.start("test-owner");
    private final IoLoops loops = IoLoops.start(2, "test");
    private final ExecutorService workers = Executors.newFixedThreadPool(8);

    /** What a servent with nothing complete shares. */
    private static final class Nothing implements SharedContent {
        @Override
        public Optional<ServedFile> bySha1(Sha1 sha1) {
            return Optional.empty();
        }

        @Override
        public Optional<ServedFile> byIndex(long index) {
            return Optional.empty();
        }

        @Override
        public List<ServedFile> byName(String name) {
            return List.of();
        }

        @Override
        public void differsOnDisk(ServedFile file) {
            throw new AssertionError(file + " differs");
        }
    }

    private final class House {
        final Path finished;
        final DownloadQueue queue;
        final UploadServer server;
        final Source source;
        final Mesh mesh;

        House(int number, Content content, Span... has) throws IOException {
            var folder = Files.createDirectories(root.resolve("house-" + number));
            finished = Files.createDirectory(folder.resolve("finished"));
            var incomplete = Files.createDirectory(folder.resolve("incomplete"));
            HalfDone.leave(incomplete, content, has);
            var network = new Network(
                    owner, new ScopedDialer(loops.dialer(Optional.empty()), AddressScope.LOOPBACK), loops.listener(), loops.datagrams(), AddressScope.LOOPBACK);
            var partials = new PartialShelf((_, _) -> true);
            mesh = new Mesh(owner, AddressScope.LOOPBACK, Optional::empty);
            queue = new DownloadQueue(
                    new DownloadSettings(incomplete, 5, 4, 40, 0),
                    new DownloadWorld(
                            network, InstantSource.system(), workers, Disk.REAL, new MemoryStore(), new NoPushes(), _ -> finished, (_, _) -> {}, new Happenings(), "Filbert/0.1").with(mesh),
                    partials);
            server = new UploadServer(
                    new UploadServer.World(owner, workers, InstantSource.system(), AddressScope.LOOPBACK),
                    new Nothing(),
                    _ -> Optional.empty(),
                    () -> UploadSettings.DEFAULT,
                    "Filbert/0.1");
            server.serveUnfinished(partials);
            var address = loops.listener()
                    .listen(HostAddress.of(new byte[] {127, 0, 4, (byte) number}, 0), link -> link.handler(new UploadDoor(link, server)))
                    .local();
            source = new Source(address, Guid.ZERO, 1, "x", "FILB", 0, false, false, List.of());
            queue.start();
        }

        boolean done() {
            return queue.view().stream().allMatch(download -> download.state() == State.DONE);
        }

        void again() {
            queue.view().forEach(download -> queue.retry(download.id()));
        }
    }

    @AfterEach
    void close() {
        loops.close();
        owner.close();
        workers.close();
        LeakWatch.lookNow();
    }

    @Test
    @DisplayName("T-41 two halves become two whole files")
    void twoHalvesMakeAWhole() throws Exception {
        var content = Content.ofSize(12_000_000);
        var middle = content.row().shape().slice() * (content.row().shape().width() / 2);
        var one = new House(1, content, new Span(0, middle));
        var two = new House(2, content, new Span(middle, content.size()));
        assertThat(one.queue.view()).singleElement().matches(download -> download.verified() < content.size());
        one.queue.offer(content.sha1(), List.of(two.source));
        two.queue.offer(content.sha1(), List.of(one.source));
        var looked = new CountDownLatch(1);
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!one.done() || !two.done()) {
            assertThat(System.nanoTime()).as("%s %s", one.queue.view(), two.queue.view()).isLessThan(end);
            assertThat(looked.await(100, TimeUnit.MILLISECONDS)).isFalse();
            one.again();
            two.again();
        }
        assertThat(one.finished.resolve("blue hazel.ogg")).hasBinaryContent(content.bytes());
        assertThat(two.finished.resolve("blue hazel.ogg")).hasBinaryContent(content.bytes());
        assertThat(owner.ask(() -> one.mesh.dealings().view()))
                .as("who brought what")
                .singleElement()
                .satisfies(dealing -> assertThat(dealing.host()).isEqualTo(two.source.address().ip()))
                .satisfies(dealing -> assertThat(dealing.taken()).isGreaterThanOrEqualTo(content.size() - middle));
        one.queue.stop();
        two.queue.stop();
        owner.tell(one.server::close);
        owner.tell(two.server::close);
    }
}
