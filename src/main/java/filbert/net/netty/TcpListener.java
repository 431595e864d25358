package filbert.net.netty;

import filbert.identity.HostAddress;
import filbert.net.Bandwidth;
import filbert.net.Dialer;
import filbert.net.Listener;
import filbert.net.PortTakenException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Listens on TCP. Binding waits for the system's answer: not to be called on a loop. */
record TcpListener(IoLoops loops, Device device, Optional<Tls> tls, Bandwidth bandwidth) implements Listener {
    private static final int BACKLOG = 256;

    @Override
    public Listening listen(HostAddress at, Dialer.Linked onAccepted) throws IOException {
        var binding = new ServerBootstrap()
                .group(loops.threads())
                .channelFactory(device.sockets(loops.transport().server()))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new Accepting(this, onAccepted))
                .bind(at.toSocket())
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new PortTakenException("TCP", at, binding.cause());
        }
        own(binding.channel());
        return new OpenPort(binding.channel());
    }

    private void own(Channel channel) {
        loops.own(channel);
        device.own(channel);
    }

    private record OpenPort(Channel channel) implements Listening {
        @Override
        public HostAddress local() {
            return HostAddress.of((InetSocketAddress) channel.localAddress());
        }

        @Override
        public void close() {
            var closing = channel.close();
            if (!channel.eventLoop().inEventLoop()) {
                closing.awaitUninterruptibly(); // so that the port is free when we return
            }
        }
    }

    private static final class Accepting extends ChannelInitializer<Channel> {
        private final TcpListener listener;
        private final Dialer.Linked onAccepted;

        Accepting(TcpListener listener, Dialer.Linked onAccepted) {
            this.listener = listener;
            this.onAccepted = onAccepted;
        }

        @Override
        protected void initChannel(Channel channel) {
            listener.own(channel);
            new TcpLink(channel.eventLoop(), true, listener.tls(), listener.bandwidth()).accept(channel, onAccepted);
        }
    }
}
