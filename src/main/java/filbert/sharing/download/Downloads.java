package filbert.sharing.download;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the household fetches. Every method is safe from any thread that may block. */
public interface Downloads {
    /**
     * Durable when it returns. The same content wanted twice by one person is one download with more sources. Wanted by several people it is a download
     * for each, and one transfer: a view says {@code joined} while another one works for it.
     */
    DownloadView add(DownloadRequest request);

    List<DownloadView> view();

    Optional<DownloadView> view(long id);

    /** For whoever looks at this one. */
    Optional<DownloadDetail> detail(long id);

    /**
     * Begins to read bytes {@code from} to {@code to}, exclusive, also those not there yet; {@code person} is who reads. Close it.
     *
     * @return empty when the download is unknown
     * @throws UnreadableException when nobody can read it now, or this person reads too much already
     */
    Optional<DownloadReader> read(long id, long person, long from, long to);

    /** Durable when they return; false when the download is unknown or in a state where this means nothing. */
    boolean pause(long id);

    boolean resume(long id);

    /** Deletes what was fetched; a finished file stays. */
    boolean cancel(long id);

    /** The same, but what was fetched stays for whoever wants it some day. */
    boolean keep(long id);

    /** What stayed so. */
    List<KeptPart> kept();

    /** Deletes what stayed. @return false when there is no such part, or somebody wants it by now */
    boolean discard(Sha1 content);

    /** Tries failed sources again at once. */
    boolean retry(long id);

    /**
     * Which free place it gets among those of the same person; never takes one that is in use.
     *
     * @param change from what it is now; called on the owner, must not block
     */
    boolean prioritize(long id, UnaryOperator<Priority> change);

    /** Where the finished file goes; null for its person's folder. */
    boolean send(long id, @Nullable Path folder);

    /** Asks the network who else has it. @return a message key below {@code download.look.} when that is not possible now */
    default Optional<String> lookForSources(long id) {
        return Optional.of("nobody-to-ask");
    }

    /** Has the network asked once who has it, as soon as that can be done, when nobody is known to have it. */
    default void seek(long id) {}

    /**
     * Asks a host for the hash of a file it offered without one; that takes half a minute at most. From any thread; does not block.
     *
     * @param size as it offered it
     */
    default CompletableFuture<ToldHash> hashOf(Source source, long size) {
        return CompletableFuture.completedFuture(new ToldHash.Untold(ToldHash.Why.UNREACHED));
    }

    /** More hosts that have this content. Ignored when nobody wants it. */
    void offer(Sha1 content, Collection<Source> sources);

    Signal changed();
}
