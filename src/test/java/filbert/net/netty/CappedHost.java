package filbert.net.netty;

import filbert.net.Bandwidth;
import filbert.net.Precedence;
import filbert.net.Timeline;
import filbert.net.TokenBucket;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The halves of links and sockets as Netty would drive them, in virtual time, on a line that takes everything at once. */
final class CappedHost {
    private static final int MINUTE = 60; // seconds
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualNetwork network = new VirtualNetwork(1);
    final VirtualTime time = network.time();
    final Bandwidth bandwidth = Bandwidth.unlimited(time);
    private final List<Long> moved = new ArrayList<>(); // both directions, second by second
    private long total;

    /** All bytes that left or came in so far. */
    long total() {
        return total;
    }

    void run(Duration span) {
        for (var second = 0; second < span.toSeconds(); second++) {
            var before = total;
            network.run(SECOND);
            moved.add(total - before);
        }
    }

    /** Bytes of each stretch of sixty seconds, from the given second on. */
    List<Long> everyMinute(int from) {
        var minutes = new ArrayList<Long>();
        for (var first = from; first + MINUTE <= moved.size(); first++) {
            minutes.add(moved.subList(first, first + MINUTE).stream().mapToLong(bytes -> bytes).sum());
        }
        return minutes;
    }

    Sending sending() {
        return new Sending();
    }

    Sending sending(Object party) {
        return new Sending(party);
    }

    Receiving receiving(Precedence what) {
        return new Receiving(what);
    }

    Speaking speaking() {
        return new Speaking();
    }

    private final class Line extends ChannelOutboundHandlerAdapter {
        long bytes;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            switch (message) {
                case ByteBuf content -> took(content.readableBytes());
                case DatagramPacket datagram -> took(datagram.content().readableBytes());
                case DefaultFileRegion region -> {
                    took(region.count());
                    ((ChannelProgressivePromise) promise).setProgress(region.count(), region.count());
                }
                default -> throw new IllegalStateException("unexpected " + message);
            }
            io.netty.util.ReferenceCountUtil.release(message);
            promise.setSuccess();
        }

        private void took(long count) {
            bytes += count;
            total += count;
        }
    }

    /** A link's outgoing half. */
    final class Sending {
        private final Line line = new Line();
        final EmbeddedChannel channel = new EmbeddedChannel(line);
        final Outbox outbox = new Outbox(time, bandwidth.up(), () -> {});

        Sending() {
            this(new Object());
        }

        Sending(Object party) {
            outbox.connect(channel, party);
        }

        long sent() {
            return line.bytes;
        }

        Sending file(FileChannel file, long count) {
            outbox.sendFile(file, 0, count, _ -> {});
            return this;
        }

        /** Talks on for ever. */
        Sending message(int bytes, Duration every) {
            time.every(every, () -> outbox.write(Unpooled.buffer(bytes).writeZero(bytes)));
            return this;
        }
    }

    /** A socket for datagrams. */
    final class Speaking {
        private final Line line = new Line();
        private final EmbeddedChannel channel = new EmbeddedChannel(line);
        private final DatagramLine datagrams = new DatagramLine(channel, bandwidth.up());

        long sent() {
            return line.bytes;
        }

        Speaking datagram(int bytes, Duration every) {
            time.every(every, () -> {
                datagrams.send(new DatagramPacket(Unpooled.buffer(bytes).writeZero(bytes), InetSocketAddress.createUnresolved("peer", 1)));
                channel.runPendingTasks();
            });
            time.every(Duration.ofMillis(1), channel::runPendingTasks); // its loop
            return this;
        }

        void close() {
            channel.close();
        }
    }

    /** A link's incoming half and what the other end has sent it. */
    final class Receiving {
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final Inlet inlet = new Inlet(time, bandwidth.down(), this::look);
        private final ExtendedHandle handle = (ExtendedHandle) inlet.newHandle();
        private long waiting; // in the kernel
        long received;

        Receiving(Precedence what) {
            inlet.precedence(what);
        }

        Receiving sharing(TokenBucket own) {
            inlet.share(Optional.of(own));
            return this;
        }

        /** So much comes at once. */
        Receiving arrived(long bytes) {
            waiting += bytes;
            look();
            return this;
        }

        Receiving trickling(int bytes, Duration every) {
            time.every(every, () -> arrived(bytes));
            return this;
        }

        private void look() {
            if (inlet.open() && waiting > 0) {
                time.execute(this::readable);
            }
        }

        /** As Netty's epoll and NIO channels do it. */
        private void readable() {
            if (!inlet.open() || waiting == 0) {
                return;
            }
            handle.reset(channel.config());
            do {
                var buffer = handle.allocate(ByteBufAllocator.DEFAULT);
                handle.attemptedBytesRead(buffer.writableBytes());
                var count = (int) Math.min(waiting, buffer.writableBytes());
                buffer.release();
                waiting -= count;
                received += count;
                total += count;
                handle.lastBytesRead(count);
                handle.incMessagesRead(1);
            } while (waiting > 0 && handle.continueReading(() -> handle.lastBytesRead() == handle.attemptedBytesRead()));
            handle.readComplete();
            look();
        }
    }

    /** Datagrams heard, which nobody can hold back. */
    Timeline.Timer hearing(int bytes, Duration every) {
        return time.every(every, () -> {
            bandwidth.down().charge(bytes);
            total += bytes;
        });
    }
}
