package filbert.net.gateway;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A port of a router on loopback that answers datagrams as it is told. */
final class FakeDatagrams implements AutoCloseable {
    final List<byte[]> heard = new CopyOnWriteArrayList<>();

    private final DatagramSocket socket;

    /** @param answers to one datagram, in order */
    FakeDatagrams(Function<byte[], List<byte[]>> answers) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(answers));
    }

    private void serve(Function<byte[], List<byte[]>> answers) {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        try {
            while (true) {
                packet.setLength(2_048);
                socket.receive(packet);
                var question = Arrays.copyOf(packet.getData(), packet.getLength());
                heard.add(question);
                for (var answer : answers.apply(question)) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    @Override
    public void close() {
        socket.close();
    }
}
