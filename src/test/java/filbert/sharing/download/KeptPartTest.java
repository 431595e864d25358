package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download is removed and what came of it stays. */
final class KeptPartTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SOME = 70_000; // heads, the tree, and what was on its way

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Content content = Content.ofSize(2_000_000);

    @TempDir
    Path root;

    private Downloader here;
    private Peer peer;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
        peer = here.peer(content).paced(net.time(), 300_000);
    }

    private DownloadView keepHalf() {
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(4));
        assertThat(here.queue().keep(download.id())).isTrue();
        here.run(Duration.ofSeconds(1));
        return download;
    }

    private List<String> files(String... endings) {
        return List.of(endings).stream().map(ending -> content.sha1().base32() + ending).toList();
    }

    @Test
    void whoWantsTheSameAgainGoesOnWithIt() {
        var first = keepHalf();
        assertThat(here.queue().view(first.id())).isEmpty();
        assertThat(here.queue().kept()).singleElement().satisfies(part -> {
            assertThat(part.person()).isEqualTo(3);
            assertThat(part.size()).isEqualTo(content.size());
            assertThat(part.written()).isBetween(900_000L, 1_300_000L);
        });
        here.kill();
        here.started();
        assertThat(here.queue().view()).as("it is no download").isEmpty();
        var again = here.addFor(4, content, peer);
        here.finish(again, content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + SOME);
        assertThat(here.queue().kept()).isEmpty();
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void theSizeNeedNotBeKnown() {
        keepHalf();
        var again = here.queue().add(Downloader.request(content, -1, List.of(peer.source())));
        assertThat(again.size()).isEqualTo(content.size());
        here.finish(again, content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + SOME);
    }

    @Test
    void itIsDeletedWhenSomebodySaysSoAndNobodyWantsIt() {
        keepHalf();
        assertThat(here.unfinishedFiles()).isEqualTo(files(".kept", ".part"));
        var again = here.add(content);
        assertThat(here.queue().discard(content.sha1())).as("wanted").isFalse();
        here.queue().cancel(again.id());
        assertThat(here.unfinishedFiles()).as("never taken up").isEqualTo(files(".kept", ".part"));
        assertThat(here.queue().discard(content.sha1())).isTrue();
        assertThat(here.unfinishedFiles()).isEmpty();
        assertThat(here.queue().discard(content.sha1())).isFalse();
    }

    @Test
    void killedBeforeItsRowWasGoneItIsADownloadStill() {
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(4));
        var row = here.store.rows.get(download.id());
        here.queue().keep(download.id());
        here.store.rows.put(download.id(), row);
        here.kill();
        here.started();
        here.finish(download, content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + SOME);
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void whatIsOfAnotherSizeDoesNotSpoilIt() {
        keepHalf();
        var liar = here.add(content, content.size() + 1, peer);
        assertThat(here.runUntil(liar.id(), State.FAILED, MINUTE)).isTrue();
        assertThat(here.queue().view(liar.id()).orElseThrow().reason()).isEqualTo("kept-otherwise");
        here.queue().cancel(liar.id());
        here.finish(here.add(content, peer), content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + SOME);
    }

    @Test
    void whereNothingHasComeNothingIsKept() {
        var download = here.add(content);
        assertThat(here.queue().keep(download.id())).isTrue();
        assertThat(here.queue().kept()).isEmpty();
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void itsTimeBeginsWhenItIsLeftHoweverLongItLayBefore() {
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(4));
        here.queue().pause(download.id());
        here.run(Duration.ofHours(2));
        here.queue().keep(download.id());
        assertThat(here.queue().kept()).singleElement().satisfies(part -> assertThat(part.since()).isEqualTo(net.instants().instant()));
    }
}
