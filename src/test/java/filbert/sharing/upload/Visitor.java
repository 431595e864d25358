package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.Link;
import filbert.net.Recorder;
import filbert.wire.header.EmittedHead;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A scripted peer on one connection. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    final Recorder heard = new Recorder();
    final Link link;

    private final UploadScene scene;
    private int read;

    /** A reply with as much body as it announces. */
    @SuppressWarnings("ArrayRecordComponent") // looked at, never compared
    record Response(HeaderBlock head, String raw, byte[] body) {
        int status() {
            return Integer.parseInt(head.startLine().split(" ", 3)[1]);
        }

        String header(String name) {
            return head.get(name).orElse("(none)");
        }
    }

    Visitor(UploadScene scene, Link link) {
        this.scene = scene;
        this.link = link;
        link.handler(heard);
    }

    static Visitor calling(UploadScene scene, String ip) {
        var links = new ArrayList<Link>();
        scene.net.host(ip).dialer().dial(scene.us.at(UploadScene.PORT), Duration.ofSeconds(10), links::add, cause -> {
            throw new AssertionError("not reached", cause);
        });
        assertThat(scene.net.runUntil(() -> !links.isEmpty(), Duration.ofSeconds(5))).isTrue();
        return new Visitor(scene, links.getFirst());
    }

    Visitor say(String latin1) {
        link.write(Unpooled.copiedBuffer(latin1, StandardCharsets.ISO_8859_1));
        return this;
    }

    Response get(String target, String... headers) {
        say(request("GET", target, headers));
        return reply();
    }

    Response head(String target, String... headers) {
        say(request("HEAD", target, headers));
        return replyWithoutBody();
    }

    static String request(String method, String target, String... headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: 5.1.1.1:20000\r\n"
                + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n";
    }

    static String n2r(ServedFile file) {
        return "/uri-res/N2R?urn:sha1:" + file.sha1().base32();
    }

    static String n2x(ServedFile file) {
        return "/uri-res/N2X?urn:sha1:" + file.sha1().base32();
    }

    Response reply() {
        return reply(true);
    }

    Response replyWithoutBody() {
        return reply(false);
    }

    private Response reply(boolean withBody) {
        waitFor(() -> head().isPresent());
        var text = head().orElseThrow();
        var head = new HeaderBlockReader().read(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1)).orElseThrow();
        EmittedHead.check(text);
        read += text.length();
        var length = withBody ? head.get("Content-Length").map(Integer::parseInt).orElse(0) : 0;
        waitFor(() -> heard.size() >= read + length);
        var body = Arrays.copyOfRange(heard.bytes(), read, read + length);
        read += length;
        return new Response(head, text, body);
    }

    private Optional<String> head() {
        var text = new String(heard.bytes(), read, heard.size() - read, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        return end < 0 ? Optional.empty() : Optional.of(text.substring(0, end + 4));
    }

    private void waitFor(BooleanSupplier condition) {
        assertThat(scene.net.runUntil(condition, PATIENCE)).as("waited in vain; heard: %s", heard.text().lines().limit(20).toList()).isTrue();
    }

    boolean closed() {
        scene.run(Duration.ofMillis(200));
        return heard.isClosed();
    }

    /** Everything heard and not yet looked at. */
    int unread() {
        return heard.size() - read;
    }

    static List<String> names(HeaderBlock head) {
        return head.fields().stream().map(HeaderBlock.Field::name).toList();
    }
}
