package filbert.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A servent that has any file of one size, all of it zeros, and sends it slowly. */
final class Supplier implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int TURNS = 10; // a second

    private final ServerSocket server = new ServerSocket();
    private final AtomicInteger sending;
    private final long size;
    private final int bytesPerSecond;

    /** @param sending counts those in the middle of a reply */
    Supplier(InetAddress ip, long size, int bytesPerSecond, AtomicInteger sending) throws IOException {
        this.size = size;
        this.bytesPerSecond = bytesPerSecond;
        this.sending = sending;
        server.bind(new InetSocketAddress(ip, 0));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            while (true) {
                var line = in.readLine();
                var range = RANGE.matcher("");
                while (line != null && !line.isEmpty()) {
                    range = line.startsWith("Range:") ? RANGE.matcher(line) : range;
                    line = in.readLine();
                }
                if (line == null || !range.find()) {
                    return;
                }
                send(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), socket.getOutputStream());
            }
        } catch (IOException gone) {
            // it has enough
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(long first, long last, OutputStream out) throws IOException, InterruptedException {
        out.write("HTTP/1.1 206 OK\r\nContent-Length: %d\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
                .formatted(last - first + 1, first, last, size)
                .getBytes(StandardCharsets.US_ASCII));
        sending.incrementAndGet();
        try {
            var portion = new byte[bytesPerSecond / TURNS];
            for (var at = first; at <= last; at += portion.length) {
                out.write(portion, 0, (int) Math.min(portion.length, last + 1 - at));
                TimeUnit.MILLISECONDS.sleep(1_000 / TURNS);
            }
        } finally {
            sending.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
