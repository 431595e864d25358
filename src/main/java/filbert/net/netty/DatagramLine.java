package filbert.net.netty;

import filbert.net.Precedence;
import filbert.net.TokenBucket;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;

/** Datagrams on their way out, in one order. Those the bucket has no tokens for wait; what is too many is lost, as on any full queue. Any thread. */
final class DatagramLine {
    private static final int MOST_WAITING = 64 * 1024; // bytes

    private final Channel channel;
    private final TokenBucket bucket;
    private final TokenBucket.Place place;
    private final Deque<DatagramPacket> waiting = new ArrayDeque<>(); // guards itself and the next two
    private int bytesWaiting;
    private boolean closed;

    DatagramLine(Channel channel, TokenBucket bucket) {
        this.channel = channel;
        this.bucket = bucket;
        place = bucket.place(this::turnComes);
        channel.closeFuture().addListener(_ -> close());
    }

    void send(DatagramPacket datagram) {
        var size = datagram.content().readableBytes();
        if (!channel.isWritable()) {
            datagram.release();
        } else if (bucket.rate() == 0 || size == 0) {
            bucket.charge(size);
            var _ = channel.writeAndFlush(datagram);
        } else {
            lineUp(datagram, size);
        }
    }

    private void turnComes() {
        try {
            channel.eventLoop().execute(this::goOn);
        } catch (RejectedExecutionException _) {
            // the loop is closed, and with it the socket
        }
    }

    private void lineUp(DatagramPacket datagram, int size) {
        synchronized (waiting) {
            if (closed || bytesWaiting + size > MOST_WAITING) {
                datagram.release();
                return;
            }
            waiting.addLast(datagram);
            bytesWaiting += size;
        }
        goOn();
    }

    private void goOn() {
        synchronized (waiting) {
            for (var next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
                var size = next.content().readableBytes();
                var taken = place.take(Precedence.CONTROL, size);
                if (taken == 0) {
                    return;
                }
                if (size > taken) {
                    bucket.charge(size - taken); // it cannot be cut
                }
                waiting.removeFirst();
                bytesWaiting -= size;
                var _ = channel.writeAndFlush(next);
            }
        }
    }

    private void close() {
        synchronized (waiting) {
            closed = true;
            waiting.forEach(DatagramPacket::release);
            waiting.clear();
            bytesWaiting = 0;
        }
        place.leave();
    }
}
