package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sources are asked by datagram before they are called, and who lies is no worse for it. */
final class SoundingTest {
    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Content content = Content.ofSize(900_000);

    @TempDir
    Path root;

    @Test
    void whoHasFreeSlotsIsCalledBeforeThoseWhoAreFullAndThoseWhoHaveNothingLast() {
        var here = new Downloader(net, root).started();
        var peers = IntStream.range(0, 10).mapToObj(_ -> here.peer(content)).toList();
        var free = peers.subList(6, 9);
        peers.subList(0, 6).forEach(peer -> here.neighbours.soundings.put(peer.address(), new Sounding(false, false, 0)));
        peers.subList(9, 10).forEach(peer -> here.neighbours.soundings.put(peer.address(), new Sounding(true, false, 4)));
        free.forEach(peer -> here.neighbours.soundings.put(peer.address(), new Sounding(true, false, -1)));
        here.finish(here.add(content, peers.toArray(Peer[]::new)), content, Duration.ofMinutes(1));
        assertThat(free).allSatisfy(peer -> assertThat(peer.links).isNotEmpty());
        assertThat(peers.subList(0, 6)).allSatisfy(peer -> assertThat(peer.links).isEmpty());
        assertThat(here.neighbours.sounded).doesNotHaveDuplicates();
    }

    @Test
    void pongsThatLieKeepNobodyFromTheFile() {
        var here = new Downloader(net, root).started();
        var liars = IntStream.range(0, 6).mapToObj(_ -> here.peer(content).script((_, _) -> Peer.status("404 Not Found"))).toList();
        var honest = here.peer(content);
        liars.forEach(peer -> here.neighbours.soundings.put(peer.address(), new Sounding(true, false, -100)));
        here.neighbours.soundings.put(honest.address(), new Sounding(false, false, 0));
        var all = new java.util.ArrayList<>(liars);
        all.add(honest);
        here.finish(here.add(content, all.toArray(Peer[]::new)), content, Duration.ofMinutes(2));
        assertThat(honest.links).isNotEmpty();
    }

    @Test
    void aFewSourcesAreCalledAtOnce() {
        var here = new Downloader(net, root).started();
        here.finish(here.add(content, here.peer(content), here.peer(content)), content, Duration.ofMinutes(1));
        assertThat(here.neighbours.sounded).isEmpty();
    }
}
