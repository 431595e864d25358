package filbert.sharing.download;

import filbert.event.Happenings;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.Leftovers;
import filbert.sharing.download.disk.Disk;
import filbert.store.Database;
import filbert.store.H2AdoptionStore;
import filbert.store.H2DownloadStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A program that only takes over one whole file of gtk-gnutella's, with the real store and disk: to be killed. It ends by itself when the file is there. */
final class AdoptingProcess {
    private AdoptingProcess() {}

    /** @param arguments the folder it lives in, the SHA-1, the size, and the leftover */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var home = Path.of(arguments[0]);
        var content = Sha1.parse(arguments[1]);
        var size = Long.parseLong(arguments[2]);
        var origin = new Leftovers.Origin(Client.GTK_GNUTELLA, Path.of(arguments[3]), Optional.empty());
        var finished = Files.createDirectories(home.resolve("finished"));
        var owner = OwnerThread.start("owner");
        var loops = IoLoops.start(1, "io");
        var scope = AddressScope.LOOPBACK;
        var network = new Network(owner, new ScopedDialer(loops.dialer(Optional.empty()), scope), loops.listener(), loops.datagrams(), scope);
        var database = Database.open(home.resolve("filbert"));
        var world = new DownloadWorld(
                network,
                InstantSource.system(),
                Executors.newFixedThreadPool(2),
                Disk.REAL,
                new H2DownloadStore(database),
                new NoPushes(),
                _ -> finished,
                (_, _) -> {},
                new Happenings(),
                "Filbert/0.1");
        var settings = new DownloadSettings(home.resolve("incomplete"), 5, 4, 40, 0);
        var queue = new DownloadQueue(settings, world, PartialShelf.hidden(), new H2AdoptionStore(database));
        var changes = new Semaphore(0);
        queue.changed().watch(changes::release);
        queue.start();
        if (queue.view().isEmpty()) {
            var added = queue.add(new DownloadRequest(1, content, Optional.empty(), content.base32(), size, List.of()));
            queue.adopt(added.id(), origin);
        }
        while (queue.view().stream().noneMatch(one -> one.state() == State.DONE)) {
            changes.acquire();
        }
        queue.stop();
        System.exit(0);
    }
}
