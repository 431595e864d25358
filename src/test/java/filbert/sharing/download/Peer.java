package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Timeline;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Content;
import filbert.sharing.hashing.Thex;
import filbert.simulation.VirtualHost;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A servent that serves by a script. */
final class Peer {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private static final Duration TURN = Duration.ofMillis(100);

    private final VirtualHost host;
    private final Content content;
    final List<HeaderBlock> requests = new ArrayList<>();

    /** The same as they travelled, one behind the other. */
    final StringBuilder raw = new StringBuilder();

    final List<Long> askedAt = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    private BiFunction<Peer, HeaderBlock, Answer> script = Peer::honestly;
    private boolean failsAtTls;
    private @Nullable Timeline time;
    private int bytesPerTurn = Integer.MAX_VALUE;
    long sent; // bytes of replies, heads included
    private java.util.function.LongSupplier clock = () -> 0;

    Peer(VirtualHost host, Content content) {
        this.host = host;
        this.content = content;
    }

    /**
     * What is sent, and what happens then.
     *
     * @param after -1 to keep the link, otherwise it is closed after so many bytes of the answer; {@link #STALL} sends no more
     */
    record Answer(byte[] bytes, boolean thenClose) {
        static Answer text(String text) {
            return new Answer(text.getBytes(StandardCharsets.ISO_8859_1), false);
        }

        Answer closing() {
            return new Answer(bytes, true);
        }

        Answer cutAt(int length) {
            return new Answer(Arrays.copyOf(bytes, Math.min(length, bytes.length)), false);
        }
    }

    Peer listening() {
        try {
            host.listener().listen(address(), this::serve);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Calls somebody, says a line, and serves what is then asked for. */
    void calls(HostAddress whom, String line) {
        host.dialer().dial(whom, Duration.ofMinutes(1), link -> {
            serve(link);
            link.write(Unpooled.copiedBuffer(line, StandardCharsets.ISO_8859_1));
        }, _ -> {});
    }

    Peer clock(java.util.function.LongSupplier nanos) {
        clock = nanos;
        return this;
    }

    Peer script(BiFunction<Peer, HeaderBlock, Answer> next) {
        script = next;
        return this;
    }

    HostAddress address() {
        return host.at(6346);
    }

    Source source() {
        return new Source(address(), Guid.ZERO, 7, "hazel.ogg", "PEER", 0, false, false, List.of());
    }

    Source pushed(Guid guid) {
        return new Source(address(), guid, 7, "hazel.ogg", "PEER", 0, true, false, List.of());
    }

    void serve(Link link) {
        links.add(link);
        link.handler(new Link.Handler() {
            private final HeaderBlockReader reader = new HeaderBlockReader();

            @Override
            public void received(ByteBuf bytes) {
                if (bytes.getByte(bytes.readerIndex()) == 0x16 && link.tls().isEmpty()) {
                    beginTls(link, bytes);
                    return;
                }
                raw.append(bytes.toString(StandardCharsets.ISO_8859_1));
                for (var block = reader.read(bytes); block.isPresent(); block = reader.read(bytes)) {
                    requests.add(block.get());
                    askedAt.add(clock.getAsLong());
                    var answer = script.apply(Peer.this, block.get());
                    send(link, answer, 0);
                }
                bytes.release();
            }

            @Override
            public void closed(@Nullable IOException cause) {}
        });
    }

    private void send(Link link, Answer answer, int from) {
        if (!link.isOpen()) {
            return;
        }
        var to = (int) Math.min(answer.bytes().length, (long) from + bytesPerTurn);
        link.write(Unpooled.copiedBuffer(answer.bytes(), from, to - from));
        sent += to - from;
        if (to < answer.bytes().length) {
            java.util.Objects.requireNonNull(time).after(TURN, () -> send(link, answer, to));
        } else if (answer.thenClose()) {
            link.closeAfterWrites();
        }
    }

    /** Sends no faster than this. */
    Peer paced(Timeline timeline, int bytesPerSecond) {
        time = timeline;
        bytesPerTurn = Math.max(1, bytesPerSecond / 10);
        return this;
    }

    private void beginTls(Link link, ByteBuf hello) {
        if (failsAtTls) {
            hello.release();
            link.close();
        } else {
            link.upgradeTls(hello);
        }
    }

    /** Closes when somebody begins TLS. */
    Peer failingAtTls() {
        failsAtTls = true;
        return this;
    }

    /** Every request for a range of the file so far, in order: {@code 0-99}. */
    List<String> ranges() {
        return requests.stream().map(r -> r.get("Range").orElse("")).filter(r -> !r.isEmpty()).map(r -> r.substring("bytes=".length())).toList();
    }

    boolean wasAskedForTree() {
        return requests.stream().anyMatch(r -> r.startLine().contains("/N2X?"));
    }

    static Answer status(String status, String... headers) {
        return Answer.text("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n" + lines(headers) + "\r\n");
    }

    private static String lines(String... headers) {
        var text = new StringBuilder();
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        return text.toString();
    }

    /** As a servent that has the whole file and a tree. */
    Answer honestly(HeaderBlock request) {
        if (request.startLine().contains("/N2X?")) {
            return tree(Thex.write(content.row(), new UUID(1, 2)));
        }
        return file(request, Integer.MAX_VALUE, content.bytes(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root());
    }

    /** As one that has the file and no tree. */
    Answer treeless(HeaderBlock request) {
        return request.startLine().contains("/N2X?") ? status("404 Not Found") : file(request, Integer.MAX_VALUE, content.bytes());
    }

    Answer tree(byte[] dime) {
        return body("200 OK", dime, "Content-Type: application/dime");
    }

    /** At most {@code most} bytes of {@code bytes} from where the request says. */
    Answer file(HeaderBlock request, int most, byte[] bytes, String... headers) {
        var range = RANGE.matcher(request.get("Range").orElse("bytes=0-999999999"));
        if (!range.matches()) {
            return status("400 Bad Request");
        }
        var from = Integer.parseInt(range.group(1));
        var to = (int) Math.min(Math.min(bytes.length, Long.parseLong(range.group(2)) + 1), (long) from + most);
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Range: bytes " + from + "-" + (to - 1) + "/" + bytes.length;
        all[headers.length + 1] = "X-Gnutella-Content-URN: urn:sha1:" + content.sha1();
        return body("206 Partial Content", Arrays.copyOfRange(bytes, from, to), all);
    }

    static Answer body(String status, byte[] body, String... headers) {
        var head = ("HTTP/1.1 " + status + "\r\nServer: Peer/1\r\nContent-Length: " + body.length + "\r\n" + lines(headers) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return new Answer(all, false);
    }
}
