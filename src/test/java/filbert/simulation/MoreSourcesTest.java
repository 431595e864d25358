package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that know nobody find somebody: whole servents, two ultrapeers between them. */
final class MoreSourcesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(43);
    private final Content content = Content.ofSize(300_000);

    @TempDir
    Path root;

    private FileServent hub;
    private FileServent far;

    @BeforeEach
    void start() {
        net.host("5.3.1.1").behindAFirewall();
        hub = FileServent.ultrapeer(net, "5.1.1.1", root);
        far = FileServent.ultrapeer(net, "5.2.1.1", root, hub);
    }

    /** A leaf of the far ultrapeer. It can be called, who has the file has to be pushed. */
    private FileServent joining() {
        var here = FileServent.leaf(net, "5.4.1.1", root, far);
        net.run(MINUTE.multipliedBy(2));
        for (var one : List.of(here, hub, far)) {
            net.host("5.9.1.1").dialer().dial(one.address(), Duration.ofSeconds(5), link -> link.close(), _ -> {});
        }
        net.run(MINUTE);
        return here;
    }

    private boolean comes(FileServent here, long id) {
        return net.runUntil(() -> here.view(id).state() == State.DONE, MINUTE.multipliedBy(4));
    }

    @Test
    void byAPersonsWish() {
        FileServent.sharing(net, "5.3.1.1", root, "hazel (blue) remastered.ogg", content, hub);
        var here = joining();
        var id = here.download(content.sha1(), "blue hazel.ogg", content.size(), List.of()).id();
        net.run(MINUTE);
        assertThat(here.view(id).reason()).isEqualTo("no-sources");
        assertThat(here.lookForSources(id)).isEmpty();
        assertThat(comes(here, id)).as("%s", here.view(id)).isTrue();
    }

    @Test
    void byWhatSomebodySearchesForAnyway() {
        FileServent.sharing(net, "5.3.1.1", root, "hazel (blue) remastered.ogg", content, hub);
        var here = joining();
        var id = here.download(content.sha1(), "something else.ogg", content.size(), List.of()).id();
        here.search("remastered hazel");
        assertThat(comes(here, id)).as("%s", here.view(id)).isTrue();
        assertThat(here.view(id).looking().last()).isNull();
    }
}
