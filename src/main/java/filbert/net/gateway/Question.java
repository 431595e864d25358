package filbert.net.gateway;

import filbert.net.Timeline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One question to the router by datagram, sent again until the right answer comes. The socket is connected, so that only the router's own address
 * and port are heard. Blocks.
 *
 * @param waits how long to wait for an answer after each sending
 * @param longest an answer may be; one that is longer is read as one byte too long
 */
record Question(InetSocketAddress router, List<Duration> waits, int longest, Timeline timeline) {
    private static final int MOST_STRAY = 32; // wrong answers to read before one waits no longer

    /** What an answer means. */
    interface Reader<A> {
        /** @return empty for what answers something else; an exception ends the asking */
        Optional<A> read(byte[] datagram) throws GatewayException;
    }

    Question {
        waits = List.copyOf(waits);
    }

    <A> A ask(byte[] question, Reader<A> reader) throws GatewayException {
        try (var socket = new DatagramSocket()) {
            socket.connect(router);
            for (var wait : waits) {
                socket.send(new DatagramPacket(question, question.length));
                var answer = await(socket, wait, reader);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            throw GatewayException.silent();
        } catch (GatewayException told) {
            throw told;
        } catch (PortUnreachableException _) {
            throw GatewayException.notSpoken();
        } catch (IOException e) {
            throw GatewayException.confused(String.valueOf(e.getMessage()));
        }
    }

    private <A> Optional<A> await(DatagramSocket socket, Duration wait, Reader<A> reader) throws IOException {
        var until = timeline.nanos() + wait.toNanos();
        var packet = new DatagramPacket(new byte[longest + 1], longest + 1);
        for (int i = 0; i < MOST_STRAY; i++) {
            var left = Duration.ofNanos(until - timeline.nanos()).toMillis();
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                socket.setSoTimeout((int) left);
                packet.setLength(longest + 1);
                socket.receive(packet);
            } catch (SocketTimeoutException _) {
                return Optional.empty();
            }
            var answer = reader.read(Arrays.copyOf(packet.getData(), packet.getLength()));
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
