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
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The incoming half of a {@link TcpLink}, where it meets the socket and beneath TLS: reads as much at once as the bucket allows, and not at all while it is
 * others' turn. Where a limit of somebody's own holds as well, both have to be kept. On the loop, except where said otherwise.
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
    private volatile @Nullable Share share;

    private record Share(TokenBucket bucket, TokenBucket.Place place) {}

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

    /** From now on what is read counts against this one too. */
    void share(Optional<TokenBucket> limit) {
        var before = share;
        if (before != null && limit.filter(same -> same == before.bucket).isPresent()) {
            return;
        }
        share = limit.map(own -> new Share(own, own.place(this::turnComes))).orElse(null);
        if (before != null) {
            before.place.leave();
            look();
        }
    }

    /** May the socket be read now? */
    boolean open() {
        return !shut;
    }

    /** Any thread. */
    boolean heldBack() {
        var own = share;
        return place.waits() || (own != null && own.place.waits());
    }

    /** The socket is closed. */
    void discard() {
        place.leave();
        var own = share;
        if (own != null) {
            own.place.leave();
        }
    }

    private void took(int bytes) {
        var mayReadOn = place.read(precedence, bytes);
        var own = share;
        if (own != null) {
            mayReadOn &= own.place.read(Precedence.BULK, bytes);
        }
        if (!mayReadOn && !shut) {
            shut = true;
            onChange.run();
        }
    }

    private void look() {
        if (shut != heldBack()) {
            shut = !shut;
            onChange.run();
        }
    }

    private void turnComes() {
        try {
            loop.execute(this::look);
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
            var own = share;
            var most = own == null ? bucket.slice() : Math.min(bucket.slice(), own.bucket.slice());
            return buffers.ioBuffer(Math.min(byNeed.guess(), most));
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
