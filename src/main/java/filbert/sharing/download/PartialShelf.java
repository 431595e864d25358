package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.download.disk.PartialFolder;
import filbert.sharing.download.disk.Span;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.UnfinishedContent;
import filbert.sharing.upload.UnfinishedFile;
import filbert.sharing.upload.VerifiedRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What downloads show of their partial files while they last: snapshots of what is synced and verified, put here by the owner whenever it
 * changes, read by any thread. One entry for each download at most. Those that finish stay for a while, until the library has them.
 */
public final class PartialShelf implements UnfinishedContent {
    static final int MOST_FINISHED = 100; // ours
    static final long LEAST = 1 << 20; // bytes; 3-transfer, 3.8.1: LimeWire's "L > 1 MiB verified"

    private final Map<Sha1, UnfinishedFile> files = new ConcurrentHashMap<>();
    private final LinkedHashSet<Sha1> finished = new LinkedHashSet<>(); // guarded by this
    private final Audience audience;

    /** Who decides what the network may see. */
    public interface Audience {
        /** Would a file of this name, finished by this person, be shared with the network? May block. */
        boolean isNetwork(long person, String name);
    }

    public PartialShelf(Audience audience) {
        this.audience = audience;
    }

    /** Where nobody may see anything. */
    static PartialShelf hidden() {
        return new PartialShelf((_, _) -> false);
    }

    @Override
    public Optional<UnfinishedFile> bySha1(Sha1 sha1) {
        return Optional.ofNullable(files.get(sha1));
    }

    @Override
    public boolean mayBeServed(UnfinishedFile file) {
        return audience.isNetwork(file.person(), file.file().name());
    }

    /** @param verified synced, and right by the tree under {@code root} */
    void show(Download download, Path folder, TigerRoot root, List<Span> verified) {
        var ranges = new VerifiedRanges(verified.stream().map(span -> new VerifiedRanges.Range(span.from(), span.to() - 1)).toList());
        if (download.unvouched() || ranges.total() < LEAST || download.heading().folder() != null) { // who may see what lies in a chosen folder is known when it is there
            withdraw(download.sha1());
            return;
        }
        var file = new ServedFile(
                ServedFile.UNFINISHED,
                download.name(),
                folder,
                PartialFolder.dataName(download.sha1()),
                download.size(),
                ServedFile.GROWING,
                download.sha1(),
                root);
        files.put(download.sha1(), new UnfinishedFile(file, ranges, download.person()));
    }

    /** Nobody who fetches it from us shall miss it until the library knows it. Blocks: for workers. */
    synchronized void finished(Sha1 sha1, Path path) {
        files.computeIfPresent(sha1, (_, partial) -> whole(partial, path));
        if (files.containsKey(sha1)) {
            finished.add(sha1);
        }
        if (finished.size() > MOST_FINISHED) {
            withdraw(finished.removeFirst());
        }
    }

    private static @Nullable UnfinishedFile whole(UnfinishedFile partial, Path path) {
        var was = partial.file();
        var folder = path.getParent();
        if (folder == null) {
            return null;
        }
        try {
            var modified = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
            var file = new ServedFile(
                    ServedFile.UNFINISHED, was.name(), folder, path.getFileName().toString(), was.size(), modified, was.sha1(), was.tigerRoot());
            return new UnfinishedFile(file, new VerifiedRanges(List.of(new VerifiedRanges.Range(0, was.size() - 1))), partial.person());
        } catch (IOException gone) {
            return null;
        }
    }

    void withdraw(Sha1 sha1) {
        files.remove(sha1);
    }
}
