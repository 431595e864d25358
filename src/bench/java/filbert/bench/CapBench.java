package filbert.bench;

import filbert.identity.Guid;
import filbert.identity.Sha1;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Message;
import filbert.wire.message.HostsWanted;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Query;
import io.netty.buffer.Unpooled;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A minute at a limit: one Filbert, an ultrapeer, sends a file to readers of whom every fourth speaks TLS, answers leaves and datagrams, and fetches a file from
 * four servers that give as much as it takes. What arrives at the other ends, and for the download what leaves there, is compared with the limit. Arguments:
 * KiB a second up and down, readers; 500, 500 and 20 when there are none. Ends by itself after two minutes.
 */
final class CapBench {
    private static final int KIB = 1024;
    private static final long LEAST_FILE = 256L << 20;
    private static final int LEAVES = 20;
    private static final int PINGING = 10;
    private static final long PING_EVERY = 200; // milliseconds, of each
    private static final int SERVERS = 4;
    private static final long QUERY_EVERY = 500; // milliseconds, of each leaf
    private static final int WARM_UP = 15; // seconds: first bursts and the systems' buffers
    private static final int MEASURED = 60;
    private static final int WHOLE = 120; // seconds of either direction that one file lasts
    private static final int PATIENCE = 60_000; // milliseconds
    private static final String TOKEN = "bench-only-on-loopback-0123456789";
    private static final String GREETING = "GNUTELLA CONNECT/0.6\r\nUser-Agent: Leaf/1.0\r\nX-Ultrapeer: False\r\nX-Query-Routing: 0.2\r\n"
            + "X-Ultrapeer-Query-Routing: 0.1\r\nGGEP: 0.5\r\nVendor-Message: 0.2\r\nBye-Packet: 0.1\r\n\r\n";
    private static final Pattern RANGE = Pattern.compile("(?i)\r\nRange: bytes=(\\d+)-(\\d+)?");

    private final long up;
    private final long down;
    private final int readers;
    private final long fileSize;
    private final int port = Workshop.freePort();
    private final int web = Workshop.freePort();
    private final byte[] noise = new byte[1 << 20];
    private final LongAdder files = new LongAdder();
    private final LongAdder secret = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder datagrams = new LongAdder();
    private final LongAdder fetched = new LongAdder();
    private final LongAdder said = new LongAdder();
    private final AtomicInteger lost = new AtomicInteger();
    private final Random random = new Random(3);
    private volatile boolean over;

    private CapBench(long up, long down, int readers) throws IOException {
        this.up = up * KIB;
        this.down = down * KIB;
        this.readers = readers;
        fileSize = Math.max(LEAST_FILE, (Math.max(this.up, this.down) * WHOLE >> 20) + 1 << 20);
        random.nextBytes(noise);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        var numbers = List.of(arguments).stream().map(Integer::parseInt).toList();
        var bench = numbers.size() == 3 ? new CapBench(numbers.get(0), numbers.get(1), numbers.get(2)) : new CapBench(500, 500, 20);
        try (var workshop = Workshop.open()) {
            bench.run(workshop.directory());
        }
        System.exit(0); // and the threads that still talk
    }

    private void run(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        var shared = Files.createDirectory(directory.resolve("shared"));
        var sha1 = write(shared.resolve("hazel.bin"), (byte) 0);
        var wanted = write(directory.resolve("wanted.bin"), (byte) 1);
        var environment = Map.of(
                "FILBERT_NETWORK_ROLE", "ultrapeer",
                "FILBERT_NETWORK_PORT", String.valueOf(port),
                "FILBERT_SHARING_FOLDERS", shared + "=network",
                "FILBERT_UPLOADS_SLOTS", "1000",
                "FILBERT_OWNER_TOKEN", TOKEN,
                "FILBERT_BANDWIDTH_NORMAL_UP", String.valueOf(up / KIB),
                "FILBERT_BANDWIDTH_NORMAL_DOWN", String.valueOf(down / KIB));
        try (var filbert = Programs.filbert(Programs.classes(), directory, web, environment)) {
            filbert.untilServed(URI.create("http://127.0.0.1:" + web + "/login"));
            awaitShared("/uri-res/N2R?urn:sha1:" + sha1.base32());
            for (var i = 0; i < readers; i++) {
                var number = i;
                talk(() -> read(number, "/uri-res/N2R?urn:sha1:" + sha1.base32()));
            }
            for (var i = 0; i < LEAVES; i++) {
                var number = i;
                talk(() -> beLeaf(number));
            }
            for (var i = 0; i < PINGING; i++) {
                var number = i;
                talk(() -> ping(number));
            }
            download(wanted);
            TimeUnit.SECONDS.sleep(WARM_UP);
            measure(filbert);
            over = true;
        }
    }

