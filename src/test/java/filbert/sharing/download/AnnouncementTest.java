package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.push.Whereabouts;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** We name ourselves among those who have a part of a file, if the network may see it, and nobody else does it for us. */
final class AnnouncementTest {
    private static final HostAddress US = HostAddress.parse("5.1.1.1:6346").orElseThrow();
    private static final HostAddress PROXY = HostAddress.parse("5.9.9.9:6347").orElseThrow();
    private static final Guid OURS = new Guid(7, 8);

    private final VirtualNetwork net = new VirtualNetwork(9);
    private final Content content = Content.ofSize(6_000_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
        here.network = true;
        here.whereabouts = new Whereabouts(true, OURS, US, false, List.of());
    }

    private Peer pieceByPiece(String... features) {
        net.bandwidth(100_000);
        return here.peer(content).script((self, request) -> request.startLine().contains("N2X") ? self.honestly(request) : self.file(request, 200_000, content.bytes(), Stream
                .concat(Stream.of(features), Stream.of("X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()))
                .toArray(String[]::new)));
    }

    private List<String> told(Peer peer, String header) {
        return peer.requests.stream().map((HeaderBlock request) -> request.get(header).orElse("")).toList();
    }

    @Test
    @DisplayName("3-transfer, 3.7.2: whoever can be called tells its sources once that it has a part")
    void aVerifiedPartIsAnnouncedOnce() {
        var peer = pieceByPiece();
        here.finish(here.add(content, peer), content, Duration.ofMinutes(5));
        assertThat(told(peer, "X-Alt").subList(0, 4)).as("nothing is verified yet").containsOnly("");
        assertThat(told(peer, "X-Alt")).filteredOn(value -> value.contains(US.ip().getHostAddress())).hasSize(1);
        assertThat(told(peer, "X-Falt")).containsOnly("");
    }

    @Test
    void whoIsAskedOnceInAMinuteIsToldToo() {
        net.bandwidth(6_000);
        var peer = here.peer(content).script((self, request) -> request.startLine().contains("N2X") ? self.honestly(request) : self.file(
                request, 360_000, content.bytes(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()));
        here.add(content, peer);
        here.run(Duration.ofMinutes(8));
        assertThat(told(peer, "X-Alt")).filteredOn(value -> value.contains(US.ip().getHostAddress())).hasSize(1);
    }

    @Test
    void whatTheHouseholdKeepsToItselfIsNeverAnnounced() {
        here.network = false;
        var peer = pieceByPiece("X-Features: fwalt/0.1");
        here.finish(here.add(content, peer), content, Duration.ofMinutes(5));
        assertThat(told(peer, "X-Alt")).containsOnly("");
        here.whereabouts = new Whereabouts(true, OURS, US, true, List.of(PROXY));
        assertThat(told(peer, "X-Falt")).containsOnly("");
    }

    @Test
    void whatIsHiddenMeanwhileIsAnnouncedToNobodyElse() {
        var first = pieceByPiece();
        var download = here.add(content, first);
        assertThat(net.runUntil(() -> told(first, "X-Alt").stream().anyMatch(value -> !value.isEmpty()), Duration.ofMinutes(2))).isTrue();
        here.network = false;
        here.run(Announcement.BELIEVED);
        var second = pieceByPiece();
        here.queue().offer(content.sha1(), List.of(second.source()));
        here.finish(download, content, Duration.ofMinutes(5));
        assertThat(second.requests).isNotEmpty();
        assertThat(told(second, "X-Alt")).noneMatch(value -> value.contains(US.ip().getHostAddress()));
    }

    @Test
    @DisplayName("T-39: whoever is firewalled is named in X-Falt, to those who read it")
    void whoCanOnlyBePushedSaysSo() {
        here.whereabouts = new Whereabouts(true, OURS, US, true, List.of(PROXY));
        var reads = pieceByPiece("X-Features: fwalt/0.1");
        var doesNot = pieceByPiece();
        here.finish(here.add(content, reads, doesNot), content, Duration.ofMinutes(5));
        assertThat(told(reads, "X-Falt")).filteredOn(value -> value.contains(OURS.hex().toUpperCase(java.util.Locale.ROOT))).hasSize(1);
        assertThat(told(doesNot, "X-Falt")).containsOnly("");
        assertThat(Stream.of(reads, doesNot).flatMap(peer -> told(peer, "X-Alt").stream())).noneMatch(value -> value.contains(US.ip().getHostAddress()));
    }
}
