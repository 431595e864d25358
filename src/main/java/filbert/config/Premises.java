package filbert.config;

import filbert.operations.DiskReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at what the data directory lies on before anything is entrusted to it. */
final class Premises {
    static final long LEAST_FREE = 32L << 20; // bytes: less, and not even the database can grow
    private static final long LITTLE_FREE = 512L << 20;
    private static final int TRIES = 5;
    private static final Duration SLOW = Duration.ofMillis(250); // whoever does something waits that long, some do it twice
    private static final Set<String> AWAY = Set.of("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "fuse.sshfs", "fuse.rclone", "davfs");
    private static final Set<String> FORGETFUL = Set.of("tmpfs", "ramfs", "rootfs");
    private static final Set<String> OF_CONTAINER = Set.of("overlay", "overlayfs", "aufs");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private final long leastFree;

    Premises() {
        this(LEAST_FREE);
    }

    /** @param leastFree bytes */
    Premises(long leastFree) {
        this.leastFree = leastFree;
    }

    /** @throws StartRefusedException when nothing can be written there, or there is no room */
    DiskReport look(Path root) {
        try {
            var store = Files.getFileStore(root);
            var free = store.getUsableSpace();
            if (free < leastFree) {
                throw new StartRefusedException("The data directory " + root + " has only " + (free >> 20) + " MB of room left, and Filbert needs " + (leastFree >> 20)
                        + " MB to start. Make room, or set filbert.data-dir (FILBERT_DATA_DIR) to another disk.");
            }
            var sync = sync(root);
            return new DiskReport(store.type(), free, sync, warnings(store.type(), options(root), free, sync));
        } catch (IOException e) {
            throw new StartRefusedException("Nothing can be written to the data directory " + root + " (" + e.getMessage()
                    + "). Mend that, or set filbert.data-dir (FILBERT_DATA_DIR) to another place.", e);
        }
    }

    private static Duration sync(Path root) throws IOException {
        var file = root.resolve("write-test");
        var took = new ArrayList<Long>();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (var i = 0; i < TRIES; i++) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) i}));
                var began = System.nanoTime();
                channel.force(true);
                took.add(System.nanoTime() - began);
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return Duration.ofNanos(took.stream().sorted().skip(TRIES / 2).findFirst().orElseThrow());
    }

    static List<String> warnings(String type, Set<String> options, long free, Duration sync) {
        var warnings = new ArrayList<String>();
        if (AWAY.contains(type)) {
            warnings.add("away");
        }
        if (FORGETFUL.contains(type)) {
            warnings.add("forgetful");
        }
        if (OF_CONTAINER.contains(type)) {
            warnings.add("container");
        }
        if (options.contains("nobarrier") || options.contains("barrier=0")) {
            warnings.add("barrier");
        }
        if (free < LITTLE_FREE) {
            warnings.add("little");
        }
        if (sync.compareTo(SLOW) > 0) {
            warnings.add("slow");
        }
        return warnings;
    }

    /** For the log; the page has words of its own. */
    static String sentence(String warning, DiskReport disk) {
        return switch (warning) {
            case "away" -> "The data directory lies on a network mount (" + disk.fileSystem() + "): what is said to be kept may not be, and locks may not hold. A disk of this machine is better.";
            case "forgetful" -> "The data directory lies in memory (" + disk.fileSystem() + "): all is lost when this machine restarts.";
            case "container" -> "The data directory lies inside the container (" + disk.fileSystem() + "): all is lost with it. Give it a volume.";
            case "barrier" -> "The disk of the data directory is mounted without barriers: a power cut can lose what was said to be kept.";
            case "little" -> "The disk of the data directory has only " + (disk.free() >> 20) + " MB of room left.";
            default -> "The disk of the data directory takes " + disk.sync().toMillis() + " ms until something is kept: everything people do waits that long.";
        };
    }

    /** With which the file system of this folder is mounted, where that is told. */
    private static Set<String> options(Path root) {
        try {
            return options(root.toRealPath(), Files.readAllLines(MOUNTS));
        } catch (IOException elsewhere) {
            return Set.of();
        }
    }

    static Set<String> options(Path real, List<String> mounts) {
        var best = "";
        var options = "";
        for (var line : mounts) {
            var fields = line.split(" ");
            if (fields.length > 3) {
                var point = fields[1].replace("\\040", " ");
                if (point.length() >= best.length() && real.startsWith(point)) {
                    best = point;
                    options = fields[3];
                }
            }
        }
        return Set.copyOf(List.of(options.split(",")));
    }
}
