package filbert.bench;

import filbert.identity.Guid;
import filbert.servent.qrp.TableBuilder;
import filbert.servent.qrp.TablePatches;
import filbert.wire.message.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;

/**
 * Memory of Filbert as an ultrapeer for each leaf it serves: leaves on loopback that deflate what they say and have given a query routing table. Before, a
 * few have come and gone. The heap is measured after collections, so that only what lives counts; all else, as buffers outside the heap and the state of
 * zlib, is what is resident beside the heap once what was freed has been given back. Argument: number of leaves, 1,000 when there is none.
 */
final class LeafMemoryBench {
    private static final int FIRST = 50; // so that what is loaded once is not counted
    private static final int WORDS = 500; // of a leaf: some hundred files
    private static final int SETTLE_SECONDS = 30; // a silent leaf is closed after two minutes
    private static final int PATIENCE = 20_000; // milliseconds
    private static final String GREETING = "GNUTELLA CONNECT/0.6\r\nUser-Agent: Leaf/1.0\r\nX-Ultrapeer: False\r\nX-Query-Routing: 0.2\r\n"
            + "X-Ultrapeer-Query-Routing: 0.1\r\nGGEP: 0.5\r\nVendor-Message: 0.2\r\nBye-Packet: 0.1\r\nAccept-Encoding: deflate\r\n\r\n";
    private static final String CONFIRMATION = "GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n";

    private final Random random = new Random(11);
    private final int port;

    private LeafMemoryBench(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        try (var workshop = Workshop.open()) {
            var web = Workshop.freePort();
            var port = Workshop.freePort();
            var environment = Map.of(
                    "FILBERT_NETWORK_ROLE", "ultrapeer",
                    "FILBERT_NETWORK_PORT", String.valueOf(port),
                    "FILBERT_NETWORK_LEAF_SLOTS", String.valueOf(count));
            try (var filbert = Programs.filbert(Programs.classes(), workshop.directory(), web, environment)) {
                filbert.untilServed(URI.create("http://127.0.0.1:" + web + "/login"));
                TimeUnit.SECONDS.sleep(SETTLE_SECONDS); // the network is joined behind the first page
                new LeafMemoryBench(port).measure(count, filbert);
            }
        }
    }

    private void measure(int count, Program filbert) throws IOException, InterruptedException {
        close(join(FIRST));
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        var before = Footprint.of(filbert);
        var leaves = join(count);
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        var with = Footprint.of(filbert);
        System.out.printf(
                "%d leaves, KiB for each: %.1f of heap live, %.1f beside the heap; resident %d MiB before, %d with them%n",
                count,
                (with.liveHeap() - before.liveHeap()) / (double) count,
                (with.besideHeap() - before.besideHeap()) / (double) count,
                before.resident() >> 10,
                with.resident() >> 10);
        close(leaves);
    }

    private List<Socket> join(int count) throws IOException {
        var leaves = new ArrayList<Socket>();
        for (var i = 0; i < count; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE);
            say(socket, GREETING.getBytes(StandardCharsets.ISO_8859_1));
            var answer = block(socket);
            if (!answer.startsWith("GNUTELLA/0.6 200 ")) {
                throw new IOException("leaf " + i + " was refused: " + answer);
            }
            say(socket, CONFIRMATION.getBytes(StandardCharsets.ISO_8859_1));
            say(socket, deflated(table()));
            leaves.add(socket);
        }
        return leaves;
    }

    private static void say(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private static String block(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after '" + text + "'");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private ByteBuf table() {
        var words = new TableBuilder();
        for (var i = 0; i < WORDS; i++) {
            words.word(Long.toString(random.nextLong(1L << 36), Character.MAX_RADIX));
        }
        var out = Unpooled.buffer();
        TablePatches.full(words.forLeaf()).forEach(message -> MessageCodec.encode(Guid.random(random), 1, 0, message, out));
        return out;
    }

    /** A stream that goes on: flushed, not ended. */
    private static byte[] deflated(ByteBuf plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        var stream = new DeflaterOutputStream(packed, true);
        plain.readBytes(stream, plain.readableBytes());
        stream.flush();
        return packed.toByteArray();
    }

    private static void close(List<Socket> leaves) throws IOException {
        for (var leaf : leaves) {
            leaf.close();
        }
    }
}
