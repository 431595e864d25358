package filbert.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A line to the server that passes everything on, until a commit is to be cut. */
final class CutLine implements AutoCloseable {
    /** What is lost of the next commit; the line is dead then, and new ones are whole. */
    enum Loss {
        NOTHING,
        THE_REQUEST,
        THE_ANSWER
    }

    private final ServerSocket entrance;
    private final int port;
    private final AtomicReference<Loss> next = new AtomicReference<>(Loss.NOTHING);

    CutLine(int port) throws IOException {
        this.port = port;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::admit);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void cutNextCommit(Loss loss) {
        next.set(loss);
    }

    private void admit() {
        try {
            while (true) {
                var client = entrance.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> pass(client, server));
            }
        } catch (IOException _) {
            return; // closed
        }
    }

    private void pass(Socket client, Socket server) {
        var swallow = new AtomicBoolean();
        try (client;
                server) {
            Thread.ofVirtual().start(() -> answer(server, client, swallow));
            var buffer = new byte[65_536];
            for (int length; (length = client.getInputStream().read(buffer)) > 0; ) {
                var loss = isCommit(buffer, length) ? next.getAndSet(Loss.NOTHING) : Loss.NOTHING;
                if (loss == Loss.THE_REQUEST) {
                    return;
                }
                swallow.set(loss == Loss.THE_ANSWER);
                server.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException _) {
            return; // one end hung up
        }
    }

    private static boolean isCommit(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
    }

    private static void answer(Socket server, Socket client, AtomicBoolean swallow) {
        try (client;
                server) {
            var buffer = new byte[65_536];
            for (int length; (length = server.getInputStream().read(buffer)) > 0 && !swallow.get(); ) {
                client.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException _) {
            return; // one end hung up
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