    private Sha1 write(Path file, byte first) throws IOException, GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-1");
        noise[0] = first;
        try (var out = Files.newOutputStream(file)) {
            for (var written = 0L; written < fileSize; written += noise.length) {
                out.write(noise);
                digest.update(noise);
            }
        }
        return Sha1.of(digest.digest());
    }

    private interface Talk {
        void run() throws IOException, InterruptedException, GeneralSecurityException;
    }

    private void talk(Talk talk) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                talk.run();
            } catch (IOException | GeneralSecurityException e) {
                if (!over) {
                    lost.incrementAndGet();
                    System.out.println("one gave up: " + e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void awaitShared(String target) throws IOException, InterruptedException {
        for (var tries = 0; tries < 120; tries++) {
            TimeUnit.SECONDS.sleep(1);
            try (var socket = call(3, 1)) {
                say(socket, head("HEAD", target));
                if (block(socket.getInputStream()).startsWith("HTTP/1.1 200")) {
                    return;
                }
            } catch (IOException notYet) {
                // it has not joined
            }
        }
        throw new IOException("the file was never shared");
    }

    /** From an address of its own: limits count by address. */
    private Socket call(int net, int number) throws IOException {
        return call(new Socket(), net, number);
    }

    private Socket call(Socket socket, int net, int number) throws IOException {
        socket.bind(new InetSocketAddress(address(net, number), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static InetAddress address(int net, int number) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, (byte) net, (byte) (number + 1)});
    }

    private static String head(String verb, String target) {
        return verb + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Reader/1\r\n\r\n";
    }

    private void say(Socket socket, String text) throws IOException {
        say(socket, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void say(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        said.add(bytes.length);
    }

    private static String block(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("closed after '" + text + "'");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Counts what comes in, before anybody decrypts it. */
    private static final class Counted extends Socket {
        private final LongAdder count;

        Counted(LongAdder count) {
            this.count = count;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    var next = super.read();
                    count.add(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] into, int from, int most) throws IOException {
                    var read = super.read(into, from, most);
                    count.add(Math.max(0, read));
                    return read;
                }
            };
        }
    }

    private void read(int number, String target) throws IOException, GeneralSecurityException {
        var encrypted = number % 4 == 0;
        var plain = call(new Counted(encrypted ? secret : files), 1, number);
        var socket = encrypted ? trusting().getSocketFactory().createSocket(plain, "127.0.0.1", port, true) : plain;
        say(socket, head("GET", target));
        var answer = block(socket.getInputStream());
        if (!answer.startsWith("HTTP/1.1 200")) {
            throw new IOException("reader " + number + ": " + answer);
        }
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        return context;
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private void beLeaf(int number) throws IOException, InterruptedException {
        var socket = call(new Counted(messages), 2, number);
        say(socket, GREETING);
        var answer = block(socket.getInputStream());
        if (!answer.startsWith("GNUTELLA/0.6 200 ")) {
            throw new IOException("leaf " + number + ": " + answer);
        }
        say(socket, "GNUTELLA/0.6 200 OK\r\n\r\n");
        talk(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
        while (true) {
            TimeUnit.MILLISECONDS.sleep(QUERY_EVERY);
            say(socket, message(new Query(Query.MARK, "hazel", List.of(), "", Ggep.EMPTY)));
        }
    }

    private byte[] message(Message message) {
        var out = Unpooled.buffer();
        synchronized (random) {
            MessageCodec.encode(Guid.random(random), 1, 0, message, out);
        }
        var bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    /** Strangers who look for hosts, one after the other, each from an address of its own: nobody is answered twice a minute. */
    private void ping(int number) throws IOException, InterruptedException {
        var pong = new DatagramPacket(new byte[2_048], 2_048);
        for (var stranger = 1; stranger < 65_000; stranger++) {
            var from = InetAddress.getByAddress(new byte[] {127, (byte) (number + 1), (byte) (stranger >> 8), (byte) stranger});
            try (var socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
                var ping = message(Ping.wanting(HostsWanted.FOR_LEAF));
                socket.send(new DatagramPacket(ping, ping.length, new InetSocketAddress("127.0.0.1", port)));
                said.add(ping.length);
                socket.setSoTimeout(1_000);
                socket.receive(pong);
                datagrams.add(pong.getLength());
            } catch (SocketTimeoutException unanswered) {
                // goes on to the next
            }
            TimeUnit.MILLISECONDS.sleep(PING_EVERY);
        }
    }

    private void download(Sha1 sha1) throws IOException, InterruptedException {
        var magnet = new StringBuilder("magnet:?xt=urn:sha1:" + sha1.base32() + "&dn=wanted.bin&xl=" + fileSize);
        for (var i = 0; i < SERVERS; i++) {
            var server = new ServerSocket(0, 50, address(5, i));
            talk(() -> {
                while (true) {
                    var caller = server.accept();
                    talk(() -> serve(caller));
                }
            });
            magnet.append("&xs=http://").append(server.getInetAddress().getHostAddress()).append(':').append(server.getLocalPort())
                    .append("/uri-res/N2R%3Furn:sha1:").append(sha1.base32());
        }
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + "/api/v1/downloads"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"magnet\":\"" + magnet + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("no download: " + answer.body());
            }
        }
    }

    /** As much as the other takes. */
    private void serve(Socket socket) throws IOException {
        socket.setSendBufferSize(64 * KIB); // so that what is written is soon what arrives
        while (true) {
            String request;
            try {
                request = block(socket.getInputStream());
            } catch (IOException hungUp) {
                return;
            }
            var range = RANGE.matcher(request);
            var from = range.find() ? Long.parseLong(range.group(1)) : 0;
            var to = range.hitEnd() || from == 0 && range.group(2) == null ? fileSize - 1 : range.group(2) == null ? fileSize - 1 : Long.parseLong(range.group(2));
            say(socket, "HTTP/1.1 206 OK\r\nServer: Bench/1\r\nContent-Length: " + (to - from + 1) + "\r\nContent-Range: bytes " + from + "-" + to + "/" + fileSize + "\r\n\r\n");
            try {
                for (var at = from; at <= to; ) {
                    var offset = (int) (at % noise.length);
                    var size = (int) Math.min(16 * KIB, Math.min(to - at + 1, noise.length - offset));
                    socket.getOutputStream().write(noise, offset, size);
                    fetched.add(size);
                    at += size;
                }
            } catch (IOException hungUp) {
                return;
            }
        }
    }

    private record Sums(long nanos, long files, long secret, long messages, long datagrams, long fetched, long said) {
        private long received() {
            return fetched + said;
        }

        private long sent() {
            return files + secret + messages + datagrams;
        }
    }

    private Sums sums() {
        return new Sums(System.nanoTime(), files.sum(), secret.sum(), messages.sum(), datagrams.sum(), fetched.sum(), said.sum());
    }

    private void measure(Program filbert) throws InterruptedException {
        var before = sums();
        var cpu = filbert.cpuSeconds();
        TimeUnit.SECONDS.sleep(MEASURED);
        var after = sums();
        var seconds = (after.nanos - before.nanos) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d readers, %d leaves: %.1f KiB/s up of %d, %+.2f %% (files %.1f, inside TLS %.1f, messages %.1f, datagrams %.1f)%n",
                readers,
                LEAVES,
                (after.sent() - before.sent()) / seconds / KIB,
                up / KIB,
                deviation(after.sent() - before.sent(), seconds, up),
                (after.files - before.files) / seconds / KIB,
                (after.secret - before.secret) / seconds / KIB,
                (after.messages - before.messages) / seconds / KIB,
                (after.datagrams - before.datagrams) / seconds / KIB);
        System.out.printf(
                Locale.ROOT,
                "%d servers: %.1f KiB/s down of %d, %+.2f %% (files %.1f, all else %.1f)%n",
                SERVERS,
                (after.received() - before.received()) / seconds / KIB,
                down / KIB,
                deviation(after.received() - before.received(), seconds, down),
                (after.fetched - before.fetched) / seconds / KIB,
                (after.said - before.said) / seconds / KIB);
        System.out.printf(Locale.ROOT, "%.1f %% of a core; %d gave up%n", (filbert.cpuSeconds() - cpu) / seconds * 100, lost.get());
    }

    private static double deviation(long bytes, double seconds, long limit) {
        return limit == 0 ? 0 : (bytes / (limit * seconds) - 1) * 100;
    }
}
