package filbert.sharing.download;

import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.hashing.Thex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** A servent on a plain socket that serves one content no faster than a line of its own, and knows what it has sent. */
public final class PacedServent implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("Range: bytes=(\\d+)-(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final int PIECE = 16 * 1024;
    private static final int SEND_BUFFER = 32 * 1024; // what was sent shall mostly have arrived

    private final ServerSocket server;
    private final long nanosPerPiece;
    private volatile Content content;
    private volatile CountDownLatch busy = new CountDownLatch(1);
    private final Spans sent = new Spans();

    public PacedServent(int number, int bytesPerSecond, Content content) throws IOException {
        this.content = content;
        nanosPerPiece = PIECE * 1_000_000_000L / bytesPerSecond;
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 4, (byte) number}), 0));
        Thread.ofVirtual().start(this::accept);
    }

    public String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    void serves(Content other) {
        content = other;
    }

    /** From now on it is told anew what it sent, and when it sends the first byte. */
    CountDownLatch freshStart() {
        synchronized (sent) {
            sent.clear();
        }
        var first = new CountDownLatch(1);
        busy = first;
        return first;
    }

    public Spans sent() {
        synchronized (sent) {
            return sent.copy();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setSendBufferSize(SEND_BUFFER);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                answer(head, socket.getOutputStream());
            }
        } catch (IOException gone) {
            // killed
        }
    }

    private static String head(BufferedReader in) throws IOException {
        var head = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private void answer(String head, OutputStream out) throws IOException {
        var served = content;
        var range = RANGE.matcher(head);
        if (head.startsWith("GET /get/") && range.find()) {
            send(served, new Span(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)) + 1), "", out);
        } else if (!head.contains(served.sha1().base32())) {
            out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else if (head.contains("/N2X?")) {
            var tree = Thex.write(served.row(), new UUID(1, 2));
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/dime\r\nContent-Length: " + tree.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(tree);
        } else if (range.find()) {
            send(served, new Span(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)) + 1),
                    "X-Thex-URI: /uri-res/N2X?urn:sha1:" + served.sha1() + ";" + served.root() + "\r\n", out);
        }
    }

    private void send(Content served, Span span, String headers, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes %d-%d/%d\r\nContent-Length: %d\r\n%s\r\n")
                .formatted(span.from(), span.to() - 1, served.size(), span.length(), headers)
                .getBytes(StandardCharsets.US_ASCII));
        var due = System.nanoTime();
        for (var at = span.from(); at < span.to(); at += PIECE) {
            var piece = new Span(at, Math.min(span.to(), at + PIECE));
            out.write(served.bytes(), (int) piece.from(), (int) piece.length());
            synchronized (sent) {
                sent.add(piece);
            }
            busy.countDown();
            due += nanosPerPiece;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
