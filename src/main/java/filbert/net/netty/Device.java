package filbert.net.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What sockets are tied to. On Linux the system itself keeps a tied socket to its interface (socket(7), SO_BINDTODEVICE; open to every user since Linux
 * 5.7); elsewhere they are held by their address alone. A socket that cannot be tied is never used.
 */
public final class Device {
    static final Device ANY = new Device("");

    private static final int LONGEST_NAME = 16; // IFNAMSIZ of linux/if.h, with the zero behind it
    private static final RawUnixChannelOption BIND_TO_DEVICE = new RawUnixChannelOption("SO_BINDTODEVICE", 1, 25, LONGEST_NAME); // SOL_SOCKET is 1

    private final String name;
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

    /** @param name of a network interface; empty for any */
    public Device(String name) {
        this.name = name;
    }

    <C extends Channel> ChannelFactory<C> sockets(Class<C> kind) {
        var plain = new ReflectiveChannelFactory<C>(kind);
        return () -> {
            var channel = plain.newChannel();
            try {
                tie(channel);
            } catch (RuntimeException refused) {
                channel.unsafe().closeForcibly();
                throw refused;
            }
            return channel;
        };
    }

    /** For a socket that is not connected or bound yet. @throws io.netty.channel.ChannelException when the system refuses */
    public void tie(Channel channel) {
        if (!name.isEmpty() && channel instanceof UnixChannel) {
            var bytes = name.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= LONGEST_NAME) {
                throw new IllegalArgumentException("an interface's name has at most 15 bytes, not '" + name + "'");
            }
            channel.config().setOption(BIND_TO_DEVICE, ByteBuffer.allocate(LONGEST_NAME).put(bytes).rewind());
        }
    }

    /** From now on {@link #cut} closes the channel. */
    void own(Channel channel) {
        if (!name.isEmpty()) {
            open.add(channel);
        }
    }

    /** Closes all it owns. */
    void cut() {
        var _ = open.close();
    }
}
