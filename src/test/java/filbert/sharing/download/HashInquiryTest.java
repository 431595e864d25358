package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.net.Link;
import filbert.servent.search.Source;
import filbert.sharing.download.Peer.Answer;
import filbert.sharing.download.ToldHash.Told;
import filbert.sharing.download.ToldHash.Untold;
import filbert.sharing.download.ToldHash.Why;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that offered a file without a hash are asked for it. */
final class HashInquiryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Guid GUID = Guid.parse("3e0d3102d62a5b99ef138a641188238f");
    private final VirtualNetwork net = new VirtualNetwork(11);
    private final Content content = Content.ofSize(300_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private ToldHash ask(Source source) {
        return answered(here.queue().hashOf(source, content.size()));
    }

    private ToldHash answered(CompletableFuture<ToldHash> asked) {
        assertThat(net.runUntil(asked::isDone, Duration.ofSeconds(26))).isTrue();
        return asked.join();
    }

    /** From before hashes were told. */
    private Answer old(Peer peer, HeaderBlock request) {
        var text = new String(peer.file(request, 4096, content.bytes()).bytes(), StandardCharsets.ISO_8859_1).replaceAll("X-Gnutella-Content-URN: [^\r]*\r\n", "");
        return Answer.text(text);
    }

    @Test
    void aHostIsAskedByIndexAndNameAndItsHashIsTheOneTheFileIsFetchedBy() {
        var peer = here.peer(content);
        assertThat(ask(peer.source())).isEqualTo(new Told(content.sha1()));
        var asked = peer.requests.getFirst();
        assertThat(asked.startLine()).isEqualTo("GET /get/7/hazel.ogg HTTP/1.1");
        assertThat(asked.get("Range")).contains("bytes=0-1023");
        assertThat(asked.has("X-Queue")).isFalse();
        here.finish(here.add(content, peer), content, MINUTE);
        assertThat(peer.links).as("the link is used on").hasSize(1);
        assertThat(peer.requests.get(1).startLine()).startsWith("GET /uri-res/N2R?urn:sha1:");
    }

    @Test
    void anOldServentNamesNone() {
        var peer = here.peer(content).script(this::old);
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.NO_HASH));
        assertThat(here.queue().view()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, GONE",
        "410 Gone, GONE",
        "503 Busy, BUSY",
        "429 Too Many Requests, BUSY",
        "400 Bad Request, NO_HASH",
        "500 Oops, NO_HASH"
    })
    void aRefusalIsUnderstood(String status, Why why) {
        var peer = here.peer(content).script((_, _) -> Peer.status(status));
        assertThat(ask(peer.source())).isEqualTo(new Untold(why));
    }

    @Test
    void whoIsBusyMayTellItAllTheSame() {
        var peer = here.peer(content).script((_, _) -> Peer.status("503 Busy", "X-Gnutella-Content-URN: urn:sha1:" + content.sha1()));
        assertThat(ask(peer.source())).isEqualTo(new Told(content.sha1()));
    }

    @Test
    void ofAnErrorPageNothingIsBelieved() {
        var peer = here.peer(content).script((_, _) -> Peer.status("404 Not Found", "X-Gnutella-Content-URN: urn:sha1:" + content.sha1()));
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.GONE));
    }

    @Test
    void anotherSizeIsAnotherFile() {
        var peer = here.peer(content);
        assertThat(answered(here.queue().hashOf(peer.source(), content.size() + 1))).isEqualTo(new Untold(Why.ANOTHER_SIZE));
    }

    @Test
    void severalHashesAreNone() {
        var other = Content.ofSize(10).sha1();
        var peer = here.peer(content)
                .script((p, request) -> p.file(request, 4096, content.bytes(), "X-Content-URN: urn:sha1:" + other));
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.NO_HASH));
    }

    @Test
    void whoIsNotThereIsNotReached() {
        assertThat(ask(here.gone(content).source())).isEqualTo(new Untold(Why.UNREACHED));
    }

    @Test
    void whoSaysNothingIsGivenUpAndHungUpOn() {
        var peer = here.peer(content).script((_, _) -> Answer.text(""));
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.UNREACHED));
        here.run(Duration.ofSeconds(1));
        assertThat(peer.links).hasSize(1).noneMatch(Link::isOpen);
    }

    @Test
    void whoSendsTheWholeFileIsHungUpOn() {
        var peer = here.peer(content).script((_, _) -> Peer.body("200 OK", content.bytes(), "X-Gnutella-Content-URN: urn:sha1:" + content.sha1()));
        assertThat(ask(peer.source())).isEqualTo(new Told(content.sha1()));
        here.run(Duration.ofSeconds(1));
        assertThat(peer.links).noneMatch(Link::isOpen);
    }

    @Test
    void whoCannotBeCalledIsAskedToCall() throws IOException {
        var peer = new Peer(net.host("5.8.1.1"), content);
        here.host().listener().listen(here.host().at(6346), link -> link.handler(new Link.Handler() {
            @Override
            public void received(ByteBuf bytes) {
                here.queue().givCallers().giv(link, bytes);
            }

            @Override
            public void closed(@Nullable IOException cause) {}
        }));
        var asked = here.queue().hashOf(peer.pushed(GUID), content.size());
        here.run(Duration.ofSeconds(1));
        assertThat(here.pushesAsked).containsExactly(GUID);
        here.pushesClaimable.add(GUID);
        net.host("5.8.1.1").dialer().dial(here.host().at(6346), MINUTE, link -> {
            peer.serve(link);
            link.write(Unpooled.copiedBuffer("GIV 7:" + GUID + "/file\n\n", StandardCharsets.ISO_8859_1));
        }, _ -> {});
        assertThat(answered(asked)).isEqualTo(new Told(content.sha1()));
    }

    @Test
    void whoNeverCallsIsNotReached() {
        assertThat(ask(new Peer(net.host("5.8.1.1"), content).pushed(GUID))).isEqualTo(new Untold(Why.UNREACHED));
    }

    @Test
    void withoutAWayOutNobodyIsAsked() {
        here.way.shut = true;
        var peer = here.peer(content);
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.BUSY));
        assertThat(peer.links).isEmpty();
    }

    @Test
    void aFewAreAskedAtOnce() {
        var silent = IntStream.range(0, 8).mapToObj(_ -> here.peer(content).script((_, _) -> Answer.text(""))).toList();
        var asked = silent.stream().map(peer -> here.queue().hashOf(peer.source(), content.size())).toList();
        here.run(Duration.ofSeconds(1));
        assertThat(ask(here.peer(content).source())).isEqualTo(new Untold(Why.BUSY));
        here.run(Duration.ofSeconds(30));
        assertThat(asked).extracting(CompletableFuture::join).containsOnly(new Untold(Why.UNREACHED));
        assertThat(ask(here.peer(content).source())).isEqualTo(new Told(content.sha1()));
    }

    @Test
    void aHostInUseIsNotAskedOnTheWay() {
        var peer = here.peer(content).script((_, _) -> Answer.text(""));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(1));
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.BUSY));
        assertThat(here.view(download.id()).sources()).hasSize(1);
        assertThat(peer.requests).hasSize(1);
    }

    @Test
    void manyInARowKeepTheirManners() {
        var peer = here.peer(content).script(this::old);
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.NO_HASH));
        assertThat(ask(peer.source())).isEqualTo(new Untold(Why.NO_HASH));
        assertThat(peer.links).hasSize(1);
        assertThat(peer.requests).hasSize(2).allMatch(request -> request.startLine().startsWith("GET /get/"));
    }
}
