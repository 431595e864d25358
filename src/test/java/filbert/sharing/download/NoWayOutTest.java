package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.sharing.download.DownloadView.State;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads while the network interface everything leaves by is not there. */
final class NoWayOutTest {
    private final VirtualNetwork net = new VirtualNetwork(9).bandwidth(50_000);
    private final Content content = Content.ofSize(700_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    @Test
    void aDownloadWaitsAsksNobodyAndGoesOnWhereItWasAtOnceAfterwards() {
        var peer = here.peer(content);
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(5));
        assertThat(here.view(download.id()).state()).isEqualTo(State.ACTIVE);
        here.way.shut = true;
        here.host().links().forEach(net::pullThePlug);
        here.run(Duration.ofMinutes(1));
        var asked = peer.requests.size();
        var waiting = here.view(download.id());
        assertThat(waiting.state()).isEqualTo(State.QUEUED);
        assertThat(waiting.reason()).isEqualTo("cut-off");
        here.run(Duration.ofHours(12));
        assertThat(peer.requests).hasSize(asked);
        assertThat(here.view(download.id()).sources()).noneMatch(source -> source.state().equals("bad"));
        here.way.shut = false;
        here.finish(download, content, Duration.ofMinutes(1));
    }

    @Test
    void whoIsAddedMeanwhileWaitsToo() {
        here.way.shut = true;
        var peer = here.peer(content);
        var download = here.add(content, peer);
        here.run(Duration.ofHours(1));
        assertThat(peer.requests).isEmpty();
        assertThat(here.view(download.id()).reason()).isEqualTo("cut-off");
        here.way.shut = false;
        here.finish(download, content, Duration.ofMinutes(1));
    }
}
