package filbert.net.netty;

import filbert.identity.HostAddress;
import filbert.net.Bandwidth;
import filbert.net.Dialer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Dials over TCP. */
record TcpDialer(IoLoops loops, Device device, Optional<InetAddress> from, Optional<Tls> tls, Bandwidth bandwidth) implements Dialer {
    private static final long SLOW_LINE = 64 * 1024; // bytes a second: what a few sources fill the system's buffers with lasts for seconds there
    private static final int SLOW_BUFFER = 8 * 1024; // a window for 64 KiB a second over an eighth of a second

    @Override
    public void dial(HostAddress to, Duration timeout, Linked onLinked, Failed onFailed) {
        if (loops.threads().isShuttingDown()) {
            onFailed.failed(new IOException("the I/O loops are closed"));
            return;
        }
        try {
            var loop = loops.threads().next();
            var link = new TcpLink(loop, false, tls, bandwidth);
            var bootstrap = new Bootstrap()
                    .group(loop)
                    .channelFactory(device.sockets(loops.transport().stream()))
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE))
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .handler(link.initializer(this::own));
            if (slow(bandwidth.down().rate())) {
                bootstrap.option(ChannelOption.SO_RCVBUF, SLOW_BUFFER); // what waits unread has used the line already
            }
            from.ifPresent(ip -> bootstrap.localAddress(new InetSocketAddress(ip, 0)));
            bootstrap.connect(to.toSocket()).addListener(done -> {
                if (done.isSuccess()) {
                    link.opened(onLinked);
                } else {
                    onFailed.failed(asIoException(to, done.cause()));
                }
            });
        } catch (RejectedExecutionException closed) {
            onFailed.failed(new IOException("the I/O loops are closed", closed));
        }
    }

    private static boolean slow(long rate) {
        return rate > 0 && rate < SLOW_LINE;
    }

    private void own(Channel channel) {
        loops.own(channel);
        device.own(channel);
    }

    private static IOException asIoException(HostAddress to, Throwable cause) {
        return cause instanceof IOException io ? io : new IOException("no connection to " + to + ": " + cause.getMessage(), cause);
    }
}
