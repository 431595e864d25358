package filbert.net;

import filbert.identity.HostAddress;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A stream connection to one peer: bytes in, bytes out, nothing about their meaning. What the bytes are is decided above, by swapping
 * {@link Handler}s; so the same protocol code runs over TCP and over the pipes of a simulation.
 *
 * <p>Handlers are called on the link's own loop, one call at a time. {@link #write}, {@link #sendFile} and {@link #close} may be called
 * from any thread; calls from one thread keep their order.
 */
public interface Link {
    HostAddress remote();

    HostAddress local();

    /** Did the peer call us? */
    boolean incoming();

    /** Where handlers run and where {@link #loop} timers fire. */
    Loop loop();

    /** Who receives from now on; the first one is installed before any byte is delivered. Call on the loop. */
    void handler(Handler handler);

    /** Sends and flushes; takes over the buffer, also when the link is closed already. */
    void write(ByteBuf bytes);

    /**
     * Sends {@code count} bytes of {@code file} from {@code position} behind everything written before: without copying on plain TCP.
     * The channel stays the caller's and must stay open until the stage completes.
     *
     * @param progress told the bytes sent so far, on the loop; a stalled reader is seen by its silence
     * @return completes on the loop with the bytes sent, or with an {@link IOException} when the file ended early or the link closed
     */
    CompletionStage<Long> sendFile(FileChannel file, long position, long count, Progress progress);

    /** May {@link #upgradeTls} be called, now or ever? */
    boolean offersTls();

    /** What the link's TLS settled on; empty while it is plain. Any thread. */
    Optional<TlsSession> tls();

    /**
     * Speaks TLS from here on: as its client when we called, as its server when the peer did. What was written before leaves plain, what is
     * written later goes inside; handlers get decrypted bytes only. Nobody's certificate is checked: this keeps out on-lookers and proves
     * nothing (1-connect, 4.3). On the loop, once.
     *
     * @param soFar bytes that were received and are TLS already; taken over
     * @return completes on the loop before the first decrypted byte is delivered, or, within ten seconds, with an {@link IOException}: the
     *     link is then closed
     */
    CompletionStage<TlsSession> upgradeTls(ByteBuf soFar);

    /** Bytes accepted by {@link #write} and not yet handed to the network. Any thread; approximate. */
    long unsentBytes();

    /** Stops ({@code false}) or resumes ({@code true}) reading: TCP then slows the peer down. Any thread. */
    void reading(boolean wanted);

    /** What is read from here on, {@link Precedence#CONTROL} until said: who waits for whom where our own limit is reached. On the loop. */
    default void reads(Precedence what) {}

    /**
     * What is read from here on counts against this limit too, for whose sake it is read; empty, as in the beginning: against everybody's alone. On the loop.
     */
    default void sharing(Optional<TokenBucket> limit) {}

    /** Is it our own limit that keeps bytes from moving, in or out? Any thread. */
    default boolean heldBack() {
        return false;
    }

    /** Closes once everything written so far has left; bytes still arriving are dropped. */
    void closeAfterWrites();

    /** Closes at once; harmless when closed. */
    void close();

    boolean isOpen();

    interface Handler {
        /** The handler owns {@code bytes} and releases it. */
        void received(ByteBuf bytes);

        /** Output drained below the low mark after having been above the high one. */
        default void drained() {}

        /**
         * The last call.
         *
         * @param cause why, when it was a fault of the network
         */
        void closed(@Nullable IOException cause);
    }

    interface Progress {
        void sent(long bytesSoFar);
    }

    /** One I/O thread, with a clock. */
    interface Loop extends Executor, Timeline {}
}
