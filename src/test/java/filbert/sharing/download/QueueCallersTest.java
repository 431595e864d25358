package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Peer.Answer;
import filbert.sharing.download.QueueCallers.Fate;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servents that call because it is our turn, in virtual time (3-transfer, 3.6.3). */
@DisplayName("T-32")
final class QueueCallersTest {
    private static final String ID = "6A07aa40BC3DDAA9AAB0B3C3D3E34A53";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(32);
    private final Content content = Content.ofSize(300_000);

    @TempDir
    Path root;

    private Downloader here;
    private Peer peer;
    private QueueCallers callers;
    private boolean unwelcome;

    @BeforeEach
    void start() throws IOException {
        begin(new Downloader(net, root));
    }

    private void begin(Downloader downloader) throws IOException {
        here = downloader.started();
        callers = here.queue().queueCallers(_ -> unwelcome);
        peer = here.peer(content).script((p, request) -> p.requests.size() == 1 ? inLine() : p.honestly(request));
        listen();
    }

    private void listen() throws IOException {
        here.host().listener().listen(here.host().at(6346), link -> link.handler(new Link.Handler() {
            @Override
            public void received(ByteBuf bytes) {
                callers.queue(link, bytes);
            }

            @Override
            public void closed(@Nullable IOException cause) {}
        }));
    }

    /** Passively: nobody keeps a connection. */
    private static Answer inLine() {
        return Peer.status("503 Queued", "X-Queued: ID=" + ID + "; position=3; lifetime=900", "Retry-After: 800", "Connection: close").closing();
    }

    private Link call(Peer by, String line) {
        var made = by.links.size();
        by.calls(here.host().at(6346), line);
        here.run(SECOND);
        assertThat(by.links).hasSize(made + 1);
        return by.links.getLast();
    }

    private Link call(String line) {
        return call(peer, line);
    }

    private String line(String id) {
        return "QUEUE " + id + " " + peer.address() + "\r\n";
    }

    private long count(Fate fate) {
        return Objects.requireNonNull(callers.counts().get(fate));
    }

    private HeaderBlock last() {
        return peer.requests.getLast();
    }

    @Test
    void ourRequestGoesOutOnTheVerySocket() {
        var download = here.add(content, peer);
        here.run(MINUTE);
        assertThat(peer.links).noneMatch(Link::isOpen);
        assertThat(call(line(ID)).isOpen()).isTrue();
        here.finish(download, content, MINUTE);
        assertThat(peer.links).as("one of ours, one of its").hasSize(2);
        assertThat(peer.requests.get(1).startLine()).startsWith("GET /uri-res/N2R?urn:sha1:");
        assertThat(peer.requests.get(1).get("X-Queued")).contains("position=3; ID=" + ID);
        assertThat(count(Fate.TAKEN)).isOne();
    }

    @Test
    void theNameMayComeInAnyCaseAndWithoutAnAddress() {
        var download = here.add(content, peer);
        here.run(MINUTE);
        call("QUEUE " + ID.toLowerCase(java.util.Locale.ROOT) + "\n");
        here.finish(download, content, MINUTE);
        assertThat(peer.links).hasSize(2);
    }

    @Test
    void aRestartForgetsNoName() throws IOException {
        var download = here.add(content, peer);
        here.run(MINUTE);
        here.kill();
        listen();
        here.started();
        callers = here.queue().queueCallers(_ -> false);
        here.run(MINUTE);
        call(line(ID));
        here.finish(download, content, MINUTE);
        assertThat(peer.links).hasSize(2);
    }

