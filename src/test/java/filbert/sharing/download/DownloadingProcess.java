package filbert.sharing.download;

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
import filbert.sharing.download.disk.Disk;
import filbert.store.Database;
import filbert.store.H2DownloadStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A program that only downloads one file, with the real store, sockets and disk: to be killed. It says how the file stands whenever that changes, tries
 * again for every line it is told, and ends by itself when the file is there. Behind the SHA-1 {@code ?} says that it is to be called so and no more.
 */
final class DownloadingProcess {
    private static final int WORKERS = 8; // Filbert itself has more

    private DownloadingProcess() {}

    /** @param arguments the folder it lives in, the SHA-1, the size, and who has it */
    public static void main(String... arguments) throws IOException, InterruptedException {
        download(arguments);
        System.exit(0);
    }

    static void download(String... arguments) throws IOException, InterruptedException {
        var home = Path.of(arguments[0]);
        var vouched = !arguments[1].endsWith("?");
        var content = Sha1.parse(arguments[1].replace("?", ""));
        var size = Long.parseLong(arguments[2]);
        var sources = Arrays.stream(arguments).skip(3).map(DownloadingProcess::source).toList();
        var finished = Files.createDirectories(home.resolve("finished"));
        var owner = OwnerThread.start("owner");
        var loops = IoLoops.start(1, "io");
        var scope = AddressScope.LOOPBACK;
        var network = new Network(owner, new ScopedDialer(loops.dialer(Optional.empty()), scope), loops.listener(), loops.datagrams(), scope);
        var queue = new DownloadQueue(
                new DownloadSettings(home.resolve("incomplete"), 5, 4, 40, 0),
                new DownloadWorld(
                        network,
                        InstantSource.system(),
                        Executors.newFixedThreadPool(WORKERS),
                        Disk.REAL,
                        new H2DownloadStore(Database.open(home.resolve("filbert"))),
                        new NoPushes(),
                        _ -> finished,
                        (_, _) -> {},
                        new Happenings(),
                        "Filbert/0.1"));
        var changes = new Semaphore(0);
        queue.changed().watch(changes::release);
        queue.start();
        changes.release();
        if (queue.view().stream().noneMatch(one -> one.name().equals(content.base32()))) {
            queue.add(vouched
                    ? new DownloadRequest(1, content, Optional.empty(), content.base32(), size, sources)
                    : DownloadRequest.unvouched(1, content.base32(), size, sources.getFirst()));
        }
        Thread.ofVirtual().start(() -> tryAgain(queue));
        var said = "";
        while (!said.startsWith(State.DONE.name())) {
            changes.acquire();
            var view = queue.view().stream().filter(one -> one.name().equals(content.base32())).findFirst().orElseThrow();
            var now = view.state() + " " + view.reason();
            if (!now.equals(said)) {
                System.out.println(now); // for the test, which reads it
                said = now;
            }
        }
        queue.stop();
    }

    private static void tryAgain(DownloadQueue queue) {
        try (var lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                lines.nextLine();
                queue.view().forEach(one -> System.out.println(one.state() == State.FAILED ? queue.retry(one.id()) : queue.resume(one.id())));
            }
        }
    }

    static Source source(String address) {
        return new Source(HostAddress.parse(address).orElseThrow(), Guid.ZERO, 1, "x", "PEER", 0, false, false, List.of());
    }
}
