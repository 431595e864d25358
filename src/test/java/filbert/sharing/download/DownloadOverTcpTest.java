package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.LeakWatch;
import filbert.event.Happenings;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.SharedContent;
import filbert.sharing.upload.TreeRows;
import filbert.sharing.upload.UploadServer;
import filbert.sharing.upload.UploadSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The queue on real threads, sockets and disks, against our own uploads. */
@Timeout(120)
final class DownloadOverTcpTest {
    @TempDir
    Path root;

    private final IoLoops loops = IoLoops.start(2, "test-io");
    private final OwnerThread owner = OwnerThread.start("test-owner");
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2));
    private final ThreadPoolExecutor serversWorkers = new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final MemoryStore store = new MemoryStore();
    private final List<UploadServer> servers = new ArrayList<>();
    private final ConcurrentLinkedQueue<Link> served = new ConcurrentLinkedQueue<>();
    private DownloadQueue queue;
    private Path finished;

    @BeforeEach
    void start() throws IOException {
        finished = Files.createDirectory(root.resolve("finished"));
        queue = newQueue();
        queue.start();
    }

    private DownloadQueue newQueue() {
        var network = new Network(
                owner, new ScopedDialer(loops.dialer(Optional.empty()), AddressScope.LOOPBACK), loops.listener(), loops.datagrams(), AddressScope.LOOPBACK);
        var world = new DownloadWorld(
                network, InstantSource.system(), workers, filbert.sharing.download.disk.Disk.REAL, store, new NoPushes(), _ -> finished, (_, _) -> {}, new Happenings(), "Filbert/0.1");
        return new DownloadQueue(new DownloadSettings(root.resolve("incomplete"), 5, 4, 40, 0), world);
    }

    @AfterEach
    void close() {
        queue.stop();
        servers.forEach(server -> owner.tell(server::close));
        loops.close();
        owner.close();
        workers.close();
        serversWorkers.close();
        LeakWatch.lookNow();
    }

    /** A servent on an address of its own that shares these files. */
    private Source servent(int number, Content... contents) throws IOException {
        return servent(number, HostAddress.of(new byte[] {127, 0, 3, (byte) number}, 0), contents);
    }

    private Source servent(int number, HostAddress at, Content... contents) throws IOException {
        var folder = Files.createDirectories(root.resolve("servent-" + number));
        var files = new ArrayList<ServedFile>();
        for (var content : contents) {
            var path = Files.write(folder.resolve(content.sha1().base32()), content.bytes());
            var modified = Files.getLastModifiedTime(path).toInstant();
            files.add(new ServedFile(
                    files.size() + 1, content.sha1().base32(), folder, content.sha1().base32(), content.size(), modified, content.sha1(), content.root()));
        }
        var shelf = new Shelf(files, List.of(contents));
        var server = new UploadServer(
                new UploadServer.World(owner, serversWorkers, InstantSource.system(), AddressScope.LOOPBACK), shelf, shelf, () -> new UploadSettings(50, 50, 20), "Filbert/0.1");
        servers.add(server);
        var address = loops.listener()
                .listen(at, link -> {
                    served.add(link);
                    link.handler(new UploadDoor(link, server));
                })
                .local();
        return new Source(address, Guid.ZERO, 1, "x", "FILB", 0, false, false, List.of());
    }

    private record Shelf(List<ServedFile> files, List<Content> contents) implements SharedContent, TreeRows {
        @Override
        public Optional<ServedFile> bySha1(Sha1 sha1) {
            return files.stream().filter(file -> file.sha1().equals(sha1)).findFirst();
        }

        @Override
        public Optional<ServedFile> byIndex(long index) {
            return files.stream().filter(file -> file.index() == index).findFirst();
        }

        @Override
        public List<ServedFile> byName(String name) {
            return List.of();
        }

        @Override
        public void differsOnDisk(ServedFile file) {
            throw new AssertionError(file + " differs");
        }

        @Override
        public Optional<TreeRow> of(ServedFile file) {
            return contents.stream().filter(content -> content.sha1().equals(file.sha1())).map(Content::row).findFirst();
        }
    }

    @Test
    void theHashOfAFileIsAskedOfWhoOfferedItWithoutOne() throws Exception {
        var content = Content.ofSize(200_000);
        var host = servent(9, content);
        var source = new Source(host.address(), Guid.ZERO, 1, content.sha1().base32(), "FILB", 0, false, false, List.of());
        assertThat(queue.hashOf(source, content.size()).get(60, TimeUnit.SECONDS)).isEqualTo(new ToldHash.Told(content.sha1()));
        var download = add(content, "identified.bin", source);
        await(() -> queue.view(download.id()).orElseThrow().state() == State.DONE);
        assertThat(finished.resolve("identified.bin")).hasBinaryContent(content.bytes());
    }

    @Test
    void aServentFromBeforeHashesNamesNone() throws Exception {
        try (var door = new java.net.ServerSocket(0, 5, java.net.InetAddress.getByAddress(new byte[] {127, 0, 3, 10}))) {
            Thread.ofVirtual().start(() -> {
                try (var caller = door.accept()) {
                    caller.getInputStream().read(new byte[4096]);
                    caller.getOutputStream().write("HTTP 200 OK\r\nServer: Gnutella\r\nContent-Length: 5\r\n\r\nhazel".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            var address = HostAddress.of(new byte[] {127, 0, 3, 10}, door.getLocalPort());
            var source = new Source(address, Guid.ZERO, 1, "hazel.txt", "GNUT", 0, false, false, List.of());
            assertThat(queue.hashOf(source, 5).get(60, TimeUnit.SECONDS)).isEqualTo(new ToldHash.Untold(ToldHash.Why.NO_HASH));
        }
    }

    private DownloadView add(Content content, String name, Source... sources) {
        return queue.add(new DownloadRequest(1, content.sha1(), Optional.empty(), name, content.size(), List.of(sources)));
    }

    private void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        var looked = new CountDownLatch(1);
        var end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", queue.view()).isLessThan(end);
            assertThat(looked.await(20, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private boolean allDone() {
        return queue.view().stream().allMatch(download -> download.state() == State.DONE);
    }

    @Test
    void aFileComesFromThreeServentsVerifiedAndWhole() throws Exception {
        var content = Content.ofSize(24_000_000);
        var download = add(content, "three.bin", servent(1, content), servent(2, content), servent(3, content));
        await(this::allDone);
        assertThat(finished.resolve("three.bin")).hasBinaryContent(content.bytes());
        assertThat(queue.view(download.id()).orElseThrow().verified()).isEqualTo(content.size());
        assertThat(served.size()).isEqualTo(3);
    }

    @Test
    void bothFamiliesOfAddressesGiveOneFile() throws Exception {
        var content = Content.ofSize(12_000_000);
        add(content, "both.bin", servent(1, content), servent(2, HostAddress.parse("[::1]:0").orElseThrow(), content));
        await(this::allDone);
        assertThat(finished.resolve("both.bin")).hasBinaryContent(content.bytes());
        assertThat(served).extracting(link -> link.local().isIpv4()).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void manyFilesComeFromOneServentOverOneConnection() throws Exception {
        var contents = new Content[12];
        for (var i = 0; i < contents.length; i++) {
            contents[i] = Content.of(300_000 + i * 100_000, i);
        }
        var source = servent(1, contents);
        for (var i = 0; i < contents.length; i++) {
            add(contents[i], "file " + i, source);
        }
        await(this::allDone);
        for (var i = 0; i < contents.length; i++) {
            assertThat(finished.resolve("file " + i)).hasBinaryContent(contents[i].bytes());
        }
        assertThat(served).hasSize(1);
    }

    @Test
    void connectionsCutAtRandomAndPausesInBetweenLoseNothing() throws Exception {
        var content = Content.ofSize(30_000_000);
        var sources = new Source[] {servent(1, content), servent(2, content), servent(3, content), servent(4, content)};
        var download = add(content, "cut.bin", sources);
        var random = new Random(3);
        var nap = new CountDownLatch(1);
        for (var i = 0; i < 25 && !allDone(); i++) {
            assertThat(nap.await(5 + random.nextInt(40), TimeUnit.MILLISECONDS)).isFalse();
            switch (random.nextInt(3)) {
                case 0 -> served.forEach(Link::close);
                case 1 -> queue.pause(download.id());
                default -> {
                    queue.resume(download.id());
                    queue.retry(download.id());
                }
            }
        }
        queue.resume(download.id());
        queue.retry(download.id());
        await(() -> {
            queue.retry(download.id());
            return allDone();
        });
        assertThat(finished.resolve("cut.bin")).hasBinaryContent(content.bytes());
    }

    @Test
    void stoppingWaitsUntilWhatIsDoneIsWrittenDown() throws Exception {
        var content = Content.ofSize(100_000);
        var slow = new CountDownLatch(1);
        store.beforeUpdate = row -> {
            if (row.download().state() == State.DONE) {
                awaitUninterruptibly(slow);
            }
        };
        var download = add(content, "late.bin", servent(1, content));
        await(this::allDone);
        var stopper = Thread.ofPlatform().start(queue::stop);
        await(() -> !stopper.isAlive() || joins(stopper));
        var waited = stopper.isAlive();
        slow.countDown();
        stopper.join();
        assertThat(waited).as("it waits for the store").isTrue();
        assertThat(store.rows.get(download.id()).download().state()).isEqualTo(State.DONE);
        assertThat(root.resolve("incomplete")).isEmptyDirectory();
    }

    /** Is it past the owner, and waiting for what the workers have yet to do? */
    private static boolean joins(Thread stopper) {
        var now = Arrays.stream(stopper.getStackTrace()).map(StackTraceElement::getMethodName).toList();
        return now.contains("join") && !now.contains("ask");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stoppingAndStartingGoesOn() throws Exception {
        var content = Content.ofSize(40_000_000);
        var source = servent(1, content);
        var download = add(content, "stop.bin", source);
        await(() -> queue.view(download.id()).orElseThrow().written() > 0);
        queue.stop();
        var kept = store.rows.get(download.id()).download().written();
        assertThat(kept).isPositive();
        queue = newQueue();
        queue.start();
        await(() -> {
            queue.retry(download.id());
            return allDone();
        });
        assertThat(finished.resolve("stop.bin")).hasBinaryContent(content.bytes());
    }

    @Test
    void cancellingInTheMiddleLeavesNoFiles() throws Exception {
        var content = Content.ofSize(40_000_000);
        var download = add(content, "gone.bin", servent(1, content));
        await(() -> queue.view(download.id()).orElseThrow().written() > 0);
        assertThat(queue.cancel(download.id())).isTrue();
        try (var left = Files.list(root.resolve("incomplete"))) {
            assertThat(left).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(finished).isEmptyDirectory();
    }
}
