package filbert.sharing.library;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a library looks after its folders.
 *
 * @param rescan time between looks at every folder, whatever was heard of it; zero for never, which lets disks sleep; default 1 h
 * @param remoteRescan the same for folders on network mounts, which tell nothing; default 6 h
 * @param grace how long the files of a folder that is gone, or whose volume is not mounted, stay shared; default 24 h
 * @param quiet a file changed less than this ago is still being written, and hashed later; also how long changes are gathered before they are
 *     looked at; default 5 s
 * @param watched folders on disk heard from at once, over all shared ones; changes elsewhere wait for the next look; 0 to hear nothing;
 *     default 8,192
 * @param keepOut places of our own, wherever they lie
 */
public record LibrarySettings(
        Duration rescan, Duration remoteRescan, Duration grace, Duration quiet, int watched, KeepOut keepOut) {
    public static final LibrarySettings DEFAULT = new LibrarySettings(
            Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24), Duration.ofSeconds(5), 8192, KeepOut.NOTHING);

    /** Looks at its folders once, when they are added: for practice servents, whose files never change. */
    public static final LibrarySettings NEVER_CHANGING =
            new LibrarySettings(Duration.ZERO, Duration.ZERO, Duration.ofHours(24), Duration.ZERO, 0, KeepOut.NOTHING);

    public LibrarySettings {
        if (rescan.isNegative() || remoteRescan.isNegative() || grace.isNegative() || quiet.isNegative() || watched < 0) {
            throw new IllegalArgumentException("a duration or number below zero");
        }
    }

    /** With another time between looks; those at network mounts keep theirs, unless this is longer. */
    public LibrarySettings every(Duration period) {
        var remote = period.isZero() || period.compareTo(remoteRescan) > 0 ? period : remoteRescan;
        return new LibrarySettings(period, remote, grace, quiet, watched, keepOut);
    }

    public LibrarySettings keepingOut(KeepOut places) {
        return new LibrarySettings(rescan, remoteRescan, grace, quiet, watched, places);
    }

    /**
     * Places of our own.
     *
     * @param bare folders whose own files are never shared, though folders in them may be: the data directory
     * @param whole folders nothing is shared from: unfinished downloads, backups
     */
    public record KeepOut(List<Path> bare, List<Path> whole) {
        public static final KeepOut NOTHING = new KeepOut(List.of(), List.of());
    }
}
