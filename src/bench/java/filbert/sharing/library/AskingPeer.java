package filbert.sharing.library;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** An ultrapeer that does nothing but ask, uncompressed, and count the files in the hits. */
final class AskingPeer implements AutoCloseable {
    private static final String GREETING = "GNUTELLA CONNECT/0.6\r\nUser-Agent: Asking/1.0\r\nX-Query-Routing: 0.2\r\nX-Ultrapeer-Query-Routing: 0.1\r\n"
            + "X-Dynamic-Querying: 0.1\r\nX-Degree: 32\r\nX-Max-TTL: 4\r\nGGEP: 0.5\r\nVendor-Message: 0.2\r\nBye-Packet: 0.1\r\n"
            + "X-Ultrapeer: True\r\n\r\n";
    private static final int PATIENCE = 20_000; // milliseconds

    private final Socket socket;
    private final DataInputStream in;
    private final String mark;
    private final byte[] payload = new byte[1 << 16];
    private long results;

    private AskingPeer(Socket socket, String mark) throws IOException {
        this.socket = socket;
        this.mark = mark;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /** @param mark a word of exactly one file: its hit says that all queries before it are answered */
    static AskingPeer join(HostAddress at, String mark) throws IOException {
        var socket = new Socket(at.ip(), at.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        var peer = new AskingPeer(socket, mark);
        peer.say(GREETING);
        var answer = peer.block();
        if (!answer.startsWith("GNUTELLA/0.6 200 ")) {
            throw new IOException("refused: " + answer);
        }
        peer.say("GNUTELLA/0.6 200 OK\r\n\r\n");
        return peer;
    }

    private void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String block() throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.readUnsignedByte());
        }
        return text.toString();
    }

    /** Queries as bytes, and the GUID of the last, which is for the mark. */
    record Batch(byte[] bytes, Guid last) {}

    Batch batch(Supplier<List<String>> queries, int count, RandomGenerator random) {
        var bytes = Unpooled.buffer();
        for (var i = 1; i < count; i++) {
            write(String.join(" ", queries.get()), Guid.random(random), bytes);
        }
        var last = Guid.random(random);
        write(mark, last, bytes);
        var array = new byte[bytes.readableBytes()];
        bytes.readBytes(array);
        return new Batch(array, last);
    }

    private static void write(String words, Guid guid, ByteBuf out) {
        MessageCodec.encode(guid, 1, 0, new Query(Query.MARK | Query.GGEP_H, words, List.of(), "", Ggep.EMPTY), out);
    }

    /** Returns when the last query of the batch is answered. */
    void ask(Batch batch) throws IOException {
        socket.getOutputStream().write(batch.bytes);
        var head = new byte[Header.LENGTH];
        while (true) {
            in.readFully(head);
            var header = Header.read(Unpooled.wrappedBuffer(head));
            in.readFully(payload, 0, header.length());
            if (header.type() == Header.QUERY_HIT) {
                results += payload[0] & 0xFF;
                if (header.guid().equals(batch.last)) {
                    return;
                }
            }
        }
    }

    /** Files in all hits so far, those of the marks included. */
    long results() {
        return results;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
