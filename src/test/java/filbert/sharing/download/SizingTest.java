package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links and hits may tell a wrong size; so may hosts. */
final class SizingTest {
    private static final long ANNA = 3;
    private static final long BEN = 4;
    private static final int WRONG = 700_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final Content content = Content.ofSize(1_000_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private DownloadView want(long person, long size, Peer... from) {
        var sources = Arrays.stream(from).map(Peer::source).toList();
        return here.queue().add(new DownloadRequest(person, content.sha1(), Optional.empty(), "blue hazel.ogg", size, sources));
    }

    /** Says that it has the content, and has other bytes. */
    private Peer liar() {
        var other = Content.of(WRONG, 9);
        return here.peer(content).script((peer, request) -> peer.file(request, WRONG, other.bytes()));
    }

    @Test
    void theSizeThatAnotherPersonsRequestHadWinsAsSoonAsAHostTellsIt() {
        var peer = here.peer(content);
        var annas = want(ANNA, WRONG);
        var bens = want(BEN, content.size(), peer);
        here.finish(annas, content, MINUTE);
        here.finish(bens, content, MINUTE);
        assertThat(here.view(annas.id()).size()).isEqualTo(content.size());
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void oneWhoJoinsWithAWrongSizeSpoilsNothing() {
        var peer = here.peer(content).paced(net.time(), 200_000);
        var annas = want(ANNA, content.size(), peer);
        here.run(Duration.ofSeconds(2));
        var bens = want(BEN, WRONG, liar());
        here.finish(annas, content, MINUTE);
        here.finish(bens, content, MINUTE);
        assertThat(peer.sent).isLessThan(content.size() + 20_000L);
    }

    @Test
    void theSizeThatALinkToldYieldsToTheOneThatTwoHostsTell() {
        here.finish(want(ANNA, 5, here.peer(content), here.peer(content)), content, MINUTE);
    }

    @Test
    void aFileWithBytesIsNotEmptyWhateverALinkSays() {
        var annas = want(ANNA, 0);
        want(BEN, content.size(), here.peer(content));
        here.finish(annas, content, MINUTE);
    }

    @Test
    void oneHostsWordAloneIsNoReasonToBelieveIt() {
        var annas = want(ANNA, content.size(), liar());
        here.run(Duration.ofMinutes(5));
        assertThat(here.view(annas.id()).reason()).isEqualTo("sources-gone");
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(annas, content, MINUTE);
    }

    @Test
    void bytesThatTurnOutToBeAnotherContentAreNotFetchedInTheirSizeAgain() {
        var liar = liar();
        var annas = want(ANNA, WRONG, liar);
        here.run(Duration.ofMillis(200));
        var bens = want(BEN, content.size(), here.peer(content));
        here.finish(bens, content, MINUTE.multipliedBy(3));
        here.finish(annas, content, MINUTE);
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void aSizeThatWasCorrectedIsKeptOverARestart() {
        var peer = here.peer(content).paced(net.time(), 50_000);
        var annas = want(ANNA, 5, peer, here.peer(content).paced(net.time(), 50_000));
        here.run(Duration.ofSeconds(25));
        assertThat(here.view(annas.id()).written()).isPositive();
        here.kill();
        here.started();
        assertThat(here.view(annas.id()).size()).isEqualTo(content.size());
        here.finish(annas, content, MINUTE);
    }
}
