package filbert.sharing.download;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Bytes of a download in order, each given out once it is known to be right: by the tree while the download lasts, from the finished file
 * afterwards. Where it reads is fetched first. Safe from any thread; nothing blocks.
 */
public interface DownloadReader extends AutoCloseable {
    /** The most that one call gives. */
    int PIECE = 128 * 1024; // bytes; ours

    /**
     * The next bytes, when they are there; none at the end. One call at a time. Completes on a worker, or fails with an
     * {@link UnreadableException}.
     */
    CompletionStage<ByteBuffer> next();

    /** Completes, on a worker, when it ends before its last byte and was not closed: also while nobody calls {@link #next}. */
    CompletionStage<UnreadableException.Why> cutShort();

    /** Forgets the reader at once. Idempotent. */
    @Override
    void close();
}
