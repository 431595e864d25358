package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostListing;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.disk.Content;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole servents of the public network look at what the others share: by a call, and through a push at one nobody can call. */
final class BrowseTest {
    private static final Content CONTENT = Content.ofSize(300_000);

    private final VirtualNetwork net = new VirtualNetwork(22).latency(Duration.ofMillis(5), Duration.ofMillis(20)).largestPortion(20_000);
    private final List<FileServent> everybody = new ArrayList<>();

    @TempDir
    Path root;

    private FileServent hub;
    private FileServent hidden;
    private FileServent open;

    @BeforeEach
    void settle() {
        hub = add(FileServent.ultrapeer(net, "5.1.1.1", root));
        net.host("5.3.1.1").behindAFirewall();
        hidden = add(FileServent.sharing(net, "5.3.1.1", root, "hazel song.ogg", CONTENT, hub));
        open = add(FileServent.sharing(net, "5.4.1.1", root, "walnut song.ogg", CONTENT, hub));
        net.run(Duration.ofMinutes(2));
        List.of(hub, open).forEach(one -> net.host("5.9.1.1").dialer().dial(one.address(), Duration.ofSeconds(5), link -> link.close(), _ -> {}));
        net.run(Duration.ofMinutes(1));
    }

    private FileServent add(FileServent one) {
        everybody.add(one);
        return one;
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(FileServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    private HostListing browse(FileServent asker, Browsing.Wanted host) {
        assertThat(asker.browse(host)).isEqualTo(Browsing.Begun.ASKED);
        assertThat(net.runUntil(() -> ended(asker, host.address()), Duration.ofMinutes(3))).isTrue();
        return asker.listing(host.address()).orElseThrow();
    }

    private static boolean ended(FileServent asker, HostAddress host) {
        return asker.listing(host).orElseThrow().state().ended();
    }

    @Test
    @DisplayName("T-53 One that can be called is looked at by calling it")
    void byACall() {
        var listing = browse(hidden, Browsing.Wanted.direct(open.address()));
        assertThat(listing.state()).as(listing.words()).isEqualTo(HostListing.State.COMPLETE);
        assertThat(listing.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("walnut song.ogg");
            assertThat(file.sha1()).contains(CONTENT.sha1());
        });
        assertThat(browse(hidden, Browsing.Wanted.direct(open.address())))
                .as("again within the hour")
                .returns(HostListing.State.REFUSED, HostListing::state)
                .returns(429, HostListing::status);
    }

    @Test
    @DisplayName("T-53 One nobody can call is asked to call, and its file comes the same way")
    void throughAPush() {
        var wanted = new Browsing.Wanted(hidden.address(), Optional.of(hidden.guid), true, List.of(hub.address()));
        var listing = browse(open, wanted);
        assertThat(listing.state()).as(listing.words()).isEqualTo(HostListing.State.COMPLETE);
        assertThat(listing.files()).singleElement().returns("hazel song.ogg", HostListing.Shared::name);
        assertThat(hidden.calledBack).hasSize(1);

        var file = listing.files().getFirst();
        var download = open.download(file.sha1().orElseThrow(), file.name(), file.size(), List.of(file.source()));
        assertThat(net.runUntil(() -> open.view(download.id()).state() == DownloadView.State.DONE, Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void oneThatDoesNotAnswerIsAskedToCallAfterAll() {
        var listing = browse(open, new Browsing.Wanted(hidden.address(), Optional.of(hidden.guid), false, List.of(hub.address())));
        assertThat(listing.files()).singleElement().returns("hazel song.ogg", HostListing.Shared::name);
    }
}
