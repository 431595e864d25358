package filbert.interop;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to somebody else and keeps how each began. */
final class Tap implements AutoCloseable {
    private static final int KEPT = 4_096; // bytes of each direction
    private static final int PORTION = 16_384;

    /** One connection through it. */
    static final class Line {
        private final StringBuffer asked = new StringBuffer();
        private final StringBuffer answered = new StringBuffer();
        private volatile boolean closed;

        /** What the caller said first, a character a byte. */
        String asked() {
            return asked.toString();
        }

        /** What it was told first. */
        String answered() {
            return answered.toString();
        }

        boolean closed() {
            return closed;
        }
    }

    private final ServerSocket door = new ServerSocket();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final HostAddress address;
    private final HostAddress target;

    Tap(String ip, HostAddress target) throws IOException {
        this.target = target;
        door.bind(new InetSocketAddress(ip, 0));
        address = new HostAddress(door.getInetAddress(), door.getLocalPort());
        Thread.ofVirtual().start(this::accept);
    }

    HostAddress address() {
        return address;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    private void accept() {
        try {
            while (true) {
                var caller = door.accept();
                var line = new Line();
                lines.add(line);
                Thread.ofVirtual().start(() -> join(caller, line));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void join(Socket caller, Line line) {
        try (caller; var called = new Socket(target.ip(), target.port(), door.getInetAddress(), 0)) {
            var back = Thread.ofVirtual().start(() -> pass(called, caller, line.answered));
            pass(caller, called, line.asked);
            back.join();
        } catch (IOException | InterruptedException over) {
            // both ends are closed
        } finally {
            line.closed = true;
        }
    }

    private static void pass(Socket from, Socket to, StringBuffer kept) {
        try (to) {
            pass(from.getInputStream(), to.getOutputStream(), kept);
        } catch (IOException over) {
            // so is the other direction
        }
    }

    private static void pass(InputStream from, OutputStream to, StringBuffer kept) throws IOException {
        var portion = new byte[PORTION];
        for (var count = from.read(portion); count >= 0; count = from.read(portion)) {
            if (kept.length() < KEPT) {
                kept.append(new String(portion, 0, count, StandardCharsets.ISO_8859_1));
            }
            to.write(portion, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
