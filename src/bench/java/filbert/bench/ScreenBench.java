package filbert.bench;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QueryHit;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * From the moment an ultrapeer writes a hit until the row is in the event stream of the page of results, with twenty live pages open. Hits come
 * one by one, at odd moments, so that some fall into the quarter of a second in which a page is not sent anything new. Argument: hits (200 when
 * there is none).
 */
final class ScreenBench {
    private static final String GREETING = "GNUTELLA/0.6 200 OK\r\nUser-Agent: Answering/1.0\r\nX-Query-Routing: 0.2\r\nX-Ultrapeer-Query-Routing: 0.1\r\n"
            + "X-Dynamic-Querying: 0.1\r\nX-Degree: 32\r\nX-Max-TTL: 4\r\nGGEP: 0.5\r\nVendor-Message: 0.2\r\nBye-Packet: 0.1\r\n"
            + "X-Ultrapeer: True\r\n\r\n";
    private static final int PEOPLE = 20;
    private static final int PATIENCE = 60; // seconds

    private final Random random = new Random(9);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var hits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        try (var workshop = Workshop.open();
                var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Workshop.freePort();
            var environment = Map.of("FILBERT_NETWORK_ROLE", "leaf", "FILBERT_NETWORK_HOSTS", "127.0.0.1:" + door.getLocalPort());
            try (var program = Programs.filbert(Programs.classes(), workshop.directory(), port, environment)) {
                var filbert = URI.create("http://127.0.0.1:" + port);
                program.untilServed(filbert.resolve("/login"));
                door.setSoTimeout(PATIENCE * 1_000);
                try (var leaf = door.accept()) {
                    new ScreenBench().measure(filbert, leaf, hits);
                }
                System.out.printf("%d MiB resident at the end%n", program.mebibytes("Rss"));
            }
        }
    }

    private void measure(URI filbert, Socket leaf, int hits) throws IOException, InterruptedException {
        leaf.setTcpNoDelay(true);
        leaf.setSoTimeout(PATIENCE * 1_000);
        var in = new DataInputStream(leaf.getInputStream());
        block(in);
        leaf.getOutputStream().write(GREETING.getBytes(StandardCharsets.ISO_8859_1));
        block(in);
        for (var i = 0; i < PEOPLE; i++) {
            Visitor.signedIn(filbert, "owner").watch("/events?view=home", _ -> {});
        }
        var visitor = Visitor.signedIn(filbert, "owner");
        visitor.post("/search", "/search", Map.of("q", "hazel"));
        var query = query(in);
        Thread.ofVirtual().start(() -> drain(in));
        visitor.watch(stream(visitor.text("/search?q=hazel")), lines::add);
        var times = new double[hits];
        for (var i = 0; i < hits; i++) {
            TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(400));
            times[i] = shown(leaf, query, i);
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT, "%d hits, ms from the wire to the page: p50 %.1f, p90 %.1f, p99 %.1f, longest %.1f%n",
                hits, times[hits / 2], times[(int) (hits * 0.9)], times[(int) (hits * 0.99)], times[hits - 1]);
    }

    private static String stream(String page) {
        var from = page.indexOf("sse-connect=\"") + "sse-connect=\"".length();
        return page.substring(from, page.indexOf('"', from)).replace("&amp;", "&");
    }

    private static String block(DataInputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.readUnsignedByte());
        }
        return text.toString();
    }

    /** @return the GUID of the search that comes */
    private static Guid query(DataInputStream in) throws IOException {
        while (true) {
            var header = header(in);
            if (header.type() == Header.QUERY) {
                return header.guid();
            }
        }
    }

    private static Header header(DataInputStream in) throws IOException {
        var head = new byte[Header.LENGTH];
        in.readFully(head);
        var header = Header.read(Unpooled.wrappedBuffer(head));
        in.skipNBytes(header.length());
        return header;
    }

    private static void drain(DataInputStream in) {
        try {
            while (true) {
                header(in);
            }
        } catch (IOException over) {
            // the program has ended
        }
    }

    /** @return milliseconds until it was on the page */
    private double shown(Socket leaf, Guid query, int number) throws IOException, InterruptedException {
        var name = "hazel number %05d.ogg".formatted(number);
        var out = Unpooled.buffer();
        MessageCodec.encode(query, 3, 1, hit(name, number), out);
        var bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        var start = System.nanoTime();
        leaf.getOutputStream().write(bytes);
        while (true) {
            var line = lines.poll(PATIENCE, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException(name + " was never shown");
            }
            if (line.contains(name)) {
                return (System.nanoTime() - start) / 1e6;
            }
        }
    }

    private QueryHit hit(String name, int number) {
        var sha1 = new Sha1(random.nextLong(), random.nextLong(), random.nextInt());
        var result = new QueryHit.Result(number, 5_000_000 + number, name, Optional.of(Urn.of(sha1)), Ggep.EMPTY);
        return new QueryHit(
                HostAddress.of(new byte[] {127, 0, 4, (byte) (1 + number % 250)}, 6_346), 1_000, List.of(result), "TEST", new QueryHit.Trailer(QueryHit.Flag.UNSAID, QueryHit.Flag.UNSAID, QueryHit.Flag.UNSAID, QueryHit.Flag.UNSAID, false), "", Ggep.EMPTY,
                Guid.random(random));
    }
}
