package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Peer.Answer;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.Leftovers;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files nobody tells a hash of are fetched from the one host that offers them, and nothing of it looks like a hash outside. */
final class UnvouchedTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SIZE = 3 << 20;

    private final VirtualNetwork net = new VirtualNetwork(11);
    private final Content content = Content.ofSize(SIZE);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    /** From before hashes were told. */
    private static Answer old(Peer peer, HeaderBlock request, byte[] bytes, String... headers) {
        var answer = peer.file(request, Integer.MAX_VALUE, bytes, headers);
        var text = new String(answer.bytes(), StandardCharsets.ISO_8859_1).replaceFirst("X-Gnutella-Content-URN: [^\r]*\r\n", "");
        return Answer.text(text);
    }

    private Peer oldPeer() {
        return here.peer(content).script((peer, request) -> old(peer, request, content.bytes()));
    }

    private DownloadRequest request(Source source) {
        return DownloadRequest.unvouched(3, "blue hazel.ogg", SIZE, source);
    }

    private DownloadView add(Peer peer) {
        return here.queue().add(request(peer.source()));
    }

    private List<String> log(long id) {
        return here.queue().detail(id).orElseThrow().log().stream().map(DownloadDetail.Entry::what).toList();
    }

    /** Kills it when about a third is there. */
    private DownloadView killedInTheMiddle(Peer peer) {
        peer.paced(net.time(), 200_000);
        var download = add(peer);
        assertThat(net.runUntil(() -> here.view(download.id()).written() > 1 << 20, MINUTE)).isTrue();
        here.kill();
        peer.requests.clear();
        peer.paced(net.time(), 100_000_000);
        return download;
    }

    @Test
    void itComesByIndexAndNameAndNothingThatIsSaidNamesAHash() {
        var peer = oldPeer();
        var download = add(peer);
        assertThat(download.unvouched()).isTrue();
        assertThat(download.content()).isEmpty();
        here.finish(download, content, MINUTE);
        assertThat(peer.requests).allSatisfy(request -> assertThat(request.startLine()).isEqualTo("GET /get/7/hazel.ogg HTTP/1.1"));
        assertThat(peer.raw.toString()).doesNotContainIgnoringCase("urn:").doesNotContain(download.sha1().base32()).doesNotContain("Alt", "fwalt");
    }

    @Test
    void whatCameIsPublishedUnderItsRealHashAndStaysUnchecked() {
        var download = add(oldPeer());
        here.finish(download, content, MINUTE);
        var done = here.view(download.id());
        assertThat(done.sha1()).isEqualTo(content.sha1());
        assertThat(done.content()).contains(content.sha1());
        assertThat(done.unvouched()).isTrue();
        assertThat(done.verified()).isZero();
        assertThat(here.told).extracting(DownloadView::sha1).containsExactly(content.sha1());
        assertThat(here.unfinishedFiles()).isEmpty();
        here.kill();
        here.started();
        assertThat(here.queue().view()).singleElement().satisfies(row -> {
            assertThat(row.sha1()).isEqualTo(content.sha1());
            assertThat(row.unvouched()).isTrue();
        });
    }

    @Test
    void nobodyElseIsAskedWhateverIsOfferedOrHeard() {
        var other = here.peer(content);
        var peer = here.peer(content).paced(net.time(), 200_000).script((one, request) -> old(one, request, content.bytes(),
                "X-Alt: " + other.source().address(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()));
        var download = add(peer);
        here.queue().offer(download.sha1(), List.of(other.source()));
        here.queue().add(request(peer.source()));
        here.finish(download, content, MINUTE);
        assertThat(other.links).isEmpty();
        assertThat(peer.wasAskedForTree()).isFalse();
        assertThat(here.queue().view()).hasSize(1);
        assertThat(here.neighbours.sounded).isEmpty();
    }

    @Test
    void aHashToldOnTheWayIsWrittenDownAndNoMore() {
        var told = Content.of(10, 1).sha1();
        var peer = here.peer(content).script((one, request) -> old(one, request, content.bytes(), "X-Content-URN: urn:sha1:" + told));
        var download = add(peer);
        here.finish(download, content, MINUTE);
        assertThat(here.view(download.id()).sha1()).isEqualTo(content.sha1());
        assertThat(log(download.id())).contains("hash-told");
    }

    @Test
    void itIsLookedForByNobody() {
        var download = add(here.gone(content));
        assertThat(here.queue().lookForSources(download.id())).contains("unvouched");
        here.queue().seek(download.id());
        here.run(Duration.ofHours(3));
        assertThat(here.neighbours.asked).isEmpty();
    }

    @Test
    void nothingOfItIsShownToOthersWhileItComes() {
        here.network = true;
        var peer = oldPeer().paced(net.time(), 200_000);
        var download = add(peer);
        assertThat(net.runUntil(() -> here.view(download.id()).written() > 2 << 20, MINUTE)).isTrue();
        assertThat(here.partials().bySha1(download.sha1())).isEmpty();
        assertThat(here.view(download.id()).verified()).isZero();
    }

    @Test
    void itGoesOnAfterAKillWhereTheHostStillSendsTheSame() {
        var peer = oldPeer();
        var download = killedInTheMiddle(peer);
        here.started();
        var there = here.view(download.id()).written();
        here.finish(download, content, MINUTE);
        assertThat(there).isPositive();
        var ranges = peer.ranges();
        assertThat(ranges.getFirst()).isEqualTo((there - 1024) + "-" + (there - 1));
        assertThat(ranges.get(1)).startsWith(there + "-");
        assertThat(log(download.id())).doesNotContain("another-file");
    }

    @Test
    void itBeginsAnewWhereTheHostSendsSomethingElseUnderTheSameName() {
        var peer = oldPeer();
        var download = killedInTheMiddle(peer);
        var other = Content.of(SIZE, 99);
        peer.script((one, request) -> old(one, request, other.bytes()));
        here.started();
        here.finish(download, other, MINUTE);
        assertThat(log(download.id())).contains("another-file");
        assertThat(here.view(download.id()).sha1()).isEqualTo(other.sha1());
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void aLinkLostInTheMiddleIsFollowedByTheSameQuestion() {
        var peer = here.peer(content);
        peer.script((one, request) -> one.requests.size() == 1 ? old(one, request, content.bytes()).cutAt(500_000).closing() : old(one, request, content.bytes()));
        var download = add(peer);
        here.finish(download, content, MINUTE);
        var second = peer.ranges().get(1).split("-", 2);
        assertThat(Long.parseLong(second[1]) - Long.parseLong(second[0])).isEqualTo(1023);
    }

    @Test
    void aHostThatSendsAnotherFileEveryTimeIsGivenUpUntilSomebodyWantsItAgain() {
        var peer = here.peer(content);
        peer.script((one, request) -> old(one, request, Content.of(SIZE, one.requests.size()).bytes()).cutAt(500_000).closing());
        var download = add(peer);
        here.run(MINUTE.multipliedBy(60));
        assertThat(here.view(download.id()).state()).isEqualTo(State.FAILED);
        assertThat(here.view(download.id()).reason()).isEqualTo("another-file");
        var asked = peer.requests.size();
        here.run(MINUTE.multipliedBy(60));
        assertThat(peer.requests).hasSize(asked);
        peer.script((one, request) -> old(one, request, content.bytes()));
        here.queue().retry(download.id());
        here.finish(download, content, MINUTE);
    }

    @Test
    void anotherSizeIsRefusedWithTheReason() {
        var other = Content.of(SIZE + 1, 1);
        var peer = here.peer(content).script((one, request) -> old(one, request, other.bytes()));
        var download = add(peer);
        here.run(MINUTE);
        var now = here.view(download.id());
        assertThat(now.state()).isEqualTo(State.FAILED);
        assertThat(now.size()).isEqualTo(SIZE);
        assertThat(now.sources()).singleElement().satisfies(source -> assertThat(source.grounds().kind()).isEqualTo(Grounds.Kind.ANOTHER_SIZE));
    }

    @Test
    void itIsFoundByItsJournalAloneAndStaysWhatItIs() {
        var peer = oldPeer();
        var download = killedInTheMiddle(peer);
        here.store.rows.clear();
        here.started();
        var found = here.queue().view().getFirst();
        assertThat(found.unvouched()).isTrue();
        assertThat(found.content()).isEmpty();
        here.run(MINUTE);
        assertThat(here.view(found.id()).written()).isEqualTo(download.written() + here.view(found.id()).written());
        assertThat(peer.requests).isEmpty();
        here.queue().add(request(peer.source()));
        here.finish(found, content, MINUTE);
        assertThat(peer.ranges().getFirst()).doesNotStartWith("0-");
    }

    @Test
    void aJournalLeftBehindByWhatIsDoneMakesNoSecondDownload() throws IOException {
        var peer = oldPeer();
        var download = add(peer);
        var journal = here.incomplete.resolve(download.sha1().base32() + ".journal");
        var left = root.resolve("left");
        here.store.beforeUpdate = row -> {
            if (row.download().state() == State.DONE) {
                copy(journal, left);
            }
        };
        here.finish(download, content, MINUTE);
        here.kill();
        Files.copy(left, journal);
        here.started();
        here.run(MINUTE);
        assertThat(here.queue().view()).hasSize(1);
        assertThat(journal).doesNotExist();
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void killedBetweenTheFileAndItsRowItIsFoundUnderItsName() {
        var peer = oldPeer();
        var download = add(peer);
        here.store.beforeUpdate = row -> {
            if (row.download().state() == State.DONE) {
                throw new IllegalStateException("killed");
            }
        };
        assertThat(here.runUntil(download.id(), State.DONE, MINUTE)).isTrue();
        here.kill();
        here.store.beforeUpdate = _ -> {};
        peer.requests.clear();
        here.started();
        here.finish(download, content, MINUTE);
        var path = Objects.requireNonNull(here.view(download.id()).path());
        assertThat(path.getFileName()).hasToString("blue hazel.ogg");
        assertThat(here.view(download.id()).sha1()).isEqualTo(content.sha1());
        assertThat(peer.requests).isEmpty();
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    @Test
    void noHashIsMistakenForItsName() {
        var peer = oldPeer().paced(net.time(), 200_000);
        var download = add(peer);
        here.run(Duration.ofSeconds(2));
        assertThatThrownBy(() -> here.queue().add(
                        new DownloadRequest(3, download.sha1(), Optional.empty(), "x", SIZE, List.of(here.peer(content).source()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(here.queue().adopt(download.id(), new Leftovers.Origin(Client.FILBERT, root.resolve("x.part"), Optional.empty()))).isFalse();
        here.finish(download, content, MINUTE);
    }

    @Test
    void twoPeopleFetchItEachForThemselves() {
        var peer = oldPeer();
        var mine = add(peer);
        var hers = here.queue().add(DownloadRequest.unvouched(4, "blue hazel.ogg", SIZE, peer.source()));
        assertThat(hers.sha1()).isNotEqualTo(mine.sha1());
        here.finish(mine, content, MINUTE);
        here.finish(hers, content, MINUTE);
    }

    @Test
    void thePartOfOneThatIsCancelledWaitsForWhoeverWantsItAgain() {
        var peer = oldPeer().paced(net.time(), 200_000);
        var download = add(peer);
        assertThat(net.runUntil(() -> here.view(download.id()).written() > 1 << 20, MINUTE)).isTrue();
        assertThat(here.queue().keep(download.id())).isTrue();
        peer.requests.clear();
        peer.paced(net.time(), 100_000_000);
        here.finish(add(peer), content, MINUTE);
        assertThat(peer.ranges().getFirst()).doesNotStartWith("0-");
    }

    @Test
    void aFileOfNoKnownSizeIsNotFetchedSo() {
        var source = new Source(here.peer(content).source().address(), Guid.ZERO, 7, "x", "", 0, false, false, List.of());
        assertThatThrownBy(() -> DownloadRequest.unvouched(3, "x", 0, source)).isInstanceOf(IllegalArgumentException.class);
    }
}
