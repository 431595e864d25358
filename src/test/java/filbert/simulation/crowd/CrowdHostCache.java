package filbert.simulation.crowd;

import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.servent.bootstrap.Outside;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualOutside;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/** The one UDP host cache of a {@link Crowd}: names ten ultrapeers to whoever asks. */
final class CrowdHostCache implements Outside {
    private static final String IP = "91.1.1.1";
    private static final int PORT = 7_000;
    private static final int NAMED = 10; // 1-connect, 8.3

    private final VirtualOutside names;
    private final IntFunction<Collection<HostAddress>> ultrapeers;
    private final Datagrams.Socket socket;
    private final HostAddress address;

    CrowdHostCache(VirtualNetwork net, IntFunction<Collection<HostAddress>> ultrapeers) {
        this.ultrapeers = ultrapeers;
        names = new VirtualOutside(net).name("cache.example.org", IP);
        var host = net.host(IP);
        address = host.at(PORT);
        try {
            socket = host.datagrams().bind(address, this::asked);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void asked(HostAddress from, ByteBuf ping) {
        var header = Header.read(ping);
        ping.release();
        var out = Unpooled.buffer();
        var pong = new Pong(address, 0, 0, Ggep.EMPTY).withHosts(List.copyOf(ultrapeers.apply(NAMED)));
        MessageCodec.encode(header.guid(), 1, 0, pong, out);
        socket.send(from, out);
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String name) {
        return names.resolve(name);
    }

    @Override
    public CompletionStage<Page> get(URI from) {
        return names.get(from);
    }
}
