package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.Sounding.Has;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.http.ByteRange;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sources are asked by datagram before they are called, and who lies is no worse for it. */
final class SoundingTest {
    private static final Duration SOON = Duration.ofMillis(300);

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Content content = Content.ofSize(900_000);

    @TempDir
    Path root;

    private static Sounding says(Has has, int waiting) {
        return new Sounding(has, waiting, false, List.of());
    }

    private Downloader here() {
        var here = new Downloader(net, root).started();
        here.neighbours.pongsTake = Duration.ofMillis(200);
        return here;
    }

    private static Peer[] peers(Downloader here, Content content, int number) {
        return IntStream.range(0, number).mapToObj(_ -> here.peer(content)).toArray(Peer[]::new);
    }

    private static List<Peer> called(Peer... peers) {
        return Arrays.stream(peers).filter(peer -> !peer.links.isEmpty()).toList();
    }

    @Test
    void whoHasFreeSlotsIsCalledBeforeThoseWhoAreFullAndThoseWhoHaveNothingLast() {
        var here = here();
        var peers = peers(here, content, 10);
        var free = Arrays.copyOfRange(peers, 6, 9);
        for (var peer : Arrays.copyOfRange(peers, 0, 6)) {
            here.neighbours.soundings.put(peer.address(), says(Has.NOTHING, 0));
        }
        here.neighbours.soundings.put(peers[9].address(), says(Has.ALL, 4));
        for (var peer : free) {
            here.neighbours.soundings.put(peer.address(), says(Has.ALL, -1));
        }
        here.finish(here.add(content, peers), content, Duration.ofMinutes(1));
        assertThat(called(peers)).containsExactlyInAnyOrder(peers[6], peers[7], peers[8], peers[9]);
        assertThat(here.neighbours.sounded).doesNotHaveDuplicates();
    }

    @Test
    void theFirstCallsAreKeptUntilEverybodyHasAnsweredAndNoLonger() {
        var here = here();
        var peers = peers(here, content, 6);
        for (var peer : peers) {
            here.neighbours.soundings.put(peer.address(), says(Has.ALL, 3));
        }
        here.add(content, peers);
        net.run(Duration.ofMillis(190));
        assertThat(called(peers)).isEmpty();
        net.run(SOON);
        assertThat(called(peers)).isNotEmpty();
    }

    @Test
    void whoDoesNotAnswerIsWaitedForASecond() {
        var here = here();
        var peers = peers(here, content, 6);
        here.add(content, peers);
        net.run(Soundings.WAIT.minusMillis(10));
        assertThat(called(peers)).isEmpty();
        net.run(SOON);
        assertThat(called(peers)).hasSize(4);
    }

    @Test
    void whoHasRoomIsCalledAtOnceThoughOthersAreStillToAnswer() {
        var here = here();
        var peers = peers(here, content, 6);
        here.neighbours.soundings.put(peers[5].address(), says(Has.ALL, -2));
        here.add(content, peers);
        net.run(here.neighbours.pongsTake.plus(SOON));
        assertThat(called(peers)).containsExactly(peers[5]);
    }

    @Test
    void theWaitComesOnceHoweverManyAreFoundLater() {
        var here = here();
        var large = Content.ofSize(20_000_000);
        var silent = peers(here, large, 6);
        var slow = Arrays.stream(peers(here, large, 5)).map(peer -> peer.paced(net.time(), 10_000)).toArray(Peer[]::new);
        var id = here.add(large, slow).id();
        net.run(Duration.ofSeconds(10));
        assertThat(called(slow)).hasSize(4);
        here.queue().offer(large.sha1(), Arrays.stream(silent).map(Peer::source).toList());
        called(slow).forEach(peer -> peer.links.forEach(filbert.net.Link::close));
        net.run(SOON);
        assertThat(called(silent)).as("%s", here.view(id)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aPartialSourceIsAskedForWhatItSaysItHas() {
        var here = here();
        var peers = peers(here, content, 6);
        var part = new ByteRange(Segments.UNIT, 2 * Segments.UNIT - 1);
        here.neighbours.soundings.put(peers[5].address(), new Sounding(Has.PART, -1, false, List.of(part)));
        here.add(content, peers);
        net.run(here.neighbours.pongsTake.plus(SOON));
        assertThat(peers[5].ranges()).first().isEqualTo(part.first() + "-" + part.last());
    }

    @Test
    void pongsThatLieKeepNobodyFromTheFile() {
        var here = here();
        var liars = IntStream.range(0, 6).mapToObj(_ -> here.peer(content).script((_, _) -> Peer.status("404 Not Found"))).toList();
        var honest = here.peer(content);
        liars.forEach(peer -> here.neighbours.soundings.put(peer.address(), says(Has.ALL, -100)));
        here.neighbours.soundings.put(honest.address(), says(Has.NOTHING, 0));
        var all = new ArrayList<>(liars);
        all.add(honest);
        here.finish(here.add(content, all.toArray(Peer[]::new)), content, Duration.ofMinutes(2));
        assertThat(honest.links).isNotEmpty();
    }

    @Test
    void aFewSourcesAreCalledAtOnce() {
        var here = here();
        var peers = peers(here, content, 4);
        here.add(content, peers);
        net.run(SOON);
        assertThat(called(peers)).hasSize(4);
        assertThat(here.neighbours.sounded).isEmpty();
    }

    @Test
    void withoutDatagramsManyAreCalledAtOnce() {
        var here = here();
        here.neighbours.datagrams = false;
        var peers = peers(here, content, 9);
        here.add(content, peers);
        net.run(SOON);
        assertThat(called(peers)).hasSize(4);
    }
}
