package filbert.sharing.library;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a library looks after its folders.
 *
 * @param rescan time between looks at a folder that nothing was heard from; zero for never, which lets disks sleep; default 1 h
 * @param remoteRescan the same for folders on network mounts, which tell nothing; default 6 h
 * @param grace how long the files of a folder that is gone, or whose volume is not mounted, stay shared; default 24 h
 * @param quiet a file changed less than this ago is still being written, and hashed later; also how long changes are gathered before they are
 *     looked at; default 5 s
 * @param watched folders on disk heard from at once over all shared ones; in larger trees the rest waits for a rescan; default 8,192
 * @param keepOut folders nothing is ever shared from, wherever they lie: our own data, unfinished downloads
 */
public record LibrarySettings(
        Duration rescan, Duration remoteRescan, Duration grace, Duration quiet, int watched, List<Path> keepOut) {
    public static final LibrarySettings DEFAULT = new LibrarySettings(
            Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24), Duration.ofSeconds(5), 8192, List.of());

    public LibrarySettings {
        if (rescan.isNegative() || remoteRescan.isNegative() || grace.isNegative() || quiet.isNegative() || watched < 0) {
            throw new IllegalArgumentException("a duration or number below zero");
        }
    }

    public LibrarySettings keepingOut(Path... folders) {
        return new LibrarySettings(rescan, remoteRescan, grace, quiet, watched, List.of(folders));
    }
}