    @Test
    void whenAllPlacesAreTakenItIsOurTurnAllTheSame() throws IOException {
        begin(new Downloader(net, root, new DownloadSettings(root.resolve("other"), 1, 1, 40, 0), 1));
        var download = here.add(content, peer);
        here.run(MINUTE);
        net.bandwidth(20_000);
        var other = Content.of(20_000_000, 8);
        here.add(other, here.peer(other));
        here.run(MINUTE);
        call(line(ID));
        here.run(SECOND);
        assertThat(peer.requests).hasSize(2);
        assertThat(here.view(download.id()).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void ofSeveralFilesOfOneHostTheOneWhoseTurnItIsIsAskedFor() {
        var other = Content.of(50_000, 5);
        peer.script((p, request) -> {
            var first = request.startLine().contains(content.sha1().toString());
            return request.get("X-Queued").orElse("").endsWith(ID) && p.links.size() > 2 ? p.honestly(request)
                    : Peer.status("503 Queued", "X-Queued: ID=" + (first ? ID : "0".repeat(32)) + "; position=3; lifetime=900", "Retry-After: 800", "Connection: close")
                            .closing();
        });
        here.add(other, peer);
        var download = here.add(content, peer);
        here.run(MINUTE);
        assertThat(peer.links).hasSize(2);
        call(line(ID));
        here.finish(download, content, MINUTE);
    }

    @Test
    void anAddressCountsOnlyWhenItIsTheCallersOwn() {
        var download = here.add(content, peer);
        here.run(MINUTE);
        peer.script((p, request) -> inLine());
        call("QUEUE " + ID + " 5.66.1.1:9999\r\n");
        assertThat(here.view(download.id()).sources()).extracting(DownloadView.SourceView::address).containsExactly(peer.address());
        here.run(Duration.ofSeconds(30));
        var moved = new HostAddress(peer.address().ip(), 7777);
        call("QUEUE " + ID + " " + moved + "\r\n");
        assertThat(here.view(download.id()).sources()).extracting(DownloadView.SourceView::address).containsExactly(moved);
        assertThat(peer.requests).hasSize(3);
    }

    @Test
    void aCallReplacesTheLinkWeWaitOn() {
        peer.script((p, request) -> p.requests.size() == 1
                ? Peer.status("503 Queued", "X-Queued: ID=" + ID + "; position=3; lifetime=900", "Retry-After: 800")
                : p.honestly(request));
        var download = here.add(content, peer);
        here.run(MINUTE);
        assertThat(peer.links).hasSize(1).allMatch(Link::isOpen);
        call(line(ID));
        here.finish(download, content, MINUTE);
        assertThat(peer.links.getFirst().isOpen()).isFalse();
        assertThat(peer.links).hasSize(2);
    }

    @Test
    void whileItServesUsACallIsNotWanted() {
        peer.script((p, request) -> p.file(request, 300_000, content.bytes(), "X-Queued: ID=" + ID));
        net.bandwidth(20_000);
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(5));
        assertThat(call(line(ID)).isOpen()).isFalse();
        assertThat(count(Fate.NOT_WANTED)).isOne();
        here.finish(download, content, MINUTE);
    }

    @Test
    void anUnknownNameIsHungUpOn() {
        here.add(content, peer);
        here.run(MINUTE);
        assertThat(call(line("0".repeat(32))).isOpen()).isFalse();
        assertThat(count(Fate.UNKNOWN)).isOne();
        assertThat(peer.requests).hasSize(1);
    }

    @Test
    void whatIsPausedRemovedOrDoneIsNotAskedFor() {
        var download = here.add(content, peer);
        here.run(MINUTE);
        here.queue().pause(download.id());
        assertThat(call(line(ID)).isOpen()).isFalse();
        assertThat(count(Fate.NOT_WANTED)).isOne();
        here.queue().cancel(download.id());
        assertThat(call(line(ID)).isOpen()).isFalse();
        assertThat(count(Fate.UNKNOWN)).isOne();
        var again = here.add(content, here.peer(content).script((p, r) -> inLine()));
        here.run(MINUTE);
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(again, content, MINUTE);
        assertThat(call(line(ID)).isOpen()).isFalse();
        assertThat(count(Fate.UNKNOWN)).isEqualTo(2);
        assertThat(peer.requests).hasSize(1);
    }

    @Test
    void whomWeShunIsHungUpOn() {
        here.add(content, peer);
        here.run(MINUTE);
        unwelcome = true;
        assertThat(call(line(ID)).isOpen()).isFalse();
        assertThat(count(Fate.UNWELCOME)).isOne();
        assertThat(peer.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUEUE \r\n",
                "QUEUE  \n",
                "QUEUE 6A07\r\n",
                "QUEUE zz07aa40BC3DDAA9AAB0B3C3D3E34A53 5.2.0.2:6346\r\n",
                "QUEUE 6A07aa40BC3DDAA9AAB0B3C3D3E34A5301 5.2.0.2:6346\r\n",
                "QUEUE 6A07aa40BC3DDAA9AAB0B3C3D3E34A53 5.2.0.2:6346 more\r\n",
                "QUEUE 6A07aa40BC3DDAA9AAB0B3C3D3E34A53 5.2.0.2:6346\r\nHTTP/1.1 200 OK\r\n\r\n",
                "QUEUE 6A07aa40BC3DDAA9AAB0B3C3D3E34A53 5.2.0.2:6346",
                "queue 6A07aa40BC3DDAA9AAB0B3C3D3E34A53 5.2.0.2:6346\r\n"
            })
    void whatIsNoSuchLineIsDroppedAndCounted(String line) {
        here.add(content, peer);
        here.run(MINUTE);
        assertThat(call(line).isOpen()).isFalse();
        assertThat(count(Fate.MALFORMED)).isOne();
        assertThat(peer.requests).hasSize(1);
    }

    @Test
    void aLongLineIsDropped() {
        assertThat(call("QUEUE " + ID + " " + "1".repeat(900) + "\r\n").isOpen()).isFalse();
        assertThat(count(Fate.MALFORMED)).isOne();
    }

    @Test
    void noBytesHurt() {
        var random = new Random(8);
        here.add(content, peer);
        here.run(MINUTE);
        for (var i = 0; i < 200; i++) {
            var noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            var caller = new Peer(net.host("5.50." + i + ".1"), content);
            assertThat(call(caller, "QUEUE " + new String(noise, StandardCharsets.ISO_8859_1) + (i % 2 == 0 ? "\r\n" : "")).isOpen()).isFalse();
        }
        assertThat(count(Fate.MALFORMED)).isEqualTo(200);
    }

    @Test
    void aFloodOfOneAddressIsHungUpOnUnheard() {
        var download = here.add(content, peer);
        here.run(MINUTE);
        var flooder = new Peer(net.host("5.60.1.1"), content);
        IntStream.range(0, 100).forEach(_ -> flooder.calls(here.host().at(6346), line("0".repeat(32))));
        here.run(SECOND);
        assertThat(flooder.links).hasSize(100).noneMatch(Link::isOpen);
        assertThat(count(Fate.UNKNOWN)).isEqualTo(6);
        assertThat(count(Fate.TOO_MANY)).isEqualTo(94);
        call(line(ID));
        here.finish(download, content, MINUTE);
    }

    @Test
    void whoSpeaksOutOfTurnIsHungUpOn() {
        here.add(content, peer);
        here.run(MINUTE);
        peer.script((p, request) -> Answer.text(""));
        var link = call(line(ID));
        link.write(Unpooled.copiedBuffer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n", StandardCharsets.ISO_8859_1));
        here.run(MINUTE);
        assertThat(link.isOpen()).isFalse();
        assertThat(last().startLine()).startsWith("GET ");
    }
}
