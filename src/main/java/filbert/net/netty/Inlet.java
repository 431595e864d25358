package filbert.net.netty;

import filbert.net.Link;
import filbert.net.Precedence;
import filbert.net.TokenBucket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.concurrent.RejectedExecutionException;

/**
 * The incoming half of a {@link TcpLink}, where it meets the socket and beneath TLS: reads as much at once as the bucket allows, and not at all while it is
 * others' turn. On the loop, except where said otherwise.
 */
final class Inlet implements RecvByteBufAllocator {
    private static final int READS_AT_ONCE = 16; // Netty's own for streams

    private static final AdaptiveRecvByteBufAllocator BY_NEED = new AdaptiveRecvByteBufAllocator();

    static {
        BY_NEED.maxMessagesPerRead(READS_AT_ONCE);
    }

    private final Link.Loop loop;
    private final TokenBucket bucket;
    private final TokenBucket.Place place;
    private final Runnable onChange;
    private Precedence precedence = Precedence.CONTROL;
    private boolean shut;

    /** @param onChange told when it shuts or opens */
    Inlet(Link.Loop loop, TokenBucket bucket, Runnable onChange) {
        this.loop = loop;
        this.bucket = bucket;
        this.onChange = onChange;
        place = bucket.place(this::turnComes);
    }

    void precedence(Precedence now) {
        precedence = now;
    }

    /** May the socket be read now? */
    boolean open() {
        return !shut;
    }

    /** Any thread. */
    boolean heldBack() {
        return place.waits();
    }

    /** The socket is closed. */
    void discard() {
        place.leave();
    }

    private void took(int bytes) {
        if (!place.read(precedence, bytes) && !shut) {
            shut = true;
            onChange.run();
        }
    }

    private void turnComes() {
        try {
            loop.execute(() -> {
                shut = false;
                onChange.run();
            });
        } catch (RejectedExecutionException _) {
            // the loop is closed, and with it the socket
        }
    }

    @Override
    public Handle newHandle() {
        return new Portions((ExtendedHandle) BY_NEED.newHandle());
    }

    private final class Portions extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle byNeed;

        Portions(ExtendedHandle byNeed) {
            super(byNeed);
            this.byNeed = byNeed;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator buffers) {
            return buffers.ioBuffer(Math.min(byNeed.guess(), bucket.slice()));
        }

        @Override
        public void lastBytesRead(int bytes) {
            byNeed.lastBytesRead(bytes);
            if (bytes > 0) {
                took(bytes);
            }
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier moreData) {
            return !shut && byNeed.continueReading(moreData);
        }

        @Override
        public boolean continueReading() {
            return !shut && byNeed.continueReading();
        }

        @Override
        public void reset(ChannelConfig config) {
            byNeed.reset(config);
        }
    }
}
