package filbert.sharing.library.scan;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is never shared: what NAS boxes, desktops and programs leave lying about, files still being written, everything hidden; and what the
 * folder's own patterns name. Immutable.
 */
public final class Excludes {
    private static final Set<String> JUNK = Set.of(
            "@eadir", "@tmp", "@recycle", "@recently-snapshot", "@sharebin", "@upload_cache", // Synology, QNAP
            "#recycle", "#snapshot", "~snapshot", "lost+found", "$recycle.bin", "recycler", "system volume information",
            "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r");
    private static final List<String> UNFINISHED = List.of(
            ".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".!ut", ".!qb", ".bc!", ".aria2", ".swp", ".lock", "~");
    private static final List<String> UNFINISHED_FRONT = List.of(".", "~$", "incomplete~", "__incomplete");
    private static final int MAX_PATTERNS = 100;
    private static final int MAX_PATTERN = 500; // characters

    /** Nothing but what is always left out. */
    static final Excludes JUNK_ONLY = new Excludes(List.of(), List.of(), List.of());

    private final List<PathMatcher> patterns = new ArrayList<>();
    private final Set<Path> bare;
    private final Set<Path> whole;

    /**
     * @param bare absolute real paths of folders whose own files are left out
     * @param whole absolute real paths of folders left out altogether
     * @throws IllegalArgumentException with {@code pattern} when one of the globs cannot be understood, or there are too many
     */
    public Excludes(List<String> globs, Collection<Path> bare, Collection<Path> whole) {
        this.bare = Set.copyOf(bare);
        this.whole = Set.copyOf(whole);
        if (globs.size() > MAX_PATTERNS) {
            throw new IllegalArgumentException("pattern");
        }
        for (var glob : globs) {
            if (glob.length() > MAX_PATTERN) {
                throw new IllegalArgumentException("pattern");
            }
            try {
                patterns.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("pattern", e);
            }
        }
    }

    /** Is this file or folder left out, with everything beneath it? Its parents are taken to be in. */
    public boolean leaveOut(Path relative) {
        var file = relative.getFileName();
        var name = file.toString();
        return isJunk(name) || isUnspeakable(name) || patterns.stream().anyMatch(glob -> glob.matches(file) || glob.matches(relative));
    }

    /** Is this folder, by its real path, one to keep out of? */
    boolean keepOutOf(Path folder) {
        return whole.contains(folder);
    }

    /** Are the own files of this folder, by its real path, left out? */
    boolean leaveOutFilesOf(Path folder) {
        return bare.contains(folder);
    }

    /** May files lie in this folder, by its real path, as far as ours are kept out? Its patterns are another question. */
    public boolean takesFilesOf(Path folder) {
        return !leaveOutFilesOf(folder) && whole.stream().noneMatch(folder::startsWith);
    }

    /** As {@link #leaveOut}, its parents too. */
    public boolean leaveOutAny(Path relative) {
        for (var depth = 1; depth <= relative.getNameCount(); depth++) {
            if (leaveOut(relative.subpath(0, depth))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJunk(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return JUNK.contains(lower)
                || UNFINISHED_FRONT.stream().anyMatch(lower::startsWith)
                || UNFINISHED.stream().anyMatch(lower::endsWith);
    }

    /** Names that cannot be said in a hit: other servents drop hits with control characters (2-search, 3.2). U+FFFD stands for bytes that are no text. */
    private static boolean isUnspeakable(String name) {
        return name.chars().anyMatch(c -> c < 0x20 || c == 0x7F || c == 0xFFFD || c == '\\');
    }
}
