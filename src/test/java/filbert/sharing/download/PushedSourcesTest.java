package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.net.Link;
import filbert.servent.push.Whereabouts;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources behind firewalls: asked to call, they call. */
@DisplayName("T-47")
final class PushedSourcesTest {
    private static final Guid GUID = Guid.parse("3e0d3102d62a5b99ef138a641188238f");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final VirtualNetwork net = new VirtualNetwork(6);
    private final Content content = Content.ofSize(900_000);

    @TempDir
    Path root;

    private Downloader here;
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        here = new Downloader(net, root).started();
        peer = new Peer(net.host("5.8.1.1"), content);
        here.host().listener().listen(here.host().at(6346), link -> {
            link.handler(new Link.Handler() {
                @Override
                public void received(ByteBuf bytes) {
                    here.queue().givCallers().giv(link, bytes);
                }

                @Override
                public void closed(@Nullable IOException cause) {}
            });
        });
    }

    private DownloadView add() {
        return here.queue().add(Downloader.request(content, content.size(), List.of(peer.pushed(GUID))));
    }

    private void callBack(Guid guid) {
        here.pushesClaimable.add(GUID);
        net.host("5.8.1.1").dialer().dial(here.host().at(6346), MINUTE, link -> {
            peer.serve(link);
            link.write(Unpooled.copiedBuffer("GIV 7:" + guid + "/file\n\n", StandardCharsets.ISO_8859_1));
        }, _ -> {});
    }

    private DownloadView.SourceView only(DownloadView download) {
        return here.view(download.id()).sources().getFirst();
    }

    @Test
    void aPushedSourceCallsAndServes() {
        var download = add();
        here.run(Duration.ofSeconds(2));
        assertThat(here.pushesAsked).containsExactly(GUID);
        assertThat(only(download).state()).isEqualTo("pushed");
        callBack(GUID);
        here.finish(download, content, MINUTE);
        assertThat(peer.requests.getFirst().startLine()).startsWith("GET /uri-res/N2R?urn:sha1:");
    }

    @Test
    void aStrangerIsHungUpOn() {
        var download = add();
        here.run(Duration.ofSeconds(2));
        callBack(new Guid(1, 2));
        here.run(Duration.ofSeconds(5));
        assertThat(peer.links).hasSize(1).noneMatch(Link::isOpen);
        assertThat(peer.requests).isEmpty();
        assertThat(only(download).state()).isEqualTo("pushed");
    }

    @Test
    void aGuidThatWasNotAskedIsHungUpOn() {
        here.run(Duration.ofSeconds(2));
        callBack(GUID);
        here.run(Duration.ofSeconds(5));
        assertThat(peer.links).noneMatch(Link::isOpen);
    }

    @Test
    void whoDoesNotCallWithinTwentySecondsIsAskedAgainLater() {
        var download = add();
        here.run(Duration.ofSeconds(19));
        assertThat(only(download).state()).isEqualTo("pushed");
        here.run(Duration.ofSeconds(3));
        assertThat(only(download).state()).isEqualTo("idle");
        assertThat(only(download).grounds()).isEqualTo(Grounds.of(Grounds.Kind.CALLED_IN_VAIN));
        here.run(MINUTE);
        assertThat(here.pushesAsked).hasSize(2);
    }

    @Test
    void aLateCallIsUsedAllTheSame() {
        var download = add();
        here.run(Duration.ofSeconds(30));
        assertThat(here.view(download.id()).state()).isEqualTo(State.QUEUED);
        callBack(GUID);
        here.run(Duration.ofSeconds(2));
        here.queue().retry(download.id());
        here.finish(download, content, MINUTE);
        assertThat(peer.links).hasSize(1);
    }

    @Test
    @DisplayName("T-31 who cannot be called is asked to call again when it is our turn")
    void aPushedSourceIsAskedToCallAgainWhenItIsOurTurn() {
        var id = "6A07AA40BC3DDAA9AAB0B3C3D3E34A53";
        peer.script((p, request) -> p.requests.size() == 1
                ? Peer.status("503 Queued", "X-Queued: ID=" + id + "; position=2; lifetime=300", "Retry-After: 200", "Connection: close").closing()
                : p.honestly(request));
        var download = add();
        here.run(Duration.ofSeconds(2));
        callBack(GUID);
        here.run(Duration.ofSeconds(190));
        assertThat(here.pushesAsked).hasSize(1);
        assertThat(only(download).state()).isEqualTo("waiting");
        here.run(Duration.ofSeconds(20));
        assertThat(here.pushesAsked).hasSize(2);
        callBack(GUID);
        here.finish(download, content, MINUTE);
        assertThat(peer.requests.get(1).get("X-Queued")).contains("position=2; ID=" + id);
    }

    @Test
    void whoCannotBeCalledAfterAllIsAskedToCall() {
        var direct = new filbert.servent.search.Source(peer.address(), GUID, 7, "hazel.ogg", "PEER", 0, false, false, List.of());
        var download = here.queue().add(Downloader.request(content, content.size(), List.of(direct)));
        here.run(Duration.ofSeconds(2));
        assertThat(here.pushesAsked).containsExactly(GUID);
        assertThat(only(download).state()).isEqualTo("pushed");
        callBack(GUID);
        here.finish(download, content, MINUTE);
    }

    @Test
    void noWayToAskIsSaid() {
        here.pushable = false;
        var download = add();
        here.run(Duration.ofSeconds(5));
        assertThat(only(download).grounds()).isEqualTo(Grounds.of(Grounds.Kind.NO_PUSH));
        assertThat(here.view(download.id()).reason()).isEqualTo("sources-waiting");
    }

    @Test
    void aSecondCallOfTheSameServentIsHungUpOn() {
        net.bandwidth(50_000);
        var download = add();
        here.run(Duration.ofSeconds(2));
        callBack(GUID);
        here.run(Duration.ofSeconds(3));
        callBack(GUID);
        here.run(Duration.ofSeconds(3));
        assertThat(peer.links.stream().filter(Link::isOpen)).hasSize(1);
        here.finish(download, content, MINUTE);
    }

    @Test
    void aPauseWhileWaitingForTheCallLeavesTheCallUnused() {
        var download = add();
        here.run(Duration.ofSeconds(2));
        here.queue().pause(download.id());
        callBack(GUID);
        here.run(MINUTE);
        assertThat(peer.requests).isEmpty();
        assertThat(peer.links).noneMatch(Link::isOpen);
    }

    @Test
    void whoeverCannotBeCalledIsAskedToCallAsSoonAsItIsKnownThatWeCanBeCalled() {
        here.pushable = false;
        here.whereabouts = whereabouts(true);
        var download = add();
        here.run(Duration.ofMinutes(10));
        assertThat(only(download).grounds()).isEqualTo(Grounds.of(Grounds.Kind.NO_PUSH));
        assertThat(here.view(download.id()).nextTry()).isAfter(net.instants().instant().plusSeconds(120));
        here.pushesAsked.clear();
        here.pushable = true;
        here.run(Duration.ofSeconds(5));
        assertThat(here.pushesAsked).isEmpty();
        here.whereabouts = whereabouts(false);
        here.run(Duration.ofSeconds(3));
        assertThat(here.pushesAsked).containsExactly(GUID);
        callBack(GUID);
        here.finish(download, content, MINUTE);
    }

    @Test
    void whatFailedBecauseNobodyCouldBeAskedToCallIsGoneOnWithThenToo() {
        here.pushable = false;
        here.whereabouts = whereabouts(true);
        var download = add();
        here.run(Duration.ofHours(8));
        assertThat(here.view(download.id()).state()).isEqualTo(State.FAILED);
        here.pushable = true;
        here.whereabouts = whereabouts(false);
        here.run(Duration.ofSeconds(3));
        callBack(GUID);
        here.finish(download, content, MINUTE);
    }

    private Whereabouts whereabouts(boolean firewalled) {
        return new Whereabouts(true, new Guid(1, 2), here.host().at(6346), firewalled, List.of());
    }
}
