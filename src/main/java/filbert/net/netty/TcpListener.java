package filbert.net.netty;

import filbert.identity.HostAddress;
import filbert.net.Dialer;
import filbert.net.Listener;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Listens on TCP. Binding waits for the system's answer: not to be called on a loop. */
record TcpListener(IoLoops loops, Optional<Tls> tls) implements Listener {
    private static final int BACKLOG = 256;

    @Override
    public Listening listen(HostAddress at, Dialer.Linked onAccepted) throws IOException {
        var binding = new ServerBootstrap()
                .group(loops.threads())
                .channel(loops.transport().server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new Accepting(loops, tls, onAccepted))
                .bind(at.toSocket())
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new PortTakenException("TCP", at, binding.cause());
        }
        loops.own(binding.channel());
        return new OpenPort(binding.channel());
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
        private final IoLoops loops;
        private final Optional<Tls> tls;
        private final Dialer.Linked onAccepted;

        Accepting(IoLoops loops, Optional<Tls> tls, Dialer.Linked onAccepted) {
            this.loops = loops;
            this.tls = tls;
            this.onAccepted = onAccepted;
        }

        @Override
        protected void initChannel(Channel channel) {
            loops.own(channel);
            new TcpLink(channel.eventLoop(), true, tls).accept(channel, onAccepted);
        }
    }
}
