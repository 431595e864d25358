package filbert.net.netty;

import filbert.net.Bandwidth;
import filbert.net.Cable;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Listener;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The I/O threads: they accept, read and write, and run link handlers. A connection stays on the loop that got it. Nothing on them may
 * block. Closing them closes every socket they own.
 */
public final class IoLoops implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final Transport transport;
    private final EventLoopGroup threads;
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    private IoLoops(Transport transport, int count, String name) {
        this.transport = transport;
        threads = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), transport.handlers());
    }

    /** On the quickest transport this machine has. */
    public static IoLoops start(int count, String name) {
        return start(Transport.quickest(), count, name);
    }

    static IoLoops start(Transport transport, int count, String name) {
        return new IoLoops(transport, count, name);
    }

    /** For sockets of these loops, without limits until told otherwise. */
    public Bandwidth bandwidth() {
        return Bandwidth.unlimited(new NettyLoop(threads.next()));
    }

    /**
     * Unscoped: wrap it in a {@link filbert.net.ScopedDialer}.
     *
     * @param from our own address to call from; empty leaves it to the system
     */
    public Dialer dialer(Optional<InetAddress> from) {
        return dialer(from, Optional.empty());
    }

    /** @param tls what links may be upgraded to; empty: they stay plain */
    public Dialer dialer(Optional<InetAddress> from, Optional<Tls> tls) {
        return dialer(from, tls, bandwidth());
    }

    /**
     * As {@link #dialer(Optional, Optional)}.
     *
     * @param bandwidth what its links share with all others made with it
     */
    public Dialer dialer(Optional<InetAddress> from, Optional<Tls> tls, Bandwidth bandwidth) {
        return new TcpDialer(this, Device.ANY, from, tls, bandwidth);
    }

    public Listener listener() {
        return listener(Optional.empty());
    }

    /** @param tls as with {@link #dialer(Optional, Optional)} */
    public Listener listener(Optional<Tls> tls) {
        return listener(tls, bandwidth());
    }

    /** Parameters as with {@link #dialer(Optional, Optional, Bandwidth)}. */
    public Listener listener(Optional<Tls> tls, Bandwidth bandwidth) {
        return new TcpListener(this, Device.ANY, tls, bandwidth);
    }

    public Datagrams datagrams() {
        return datagrams(bandwidth());
    }

    /** @param bandwidth as with {@link #dialer(Optional, Optional, Bandwidth)} */
    public Datagrams datagrams(Bandwidth bandwidth) {
        return new UdpDatagrams(this, Device.ANY, bandwidth);
    }

    public Cable cable(Device device, Optional<Tls> tls) {
        return cable(device, tls, bandwidth());
    }

    /**
     * Sockets that use one network interface only.
     *
     * @param tls and {@code bandwidth} as with {@link #dialer(Optional, Optional, Bandwidth)}
     */
    public Cable cable(Device device, Optional<Tls> tls, Bandwidth bandwidth) {
        return new NettyCable(this, device, tls, bandwidth);
    }

    Transport transport() {
        return transport;
    }

    EventLoopGroup threads() {
        return threads;
    }

    /** Closes the channel with all others; at once when that has happened already. */
    void own(Channel channel) {
        open.add(channel);
    }

    /** Closes every socket; returns when their handlers have been told. Not to be called on a loop. */
    @Override
    public void close() {
        open.close().awaitUninterruptibly(); // Netty's shutdown alone may forget some
        threads.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
