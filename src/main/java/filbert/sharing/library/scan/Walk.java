package filbert.sharing.library.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the files below a root in the order {@link String#compareTo} gives their relative paths, one at a time, holding only the folders it
 * is in. Symbolic links to folders are not followed; links to files are, when they lead to a regular file below the root. Confined to one thread.
 */
public final class Walk {
    private static final int MAX_DEPTH = 64; // folders within folders
    private static final int MAX_ENTRIES = 200_000; // of one folder; a fuller one counts as unreadable
    private static final int MAX_UNLISTED = 10_000; // unreadable folders remembered by name

    private final Path root;
    private final Path realRoot;
    private final Place place;
    private final Excludes excludes;
    private final Guide guide;
    private final boolean keyed;
    private final Deque<Folder> within = new ArrayDeque<>();
    private final Set<String> unlisted = new HashSet<>();
    private final Set<String> passedBy = new HashSet<>();
    private final Map<String, Boolean> mounts = new HashMap<>();
    private boolean everythingUnlisted;
    private long unreadable;

    /** Something in a folder: a file, or a folder, whose sorting name ends in a slash. */
    private record Entry(String name, long size, Instant modified, String key, String mount) {
        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    private static final class Folder {
        final Path path;
        final String prefix;
        final List<Entry> entries;
        int next;

        Folder(Path path, String prefix, List<Entry> entries) {
            this.path = path;
            this.prefix = prefix;
            this.entries = entries;
        }
    }

    /**
     * Where a root lies, for comparing: another device there is another volume, mounted or no longer mounted.
     *
     * @param device empty where the system has no such thing
     */
    public record Place(String device, String inode) {
        public static final Place NOWHERE = new Place("-", "-");

        /** @throws IOException when it is gone */
        public static Place of(Path root) throws IOException {
            return of(Files.readAttributes(root, BasicFileAttributes.class));
        }

        private static Place of(BasicFileAttributes attributes) {
            return new Place(FileKey.device(attributes), FileKey.of(attributes, ""));
        }

        public boolean isOnTheDeviceOf(Place other) {
            return !device.isEmpty() && device.equals(other.device);
        }
    }

    /** Says where to go, and hears where it goes. */
    public interface Guide {
        Guide EVERYWHERE = new Guide() {};

        /** @param prefix relative path of a folder, ending in a slash. A folder passed by is taken to be as it was */
        default boolean goInto(String prefix) {
            return true;
        }

        /** The folder will be listed now. */
        default void entering(Path folder, String prefix) {}
    }

    /** @throws IOException when the root is not there, is no folder, or cannot be listed */
    public Walk(Path root, Excludes excludes) throws IOException {
        this(root, "", excludes, Guide.EVERYWHERE);
    }

    /**
     * Goes through a part of the tree only.
     *
     * @param below relative path of a folder, ending in a slash; empty for everything. When it is gone, nothing is found
     */
    public Walk(Path root, String below, Excludes excludes, Guide guide) throws IOException {
        this.root = root;
        this.excludes = excludes;
        this.guide = guide;
        realRoot = root.toRealPath();
        var attributes = Files.readAttributes(realRoot, BasicFileAttributes.class);
        place = Place.of(attributes);
        keyed = !Volume.of(realRoot).isRemote();
        if (below.isEmpty()) {
            within.push(new Folder(realRoot, "", list(realRoot, "", "")));
        } else if (!excludes.leaveOutAny(Path.of(below))) {
            start(below);
        }
    }

    private void start(String below) {
        var path = realRoot.resolve(below);
        try {
            if (path.toRealPath().equals(path)) {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isDirectory()) {
                    enter(path, below, mountOf(below));
                }
            }
        } catch (IOException gone) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                unlisted(below);
            }
        }
    }

    /** Has not begun yet, and there is nothing in the root that could be shared. */
    public boolean foundNothing() {
        return within.isEmpty() || within.size() == 1 && within.getFirst().entries.isEmpty();
    }

    /** The next file, or null at the end. */
    public @Nullable FoundFile next() {
        while (!within.isEmpty()) {
            var folder = within.getFirst();
            if (folder.next == folder.entries.size()) {
                within.pop();
                continue;
            }
            var entry = folder.entries.get(folder.next++);
            if (!entry.isFolder()) {
                return new FoundFile(folder.prefix + entry.name, entry.size, entry.modified, entry.key);
            }
            var prefix = folder.prefix + entry.name;
            if (guide.goInto(prefix)) {
                enter(folder.path.resolve(entry.name), prefix, entry.mount);
            } else {
                passedBy.add(prefix);
            }
        }
        return null;
    }

    private void enter(Path path, String prefix, String mount) {
        if (within.size() >= MAX_DEPTH) {
            unlisted(prefix);
            return;
        }
        try {
            within.push(new Folder(path, prefix, list(path, prefix, mount)));
        } catch (IOException e) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                unlisted(prefix);
            }
        }
    }

    private void unlisted(String prefix) {
        unreadable++;
        if (unlisted.size() < MAX_UNLISTED) {
            unlisted.add(prefix);
        } else {
            everythingUnlisted = true;
        }
    }

    private List<Entry> list(Path folder, String prefix, String mount) throws IOException {
        guide.entering(folder, prefix);
        var entries = new ArrayList<Entry>();
        var withFiles = !excludes.leaveOutFilesOf(folder);
        try (var children = Files.newDirectoryStream(folder)) {
            for (var child : children) {
                if (entries.size() == MAX_ENTRIES) {
                    throw new IOException(folder + " has more than " + MAX_ENTRIES + " entries");
                }
                var entry = entry(child, prefix, mount);
                if (entry != null && (withFiles || entry.isFolder())) {
                    entries.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private @Nullable Entry entry(Path child, String prefix, String mount) {
        var name = child.getFileName().toString();
        if (excludes.leaveOut(realRoot.relativize(child))) {
            return null;
        }
        try {
            var attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                if (excludes.keepOutOf(child)) {
                    return null;
                }
                var its = FileKey.device(attributes).equals(place.device) ? "" : mount.isEmpty() ? prefix + name : mount;
                return new Entry(name + "/", 0, Instant.EPOCH, "", its);
            }
            if (attributes.isSymbolicLink()) {
                attributes = target(child);
            }
            if (attributes == null || !attributes.isRegularFile() || attributes.size() == 0) {
                return null;
            }
            var modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS);
            return new Entry(name, attributes.size(), modified, keyed ? FileKey.of(attributes, mount) : "", mount);
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException e) {
            unlisted(prefix + name);
            return null;
        }
    }

    /** What a link leads to, when that lies below the root and is not left out there. */
    private @Nullable BasicFileAttributes target(Path link) throws IOException {
        Path real;
        try {
            real = link.toRealPath();
        } catch (IOException dangling) {
            return null;
        }
        if (!real.startsWith(realRoot) || real.equals(realRoot) || excludes.leaveOutAny(realRoot.relativize(real))) {
            return null;
        }
        var attributes = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile() ? attributes : null;
    }

    private String mountOf(String below) throws IOException {
        var path = realRoot;
        var relative = Path.of("");
        for (var part : Path.of(below)) {
            path = path.resolve(part);
            relative = relative.resolve(part);
            if (!FileKey.device(Files.readAttributes(path, BasicFileAttributes.class)).equals(place.device)) {
                return relative.toString().replace('\\', '/');
            }
        }
        return "";
    }

    /** Files and folders that are there but could not be looked at. */
    public long unreadable() {
        return unreadable;
    }

    /** Could this file be there all the same, in a folder that could not be listed or on a volume that is not mounted now? */
    public boolean mayBeThere(String relative, String key) {
        return everythingUnlisted || isBelowUnlisted(relative) || isOnMissingVolume(key);
    }

    private boolean isBelowUnlisted(String relative) {
        return !unlisted.isEmpty() && (unlisted.contains(relative) || above(relative, unlisted) != null);
    }

    /** The folder passed by that this file lies below, or null. */
    public @Nullable String passedBy(String relative) {
        return passedBy.isEmpty() ? null : above(relative, passedBy);
    }

    private static @Nullable String above(String relative, Set<String> folders) {
        for (var slash = relative.indexOf('/'); slash >= 0; slash = relative.indexOf('/', slash + 1)) {
            var prefix = relative.substring(0, slash + 1);
            if (folders.contains(prefix)) {
                return prefix;
            }
        }
        return null;
    }

    private boolean isOnMissingVolume(String key) {
        var mount = FileKey.mount(key);
        return !mount.isEmpty() && !mounts.computeIfAbsent(mount, this::isMounted);
    }

    private boolean isMounted(String mount) {
        try {
            return !FileKey.device(Files.readAttributes(realRoot.resolve(mount), BasicFileAttributes.class)).equals(place.device);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Where the root lay when the walk began. */
    public Place place() {
        return place;
    }

    /** Is the root still the one the walk began with? */
    public boolean rootIsStillThere() {
        try {
            return root.toRealPath().equals(realRoot) && Place.of(realRoot).equals(place);
        } catch (IOException gone) {
            return false;
        }
    }
}
