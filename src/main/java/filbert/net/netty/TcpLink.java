package filbert.net.netty;

import filbert.identity.HostAddress;
import filbert.net.Bandwidth;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Precedence;
import filbert.net.TlsSession;
import filbert.net.TokenBucket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP connection. Incoming half: the last handler of its Netty pipeline. Outgoing half: an {@link Outbox}. */
final class TcpLink extends ChannelInboundHandlerAdapter implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(TcpLink.class);
    private static final long MOST_DROPPED = 4 << 20; // bytes: more than was under way when we said our last words
    private static final String TLS = "tls";
    private static final String BEGINNING = "tls-beginning";
    private static final HostAddress NOWHERE = HostAddress.of(0, 0);

    private final NettyLoop loop;
    private final boolean incoming;
    private final Optional<Tls> tls;
    private final Outbox outbox;
    private final Inlet inlet;
    private volatile HostAddress remote = NOWHERE;
    private volatile HostAddress local = NOWHERE;
    private volatile boolean readingWanted = true;
    private volatile boolean dropping;
    private volatile boolean closed;
    private volatile @Nullable TlsSession session;

    // loop only
    private @Nullable Channel channel;
    private Dialer.@Nullable Linked onAccepted;
    private @Nullable Handler handler;
    private @Nullable IOException fault;
    private long dropped;
    private boolean gone;
    private boolean toldClosed;
    private boolean beginningTls;

    /** @param tls empty where links stay plain */
    TcpLink(EventLoop thread, boolean incoming, Optional<Tls> tls, Bandwidth bandwidth) {
        loop = new NettyLoop(thread);
        this.incoming = incoming;
        this.tls = tls;
        outbox = new Outbox(loop, bandwidth.up(), this::drained);
        inlet = new Inlet(loop, bandwidth.down(), this::applyReading);
    }

    /** For a channel about to dial. */
    ChannelHandler initializer(Consumer<Channel> owner) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel dialling) {
                owner.accept(dialling);
                attach(dialling);
            }
        };
    }

    /** For a channel just accepted: {@code onAccepted} is told when it is ready. */
    void accept(Channel accepted, Dialer.Linked onAccepted) {
        this.onAccepted = onAccepted;
        attach(accepted);
    }

    private void attach(Channel channel) {
        this.channel = channel;
        channel.config().setAutoRead(false);
        channel.config().setRecvByteBufAllocator(inlet);
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.pipeline().addLast(this);
    }

    /** Hands the ready link out. */
    void opened(Dialer.Linked onLinked) {
        var ready = attached();
        if (!(ready.remoteAddress() instanceof InetSocketAddress peer) || !(ready.localAddress() instanceof InetSocketAddress here)) {
            var _ = ready.close(); // gone before we looked
            return;
        }
        remote = HostAddress.of(peer);
        local = HostAddress.of(here);
        outbox.connect(ready, Neighbourhood.of(remote.ip()));
        try {
            onLinked.linked(this);
        } catch (RuntimeException bug) {
            LOG.error("{} taking over a connection failed", this, bug);
            close();
        }
    }

    private Channel attached() {
        if (channel == null) {
            throw new IllegalStateException("bug: link without a channel");
        }
        return channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (onAccepted != null) {
            opened(onAccepted);
            if (handler == null) {
                close();
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var receiver = handler;
        if (receiver == null || dropping || closed || !(message instanceof ByteBuf bytes)) {
            drop(message);
            return;
        }
        receiver.received(bytes);
    }

    private void drop(Object message) {
        dropped += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (dropped > MOST_DROPPED && !closed) {
            close(); // not listening, and not to be listened to
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        var cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown; // TLS
        BrokenMachine.report(cause);
        if (cause instanceof IOException io) {
            fault = io;
        } else if (cause instanceof RejectedExecutionException busy) {
            fault = new IOException("too many TLS handshakes at once", busy); // strangers can bring this about: nothing for the log
        } else {
            LOG.error("{} a handler failed", this, cause);
        }
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed = true;
        gone = true;
        if (fault == null) {
            fault = outbox.fault();
        }
        outbox.discard();
        inlet.discard();
        tellClosed();
    }

    private void tellClosed() {
        var receiver = handler;
        if (gone && !toldClosed && receiver != null) {
            toldClosed = true;
            receiver.closed(fault);
        }
    }

    private void drained() {
        var receiver = handler;
        if (receiver != null && !closed) {
            receiver.drained();
        }
    }

    @Override
    public HostAddress remote() {
        return remote;
    }

    @Override
    public HostAddress local() {
        return local;
    }

    @Override
    public boolean incoming() {
        return incoming;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public void handler(Handler next) {
        if (!loop.thread().inEventLoop()) {
            throw new IllegalStateException("bug: handler installed off the link's loop");
        }
        handler = next;
        if (gone) {
            loop.execute(this::tellClosed);
        } else {
            applyReading();
        }
    }

    private void applyReading() {
        if ((handler != null || beginningTls) && !gone) {
            attached().config().setAutoRead((readingWanted || dropping || beginningTls) && inlet.open());
        }
    }

    @Override
    public void write(ByteBuf bytes) {
        if (closed || dropping) {
            bytes.release();
        } else {
            outbox.write(bytes);
        }
    }

    @Override
    public CompletionStage<Long> sendFile(FileChannel file, long position, long count, Progress progress) {
        return outbox.sendFile(file, position, count, progress);
    }

    @Override
    public boolean offersTls() {
        return tls.isPresent();
    }

    @Override
    public Optional<TlsSession> tls() {
        return Optional.ofNullable(session);
    }

    @Override
    public CompletionStage<TlsSession> upgradeTls(ByteBuf soFar) {
        if (!loop.thread().inEventLoop() || beginningTls || session != null) {
            throw new IllegalStateException("bug: TLS begun twice, or off the link's loop");
        }
        if (gone || closed) {
            soFar.release();
            return CompletableFuture.failedFuture(new ClosedChannelException());
        }
        var open = attached();
        var ours = tls.orElseThrow(() -> new IllegalStateException("bug: TLS begun where links stay plain"));
        var handler = incoming ? ours.asCalled(open, this::isOpen) : ours.asCaller(open, this::isOpen);
        var beginning = new TlsBeginning(handler, this::begun);
        var toll = outbox.encrypt(handler);
        beginningTls = true;
        open.pipeline().addFirst(BEGINNING, beginning).addFirst(toll).addBefore(BEGINNING, TLS, handler); // it speaks as soon as it is there
        applyReading();
        open.pipeline().fireChannelRead(soFar).fireChannelReadComplete();
        return beginning.outcome();
    }

    private void begun(Optional<TlsSession> settled) {
        beginningTls = false;
        session = settled.orElse(null);
        applyReading();
        if (settled.isEmpty()) {
            close();
        }
    }

    @Override
    public long unsentBytes() {
        return outbox.unsentBytes();
    }

    @Override
    public void reading(boolean wanted) {
        readingWanted = wanted;
        if (loop.thread().inEventLoop()) {
            applyReading();
        } else if (!closed) {
            loop.execute(this::applyReading);
        }
    }

    @Override
    public void reads(Precedence what) {
        inlet.precedence(what);
    }

    @Override
    public void sharing(Optional<TokenBucket> limit) {
        inlet.share(limit);
    }

    @Override
    public boolean heldBack() {
        return inlet.heldBack() || outbox.heldBack();
    }

    @Override
    public void closeAfterWrites() {
        if (closed || dropping) {
            return;
        }
        dropping = true;
        reading(true); // what still arrives must be read, or the system resets the connection under our last words
        outbox.end();
    }

    @Override
    public void close() {
        closed = true;
        outbox.close();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    /** For the log: {@code [192.0.2.7:6346 in]}. */
    @Override
    public String toString() {
        return "[" + remote + (incoming ? " in]" : " out]");
    }
}
