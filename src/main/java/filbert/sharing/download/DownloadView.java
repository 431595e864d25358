package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A download as it stands: immutable.
 *
 * @param size bytes; -1 until known
 * @param written bytes on disk and synced
 * @param verified bytes known to be right by the tiger tree, or all of them once the SHA-1 matched
 * @param rate bytes per second
 * @param reason message key below {@code download.reason.}, or empty
 * @param detail what the reason is about (a host's words, a path), or empty; escape when shown
 * @param nextTry when something will be tried again
 * @param path where the finished file is
 * @param ranges what is there, for the block map, in order
 */
public record DownloadView(
        long id,
        long person,
        Sha1 sha1,
        Optional<TigerRoot> tigerRoot,
        String name,
        long size,
        State state,
        long written,
        long verified,
        long rate,
        String reason,
        String detail,
        @Nullable Instant nextTry,
        @Nullable Path path,
        Instant added,
        List<SourceView> sources,
        List<Range> ranges) {

    public enum State {
        QUEUED,
        ACTIVE,
        PAUSED,
        CHECKING,
        DONE,
        FAILED
    }

    /** @param state message key below {@code source.}: {@code idle, connecting, requesting, receiving, waiting, pushed, bad} */
    public record SourceView(
            HostAddress address, String vendor, String state, long rate, long received, String detail, @Nullable Instant nextTry) {}

    /** Bytes {@code from} to {@code to}, exclusive. */
    public record Range(long from, long to, boolean verified) {}
}
