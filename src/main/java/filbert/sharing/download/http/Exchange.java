package filbert.sharing.download.http;

import filbert.net.TokenBucket;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Who takes the reply to one request. Called on the link's loop. */
public interface Exchange {
    /** Decides what becomes of the body. */
    Body head(ReplyHead head);

    /** A portion of a body that was wanted; takes over the buffer. */
    void body(ByteBuf bytes);

    /** Would more bytes only pile up? Then reading stops until {@link Conversation#goOn}. Any thread. */
    boolean congested();

    /** A limit of whoever the body is for, besides everybody's. */
    default Optional<TokenBucket> limit() {
        return Optional.empty();
    }

    /** Is the rest of the body not wanted any more? It is discarded when short, otherwise the connection is closed: HTTP knows no other way. */
    default boolean enough() {
        return false;
    }

    /**
     * The last call.
     *
     * @param detail words about it, empty when there is nothing to say
     */
    void ended(Ending ending, String detail);

    /** What becomes of a body. */
    sealed interface Body {
        /** So many bytes of it are wanted; a longer body costs the connection. */
        record Wanted(long bytes) implements Body {}

        /** Not wanted: discarded when short, otherwise the connection is closed. */
        record Unwanted() implements Body {}
    }

    /** How an exchange ended. */
    enum Ending {
        /** Everything wanted came and the next request may follow. */
        COMPLETE,
        /** Everything wanted came; the connection is closed. */
        COMPLETE_AND_CLOSED,
        /** No head in time. */
        SILENT,
        /** The body stopped flowing. */
        STALLED,
        /** The connection was lost in the middle. */
        LOST,
        /** What came is no HTTP. */
        GARBAGE
    }
}
