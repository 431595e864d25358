package filbert.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import filbert.identity.Sha1;
import filbert.sharing.hashing.Thex;
import filbert.sharing.hashing.TreeBuilder;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.hashing.TreeShape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A host that has one file, and its tree, and sends no more of it than it is allowed to: a download stands still where the test wants it to. */
public final class SlowHost implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final int PIECE = 16 * 1024;

    private final byte[] content;
    private final Sha1 sha1;
    private final TreeRow tree;
    private final Semaphore pieces = new Semaphore(0);
    private final AtomicLong sent = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    SlowHost(int size, long seed) throws IOException, NoSuchAlgorithmException {
        this(noise(size, seed));
    }

    public SlowHost(byte[] bytes) throws IOException, NoSuchAlgorithmException {
        content = bytes.clone();
        tree = treeOf(content);
        sha1 = Sha1.of(MessageDigest.getInstance("SHA-1").digest(content));
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static byte[] noise(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static TreeRow treeOf(byte[] bytes) {
        var shape = TreeShape.keptFor(bytes.length);
        var builder = new TreeBuilder(shape.slice());
        builder.update(bytes, 0, bytes.length);
        return new TreeRow(shape, builder.finish().row());
    }

    public byte[] content() {
        return content.clone();
    }

    /** Names the file and this host. */
    public String magnet(String name) {
        return "magnet:?xt=urn:sha1:" + sha1 + "&xl=" + content.length + "&dn=" + name + "&xs=http://127.0.0.1:"
                + server.getAddress().getPort() + "/uri-res/N2R?urn:sha1:" + sha1;
    }

    public void allow(int bytes) {
        pieces.release(bytes / PIECE);
    }

    /** Over all answers. */
    public long sent() {
        return sent.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getRawPath().equals("/uri-res/N2X")) {
                var dime = Thex.write(tree, new UUID(1, 2));
                exchange.getResponseHeaders().set("Content-Type", Thex.CONTENT_TYPE);
                exchange.sendResponseHeaders(200, dime.length);
                exchange.getResponseBody().write(dime);
                return;
            }
            if (!exchange.getRequestURI().toString().equalsIgnoreCase("/uri-res/N2R?urn:sha1:" + sha1)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var from = 0;
            var to = content.length;
            var range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            if (range.matches()) {
                from = Integer.parseInt(range.group(1));
                to = range.group(2).isEmpty() ? to : Math.min(to, Integer.parseInt(range.group(2)) + 1);
                exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/binary");
            exchange.getResponseHeaders().set("X-Gnutella-Content-URN", "urn:sha1:" + sha1);
            exchange.getResponseHeaders().set("X-Thex-URI", "/uri-res/N2X?urn:sha1:" + sha1 + ";" + tree.root());
            exchange.sendResponseHeaders(range.matches() ? 206 : 200, to - from);
            send(exchange, from, to);
        }
    }

    private void send(HttpExchange exchange, int from, int to) throws IOException {
        var body = exchange.getResponseBody();
        for (var at = from; at < to; at += PIECE) {
            pieces.acquireUninterruptibly();
            var length = Math.min(PIECE, to - at);
            body.write(content, at, length);
            body.flush();
            sent.addAndGet(length);
        }
    }

    @Override
    public void close() {
        pieces.release(1 << 20);
        server.stop(0);
        threads.shutdownNow();
    }
}
