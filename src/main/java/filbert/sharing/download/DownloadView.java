package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
 * @param looking for more sources
 * @param priority among the downloads of the same person
 * @param folder where the finished file goes, when that is not its person's folder
 * @param unvouched its host named no hash: nothing of it was or can be checked, and until it is done {@code sha1} is no hash, but a name for the row
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
        List<Range> ranges,
        Looking looking,
        Priority priority,
        @Nullable Path folder,
        boolean unvouched) {
    /** One that never looked for more sources, and comes when its turn comes. */
    public DownloadView(
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
        this(
                id, person, sha1, tigerRoot, name, size, state, written, verified, rate, reason, detail, nextTry, path, added, sources, ranges,
                Looking.NEVER, Priority.NORMAL, null, false);
    }

    /** The hash of its content; empty while nobody knows it. */
    public Optional<Sha1> content() {
        return unvouched && state != State.DONE ? Optional.empty() : Optional.of(sha1);
    }

    /** The same, of a file nobody tells a hash of. */
    public DownloadView unchecked() {
        return new DownloadView(
                id, person, sha1, tigerRoot, name, size, state, written, verified, rate, reason, detail, nextTry, path, added, sources, ranges,
                looking, priority, folder, true);
    }

    /** The same, looking again then. */
    DownloadView looking(@Nullable Instant next) {
        return with(id, written, new Looking(looking.last(), looking.inVain(), looking.found(), next), priority, folder);
    }

    DownloadView withId(long given) {
        return with(given, written, looking, priority, folder);
    }

    DownloadView written(long bytes) {
        return with(id, bytes, looking, priority, folder);
    }

    public DownloadView with(Priority other) {
        return with(id, written, looking, other, folder);
    }

    public DownloadView goingTo(@Nullable Path other) {
        return with(id, written, looking, priority, other);
    }

    private DownloadView with(long given, long bytes, Looking looked, Priority comes, @Nullable Path into) {
        return new DownloadView(
                given, person, sha1, tigerRoot, name, size, state, bytes, verified, rate, reason, detail, nextTry, path, added, sources, ranges,
                looked, comes, into, unvouched);
    }

    public enum State {
        QUEUED,
        ACTIVE,
        PAUSED,
        CHECKING,
        DONE,
        FAILED
    }

    /**
     * One source.
     *
     * @param state message key below {@code source.}: {@code idle, connecting, requesting, receiving, waiting, pushed, bad}
     * @param grounds why it is left alone or was given up
     * @param nextTry when we mean to ask it next
     * @param inLine while it lets us wait in its queue
     */
    public record SourceView(
            HostAddress address,
            String vendor,
            String state,
            long rate,
            long received,
            Grounds grounds,
            @Nullable Instant nextTry,
            @Nullable InLine inLine) {
        /** One in whose queue we are not. */
        public SourceView(
                HostAddress address, String vendor, String state, long rate, long received, Grounds grounds, @Nullable Instant nextTry) {
            this(address, vendor, state, rate, received, grounds, nextTry, null);
        }
    }

    /**
     * Our place in a source's queue, in that source's words.
     *
     * @param position 1 is next
     * @param length of the queue, when told
     * @param eta when it expects to serve us, when told
     * @param lasting does the place outlive the connection (PARQ)?
     */
    public record InLine(int position, OptionalInt length, @Nullable Instant eta, boolean lasting) {}

    /** Bytes {@code from} to {@code to}, exclusive. */
    public record Range(long from, long to, boolean verified) {}

    /**
     * Its search for more sources.
     *
     * @param last when it looked, or was made to
     * @param inVain looks in a row that brought nobody who sent anything
     * @param found sources found since the last one
     * @param next when it will look by itself, at the earliest; null when it will not
     */
    public record Looking(@Nullable Instant last, int inVain, int found, @Nullable Instant next) {
        public static final Looking NEVER = new Looking(null, 0, 0, null);
    }
}
