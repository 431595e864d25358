package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadDetail.Entry;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChronicleTest {
    private static final Grounds BUSY = Grounds.said(Grounds.Kind.BUSY, "503 Busy", 503);
    private static final Duration LONG = Duration.ofHours(2);

    private final Chronicle chronicle = new Chronicle(InstantSource.fixed(Instant.EPOCH));
    private final VirtualNetwork net = new VirtualNetwork(3);
    private final Content content = Content.ofSize(3_000_000);

    @TempDir
    Path root;

    private static Grounds place(int place) {
        return Grounds.of(Grounds.Kind.PLACE, place);
    }

    private List<String> told() {
        return chronicle.entries().stream().map(Entry::what).toList();
    }

    @Test
    void theSameAgainIsCountedAndMovesToTheEnd() {
        chronicle.tell("rests", "a", BUSY);
        chronicle.tell("joined", "b", "");
        chronicle.tell("rests", "a", BUSY);
        assertThat(chronicle.entries()).containsExactly(new Entry(Instant.EPOCH, "joined", "b", "", Grounds.NONE, 1), new Entry(Instant.EPOCH, "rests", "a", "", BUSY, 2));
    }

    @Test
    void aPlaceInALineReplacesTheOneBefore() {
        chronicle.moved("in-line", "a", place(14));
        chronicle.moved("in-line", "b", place(3));
        chronicle.moved("in-line", "a", place(13));
        assertThat(chronicle.entries()).extracting(Entry::grounds).containsExactly(place(3), place(13));
    }

    @Test
    void aHundredAreKeptAndThoseWhoRestGoFirst() {
        chronicle.tell("added");
        for (var host = 0; host < 300; host++) {
            chronicle.tell("rests", Integer.toString(host), Grounds.said(Grounds.Kind.LOST, "x".repeat(1_000)));
        }
        assertThat(told()).hasSize(DownloadDetail.MOST_ENTRIES).startsWith("added");
        assertThat(chronicle.entries().getLast().grounds().words()).hasSizeLessThan(300);
        for (var host = 0; host < 300; host++) {
            chronicle.tell("dropped", Integer.toString(host), "");
        }
        assertThat(told()).hasSize(DownloadDetail.MOST_ENTRIES).containsOnly("dropped");
    }

    @Test
    void aDownloadTellsWhatHappenedAndWhoBroughtWhat() {
        net.bandwidth(100_000);
        var here = new Downloader(net, root).started();
        var spoiled = content.bytes().clone();
        spoiled[100_000] ^= 1;
        var liar = here.peer(content).script((peer, request) -> request.startLine().contains("/N2X?")
                ? peer.honestly(request)
                : peer.file(request, Integer.MAX_VALUE, spoiled, "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()));
        var download = here.add(content, liar);
        net.runUntil(() -> here.view(download.id()).state() != State.ACTIVE && here.view(download.id()).written() > 0, LONG);
        var friend = here.peer(content);
        here.queue().offer(content.sha1(), List.of(friend.source()));
        net.runUntil(() -> friend.ranges().size() > 0 && here.view(download.id()).sources().stream().anyMatch(source -> source.state().equals("receiving")), LONG);
        assertThat(detail(here, download).shares())
                .filteredOn(DownloadDetail.Share::coming)
                .isNotEmpty()
                .allMatch(share -> share.host().equals(friend.address()));
        here.queue().pause(download.id());
        here.queue().resume(download.id());
        here.finish(download, content, LONG);

        var detail = detail(here, download);
        assertThat(detail.log()).extracting(Entry::what).contains("added", "joined", "tree", "spoiled", "dropped", "verified", "paused", "resumed", "checking", "done");
        assertThat(detail.log()).filteredOn(entry -> entry.what().equals("spoiled")).first().matches(entry ->
                entry.who().equals(liar.address().toString()) && entry.about().equals("0–262143"));
        assertThat(detail.shares()).noneMatch(DownloadDetail.Share::coming);
        assertThat(detail.shares().stream().mapToLong(share -> share.to() - share.from()).sum()).as("all but what a pause cut off").isBetween(2_900_000L, (long) content.size());
        assertThat(detail.shares().getFirst().host()).isEqualTo(friend.address());
    }

    private static DownloadDetail detail(Downloader here, DownloadView download) {
        return here.queue().detail(download.id()).orElseThrow();
    }
}
