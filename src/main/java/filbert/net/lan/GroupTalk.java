package filbert.net.lan;

import filbert.identity.HostAddress;
import filbert.net.LocalNetwork.Hearer;
import filbert.net.lan.LanInterfaces.Exit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datagrams to and from everybody in the group 234.21.81.1:6347 (1-connect, 8.3). For each interface one socket listens at the group's port, which servents
 * on one machine share, and another one speaks and hears the answers. Any thread.
 */
final class GroupTalk {
    static final int PORT = 6347; // 1-connect, 8.3
    private static final String ADDRESS = "234.21.81.1";
    private static final int HOPS = 1; // the local network and no further
    private static final int LARGEST = 2_048; // 1-connect, 11: what LimeWire reads

    private static final Logger LOG = LoggerFactory.getLogger(GroupTalk.class);

    private final InetSocketAddress group = new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), PORT);
    private final List<Exit> exits = new ArrayList<>();
    private final List<DatagramChannel> listening = new ArrayList<>();
    private final List<DatagramChannel> speaking = new ArrayList<>();
    private final Hearer hearer;

    private GroupTalk(Hearer hearer) {
        this.hearer = hearer;
    }

    /** By those that will; @throws IOException when none will, and says why */
    static GroupTalk join(List<Exit> exits, Hearer hearer) throws IOException {
        var talk = new GroupTalk(hearer);
        var failure = new IOException("no network interface to speak by");
        for (var exit : exits) {
            try {
                talk.join(exit);
            } catch (IOException e) {
                failure = new IOException(exit.by().getName() + " does not take part in multicast: " + e.getMessage(), e);
                LOG.debug("{}", failure.getMessage());
            }
        }
        if (talk.exits.isEmpty()) {
            talk.leave();
            throw failure;
        }
        talk.listening.forEach(talk::hearOn);
        talk.speaking.forEach(talk::hearOn);
        return talk;
    }

    private void join(Exit exit) throws IOException {
        var ears = DatagramChannel.open(StandardProtocolFamily.INET);
        var mouth = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            ears.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            ears.bind(new InetSocketAddress(group.getAddress(), PORT)); // the group's own address: nothing else gets in
            ears.join(group.getAddress(), exit.by());
            mouth.setOption(StandardSocketOptions.IP_MULTICAST_IF, exit.by());
            mouth.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
            mouth.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            mouth.bind(new InetSocketAddress(exit.from(), 0));
        } catch (IOException | UnsupportedOperationException e) {
            ears.close();
            mouth.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
        exits.add(exit);
        listening.add(ears);
        speaking.add(mouth);
    }

    List<Exit> exits() {
        return exits;
    }

    private void hearOn(DatagramChannel channel) {
        Thread.ofVirtual().name("local network").start(() -> {
            var buffer = ByteBuffer.allocate(LARGEST);
            while (channel.isOpen()) {
                try {
                    buffer.clear();
                    if (channel.receive(buffer) instanceof InetSocketAddress from) {
                        hearer.heard(HostAddress.of(from), Unpooled.copiedBuffer(buffer.flip()));
                    }
                } catch (IOException closedOrDown) {
                    if (channel.isOpen()) {
                        LOG.debug("the local network falls silent: {}", closedOrDown.getMessage());
                        close(channel);
                    }
                }
            }
        });
    }

    void shout(ByteBuf datagram) {
        try {
            for (var channel : speaking) {
                try {
                    channel.send(datagram.nioBuffer(), group);
                } catch (IOException lost) {
                    LOG.debug("not said to the local network: {}", lost.getMessage());
                }
            }
        } finally {
            datagram.release();
        }
    }

    void leave() {
        listening.forEach(GroupTalk::close);
        speaking.forEach(GroupTalk::close);
    }

    private static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a socket of the local network does not close", e);
        }
    }
}
