package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.sharing.hashing.FileHasher;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.SharedContent;
import filbert.sharing.upload.TreeRows;
import filbert.sharing.upload.UploadServer;
import filbert.sharing.upload.UploadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A program that serves one file at four addresses, with its tiger tree, until its input ends. Says its SHA-1, its size and the addresses. */
final class FourServents {
    private static final int SERVENTS = 4;

    private FourServents() {}

    public static void main(String... path) throws IOException {
        var file = Path.of(path[0]).toAbsolutePath();
        var hashes = new FileHasher(Runnable::run).hash(file, _ -> {});
        var folder = file.getParent();
        var served = new ServedFile(
                1, "hazel.bin", folder, folder.relativize(file).toString(), hashes.size(), Files.getLastModifiedTime(file).toInstant(), hashes.sha1(), hashes.tigerRoot());
        var shelf = new OneFile(served, hashes.row());
        var loops = IoLoops.start(2, "gnutella");
        var world = new UploadServer.World(OwnerThread.start("owner"), Executors.newFixedThreadPool(2), InstantSource.system(), AddressScope.LOOPBACK);
        var line = new StringBuilder("serves " + hashes.sha1().base32() + " " + hashes.size());
        for (var number = 1; number <= SERVENTS; number++) {
            var server = new UploadServer(world, shelf, shelf, () -> UploadSettings.DEFAULT, "Filbert/bench");
            var at = HostAddress.of(new byte[] {127, 0, 5, (byte) number}, 0);
            line.append(' ').append(loops.listener().listen(at, link -> link.handler(new UploadDoor(link, server))).local());
        }
        System.out.println(line);
        while (System.in.read() >= 0) {} // until whoever started it is gone
    }

    private record OneFile(ServedFile file, TreeRow row) implements SharedContent, TreeRows {
        @Override
        public Optional<ServedFile> bySha1(Sha1 sha1) {
            return Optional.of(file).filter(one -> one.sha1().equals(sha1));
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
        public void differsOnDisk(ServedFile differing) {
            throw new IllegalStateException("bug: " + differing + " is as we wrote it");
        }

        @Override
        public Optional<TreeRow> of(ServedFile asked) {
            return Optional.of(row);
        }
    }
}
