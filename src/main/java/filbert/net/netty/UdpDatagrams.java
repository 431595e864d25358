package filbert.net.netty;

import filbert.identity.HostAddress;
import filbert.net.Bandwidth;
import filbert.net.Datagrams;
import filbert.net.PortTakenException;
import filbert.net.TokenBucket;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Datagrams over UDP. Binding waits for the system's answer: not to be called on a loop. */
record UdpDatagrams(IoLoops loops, Device device, Bandwidth bandwidth) implements Datagrams {
    private static final Logger LOG = LoggerFactory.getLogger(UdpDatagrams.class);

    /** Longest datagram read; what is longer is cut, and its message's length then betrays it. */
    private static final int RECEIVE_BUFFER = 2_048;

    /** Bytes waiting in the kernel to be read. */
    private static final int KERNEL_BUFFER = 256 * 1024;

    /** Above this much unsent, datagrams are lost, as on any full queue. */
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    @Override
    public Socket bind(HostAddress at, Received onReceived) throws IOException {
        var binding = new Bootstrap()
                .group(loops.threads())
                .channelFactory(device.sockets(loops.transport().datagram()))
                .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                .handler(new Receiving(onReceived, bandwidth.down()))
                .bind(at.toSocket())
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new PortTakenException("UDP", at, binding.cause());
        }
        loops.own(binding.channel());
        device.own(binding.channel());
        return new OpenSocket(binding.channel(), new DatagramLine(binding.channel(), bandwidth.up()));
    }

    private record OpenSocket(Channel channel, DatagramLine line) implements Socket {
        @Override
        public HostAddress local() {
            return HostAddress.of((InetSocketAddress) channel.localAddress());
        }

        @Override
        public void send(HostAddress to, ByteBuf bytes) {
            line.send(new DatagramPacket(bytes, to.toSocket()));
        }

        @Override
        public void close() {
            var closing = channel.close();
            if (!channel.eventLoop().inEventLoop()) {
                closing.awaitUninterruptibly();
            }
        }
    }

    private static final class Receiving extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Received onReceived;
        private final TokenBucket bucket;

        Receiving(Received onReceived, TokenBucket bucket) {
            super(false);
            this.onReceived = onReceived;
            this.bucket = bucket;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
            bucket.charge(datagram.content().readableBytes());
            onReceived.received(HostAddress.of(datagram.sender()), datagram.content());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            BrokenMachine.report(cause);
            if (cause instanceof IOException) {
                LOG.debug("datagram lost: {}", cause.getMessage()); // for instance ICMP's word about an earlier one
            } else {
                LOG.error("a datagram's handler failed", cause);
            }
        }
    }
}
