package filbert.sharing.download.adopt;

import filbert.identity.Sha1;
import filbert.sharing.download.adopt.SearchView.State;
import filbert.sharing.download.disk.Publication;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk through a folder: the lists of other programs first, then every file. No link is followed, nothing is opened for writing, our own folders are
 * passed by. A file that says nothing of itself is hashed when it is as long as one that is waited for. Runs on a worker; seen from any thread.
 */
final class SearchRun implements Runnable {
    static final int MOST_FOUND = 5_000; // ours
    static final int MOST_SAMPLES = 20; // ours
    static final int MOST_DATABASES = 8; // ours: each may take 16 MiB to read
    static final int MOST_ENTRIES = 500_000; // ours: files and folders
    static final int MOST_DEPTH = 32; // ours

    private static final Logger LOG = LoggerFactory.getLogger(SearchRun.class);
    private static final int BUFFER = 1 << 20;

    private final Path root;
    private final Set<Path> keepOut;
    private final Map<Long, Set<Sha1>> wantedBySize;
    private final Runnable changed;
    private final List<Finding> found = new ArrayList<>(); // this and all below guarded by this
    private final Map<String, Long> damaged = new HashMap<>();
    private final List<SearchView.Damaged> samples = new ArrayList<>();
    private State state = State.LOOKING;
    private String now = "";
    private long files;
    private long more;
    private long unreadable;
    private boolean cut;

    SearchRun(Path root, Set<Path> keepOut, Map<Long, Set<Sha1>> wantedBySize, Runnable changed) {
        this.root = root;
        this.keepOut = keepOut;
        this.wantedBySize = wantedBySize;
        this.changed = changed;
    }

    private record Folder(Path path, int depth) {}

    private record Listed(Path path, Ledger ledger) {}

    /** Told of everything below the root that is no link. */
    private interface Visitor {
        void file(Path file, BasicFileAttributes attributes);
    }

    synchronized boolean going() {
        return state == State.LOOKING;
    }

    synchronized void cancel() {
        if (state == State.LOOKING) {
            state = State.CANCELLED;
        }
    }

    synchronized SearchView view() {
        return new SearchView(
                state, Optional.of(root.toString()), files, now, found, more, unreadable, Map.copyOf(damaged), samples, cut);
    }

    @Override
    public void run() {
        try {
            var real = root.toRealPath();
            var databases = databases(real);
            walk(real, (file, attributes) -> look(real, file, attributes, databases));
            ends(State.DONE);
        } catch (IOException e) {
            ends(State.FAILED);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("looking through {} came to grief", root, e);
            ends(State.FAILED);
        }
    }

    private void ends(State how) {
        synchronized (this) {
            state = going() ? how : state;
            now = "";
        }
        changed.run();
    }

    private List<Listed> databases(Path real) {
        var databases = new ArrayList<Listed>();
        walk(real, (file, attributes) -> {
            if (databases.size() < MOST_DATABASES) {
                try {
                    Ledger.read(file).ifPresent(ledger -> databases.add(new Listed(file, ledger)));
                } catch (IOException e) {
                    LOG.debug("{} cannot be read", file, e);
                }
            }
        });
        return databases;
    }

    private void walk(Path real, Visitor visitor) {
        var folders = new ArrayDeque<Folder>(List.of(new Folder(real, 0)));
        var entries = 0;
        while (!folders.isEmpty() && going()) {
            var folder = folders.pop();
            try (var children = Files.newDirectoryStream(folder.path())) {
                for (var child : children) {
                    if (!going()) {
                        return;
                    }
                    if (++entries > MOST_ENTRIES) {
                        cut();
                        return;
                    }
                    var attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    if (attributes.isRegularFile()) {
                        visitor.file(child, attributes);
                    } else if (attributes.isDirectory() && folder.depth() == MOST_DEPTH) {
                        cut();
                    } else if (attributes.isDirectory() && !keepOut.contains(child)) {
                        folders.add(new Folder(child, folder.depth() + 1));
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                unreadable(e);
            }
        }
    }

    private synchronized void cut() {
        cut = true;
    }

    private synchronized void unreadable(Exception why) {
        unreadable++;
        LOG.debug("cannot be read", why);
    }

    private void look(Path real, Path file, BasicFileAttributes attributes, List<Listed> databases) {
        var relative = real.relativize(file).toString();
        synchronized (this) {
            files++;
            now = relative;
        }
        changed.run();
        try {
            var leftover = told(file, databases);
            if (leftover.isPresent()) {
                keep(leftover.get(), leftover.get().leftover().sha1(), relative);
            } else if (wantedBySize.containsKey(attributes.size())) {
                finished(file, attributes.size(), relative);
            }
        } catch (DamagedException e) {
            damaged(relative, e.key());
        } catch (IOException e) {
            unreadable(e);
        }
    }

    private record Told(Leftover leftover, Optional<Path> database) {}

    /** By itself, and by the first list that has it. */
    private static Optional<Told> told(Path file, List<Listed> databases) throws IOException, DamagedException {
        var length = Files.size(file);
        var listed = databases.stream().filter(list -> list.ledger().tellsOf(file, length)).findFirst();
        return Leftovers.of(file, listed.map(Listed::ledger)).map(leftover -> new Told(leftover, listed.map(Listed::path)));
    }

    private void finished(Path file, long size, String relative) throws IOException, DamagedException {
        var sha1 = sha1(file);
        if (sha1.isPresent() && wantedBySize.getOrDefault(size, Set.of()).contains(sha1.get())) {
            keep(new Told(Leftovers.finished(file, size), Optional.empty()), sha1, relative);
        }
    }

    /** Empty when the search was cancelled meanwhile. */
    private Optional<Sha1> sha1(Path file) throws IOException {
        var digest = Publication.newSha1();
        var buffer = ByteBuffer.allocate(BUFFER);
        try (var in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (in.read(buffer) >= 0) {
                if (!going()) {
                    return Optional.empty();
                }
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return Optional.of(Sha1.of(digest.digest()));
    }

    private synchronized void keep(Told told, Optional<Sha1> sha1, String relative) {
        if (!going()) {
            return;
        }
        if (found.size() == MOST_FOUND) {
            more++;
            return;
        }
        var leftover = told.leftover();
        var origin = new Leftovers.Origin(leftover.client(), leftover.file(), told.database());
        found.add(Finding.of(found.size() + 1, leftover, sha1, origin, relative));
    }

    private synchronized void damaged(String relative, String key) {
        damaged.merge(key, 1L, Long::sum);
        if (samples.size() < MOST_SAMPLES) {
            samples.add(new SearchView.Damaged(relative, key));
        }
    }
}
