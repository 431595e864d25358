package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a magnet has us call, and whom not. */
@DisplayName("T-55")
final class MagnetSourcesTest {
    private final VirtualNetwork net = new VirtualNetwork(9);
    private final Content content = Content.ofSize(300_000);

    @TempDir
    private Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private DownloadView add(String key, Peer peer) {
        var magnet = Magnet.parse("magnet:?xt=urn:sha1:" + content.sha1() + "&dn=hazel.ogg&xl=" + content.size()
                + "&" + key + "=http://" + peer.address() + "/uri-res/N2R?urn:sha1:" + content.sha1()).getFirst();
        assertThat(magnet.sources()).hasSize(1);
        return here.queue().add(new DownloadRequest(3, magnet.sha1(), magnet.tigerRoot(), magnet.name(), magnet.size(), magnet.sources()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"as", "xs"})
    void acceptableAndExactSourcesAreAsked(String key) {
        var peer = new Peer(net.host("5.8.1.1"), content).listening();
        here.finish(add(key, peer), content, Duration.ofMinutes(1));
        assertThat(peer.links).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"as, 127.0.0.9", "xs, 127.0.0.9", "as, 10.1.1.1", "xs, 10.1.1.1", "as, 192.168.1.9", "xs, 192.168.1.9", "as, 169.254.1.1", "xs, 169.254.1.1"})
    void noHostOutsideTheScopeIsCalled(String key, String ip) {
        var peer = new Peer(net.host(ip), content).listening();
        var download = add(key, peer);
        here.run(Duration.ofHours(3));
        assertThat(peer.links).isEmpty();
        assertThat(here.view(download.id()).written()).isZero();
    }
}
