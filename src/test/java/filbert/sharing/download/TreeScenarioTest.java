package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.TigerRoot;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Peer.Answer;
import filbert.sharing.download.disk.Content;
import filbert.sharing.hashing.Thex;
import filbert.sharing.hashing.TreeRow;
import filbert.simulation.VirtualNetwork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees fetched, trusted, and found out. */
final class TreeScenarioTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SLICE = 256 << 10;
    private final VirtualNetwork net = new VirtualNetwork(12);
    private final Content content = Content.ofSize(10 * SLICE + 1000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private byte[] thex() {
        return Thex.write(content.row(), new UUID(3, 4));
    }

    /** Sends a part first, so that there is time to ask for a tree. */
    private Peer inParts(Peer peer, int most, UnaryOperator<byte[]> spoiled, byte[] tree) {
        var bytes = spoiled.apply(content.bytes().clone());
        return peer.script((p, request) -> request.startLine().contains("/N2X?")
                ? p.tree(tree)
                : p.file(request, most, bytes, "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()));
    }

    private static byte[] flip(byte[] bytes, int at) {
        bytes[at] ^= 1;
        return bytes;
    }

    @Test
    void theTreeIsFetchedBetweenTwoRangesAndSlicesAreVerifiedAsTheyCome() {
        net.bandwidth(400_000);
        var peer = inParts(here.peer(content), 2 * SLICE, bytes -> bytes, thex());
        var download = here.add(content, peer);
        net.runUntil(() -> here.view(download.id()).verified() > 0, MINUTE);
        assertThat(here.view(download.id()).state()).isEqualTo(State.ACTIVE);
        assertThat(peer.requests.get(1).startLine()).isEqualTo("GET /uri-res/N2X?urn:sha1:" + content.sha1() + " HTTP/1.1");
        assertThat(peer.requests.get(1).has("Range")).isFalse();
        here.finish(download, content, MINUTE);
        assertThat(peer.links).hasSize(1);
        assertThat(peer.requests.stream().filter(r -> r.startLine().contains("N2X"))).hasSize(1);
        assertThat(here.toldRows).singleElement().extracting(TreeRow::root).isEqualTo(content.root());
    }

    @Test
    @DisplayName("T-27")
    void aCorruptSliceIsFetchedFromAnotherAndItsOnlySupplierBanned() {
        net.bandwidth(400_000);
        var liar = inParts(here.peer(content), 2 * SLICE, bytes -> flip(bytes, 3 * SLICE + 5), thex());
        var download = here.add(content, liar);
        net.runUntil(() -> here.view(download.id()).state() == State.FAILED, Duration.ofMinutes(2));
        var banned = here.view(download.id()).sources().getFirst();
        assertThat(banned.state()).isEqualTo("bad");
        assertThat(banned.grounds()).isEqualTo(Grounds.of(Grounds.Kind.WRONG_BYTES));
        assertThat(here.view(download.id()).verified()).isGreaterThanOrEqualTo(2 * SLICE);
        var honest = here.peer(content);
        here.queue().offer(content.sha1(), List.of(honest.source()));
        here.finish(download, content, MINUTE);
        assertThat(honest.ranges().getFirst()).startsWith(Integer.toString(3 * SLICE));
    }

    @Test
    @DisplayName("T-27")
    void aSliceSpoiledByOneOfManyIsFoundAndHealed() {
        net.bandwidth(300_000);
        var liar = inParts(here.peer(content), 1 << 30, bytes -> {
            for (var at = 100; at < bytes.length; at += SLICE) {
                flip(bytes, at);
            }
            return bytes;
        }, thex());
        var download = here.add(content, liar, inParts(here.peer(content), SLICE, b -> b, thex()), inParts(here.peer(content), SLICE, b -> b, thex()));
        here.finish(download, content, Duration.ofMinutes(3));
    }

    static Stream<UnaryOperator<byte[]>> badTrees() {
        return Stream.of(
                dime -> flip(dime, dime.length - 30), // a wrong leaf
                dime -> Arrays.copyOf(dime, dime.length - 1), // missing padding
                dime -> text(dime, "size=\"2622440\"", "size=\"2622441\""),
                dime -> text(dime, "<!DOCTYPE hashtree SYSTEM \"http://open", "<!ENTITY h SYSTEM \"file:///etc/passwd\"><a b"),
                _ -> new byte[600_000],
                _ -> new byte[0],
                _ -> "<html>".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] text(byte[] dime, String from, String to) {
        var latin1 = new String(dime, StandardCharsets.ISO_8859_1);
        assertThat(latin1).contains(from.substring(0, 8));
        var changed = latin1.replace(from, to);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("badTrees")
    @DisplayName("T-25")
    void aBadTreeIsRefusedAndItsSourceNotAskedForItAgain(UnaryOperator<byte[]> spoil) {
        var peer = inParts(here.peer(content), SLICE, bytes -> bytes, spoil.apply(thex()));
        var download = here.add(content, peer);
        here.finish(download, content, Duration.ofMinutes(3));
        assertThat(peer.requests.stream().filter(r -> r.startLine().contains("N2X"))).hasSize(1);
    }

    @Test
    @DisplayName("T-26")
    void singleQuotesAndAShallowTreeWillDo() {
        net.bandwidth(400_000);
        var shallow = content.inSlicesOf(4 * SLICE);
        var dime = new String(Thex.write(shallow.row(), new UUID(3, 4)), StandardCharsets.ISO_8859_1);
        var start = dime.indexOf("<?xml");
        var end = dime.indexOf("</hashtree>");
        var quoted = dime.substring(0, start) + dime.substring(start, end).replace('"', '\'') + dime.substring(end);
        var peer = inParts(here.peer(content), 4 * SLICE, bytes -> bytes, quoted.getBytes(StandardCharsets.ISO_8859_1));
        var download = here.add(content, peer);
        net.runUntil(() -> here.view(download.id()).verified() > 0, MINUTE);
        assertThat(here.view(download.id()).verified()).isEqualTo(4 * SLICE);
        here.finish(download, content, MINUTE);
    }

    @Test
    void aTreeBeingComputedIsAskedForLater() {
        net.bandwidth(6_000);
        var peer = here.peer(content);
        peer.script((p, request) -> {
            if (!request.startLine().contains("/N2X?")) {
                return p.file(request, SLICE, content.bytes(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root());
            }
            var before = p.requests.stream().filter(r -> r.startLine().contains("N2X")).count();
            return before == 1 ? Peer.status("503 TTH is being computed", "Retry-After: 60") : p.tree(thex());
        });
        var download = here.add(content, peer);
        net.runUntil(() -> here.view(download.id()).verified() > 0, Duration.ofMinutes(30));
        assertThat(here.view(download.id()).verified()).isPositive();
        assertThat(peer.requests.stream().filter(r -> r.startLine().contains("N2X"))).hasSize(2);
    }

    @Test
    void aFalseTreeDoesNotKeepTheFileAway() {
        var other = Content.of(content.size(), 99);
        var falseTree = Thex.write(other.row(), new UUID(3, 4));
        var peers = new Peer[3];
        for (var i = 0; i < peers.length; i++) {
            peers[i] = here.peer(content).script((p, request) -> request.startLine().contains("/N2X?")
                    ? p.tree(falseTree)
                    : p.file(request, SLICE, content.bytes(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + other.root()));
        }
        here.finish(here.add(content, peers), content, Duration.ofMinutes(3));
    }

    @Test
    void aFalseTreeFromTheOnlySourceDoesNotEither() {
        var other = Content.of(content.size(), 99);
        var peer = here.peer(content).script((p, request) -> request.startLine().contains("/N2X?")
                ? p.tree(Thex.write(other.row(), new UUID(3, 4)))
                : p.file(request, SLICE, content.bytes(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + other.root()));
        here.finish(here.add(content, peer), content, Duration.ofMinutes(3));
    }

    @Test
    void aRootThatCameWithTheWishIsNotReplacedByWhatASourceSays() {
        net.bandwidth(400_000);
        var wrong = TigerRoot.of(new byte[24]);
        var peer = here.peer(content).script((p, request) -> request.startLine().contains("/N2X?")
                ? p.tree(thex())
                : p.file(request, SLICE, content.bytes(), "X-Thex-URI: /other;" + wrong));
        var download = here.queue().add(new DownloadRequest(3, content.sha1(), Optional.of(content.root()), "x", content.size(), List.of(peer.source())));
        here.finish(download, content, Duration.ofMinutes(3));
        assertThat(peer.wasAskedForTree()).isFalse();
    }

    @Test
    void aRootThatCameWithTheWishIsAskedForWhereServentsKeepTrees() {
        net.bandwidth(400_000);
        var peer = here.peer(content).script((p, request) ->
                request.startLine().contains("/N2X?") ? p.tree(thex()) : p.file(request, SLICE, content.bytes()));
        var download = here.queue().add(new DownloadRequest(3, content.sha1(), Optional.of(content.root()), "x", content.size(), List.of(peer.source())));
        net.runUntil(() -> here.view(download.id()).verified() > 0, MINUTE);
        here.finish(download, content, Duration.ofMinutes(3));
        assertThat(peer.wasAskedForTree()).isTrue();
    }

    @Test
    void aWrongFileWithoutTreeIsNotPublished() {
        var small = Content.of(100_000, 5);
        var peer = here.peer(small).script((p, request) -> p.file(request, 1 << 30, flip(small.bytes().clone(), 77)));
        var download = here.add(small, peer);
        assertThat(here.runUntil(download.id(), State.FAILED, MINUTE)).isTrue();
        assertThat(here.view(download.id()).reason()).isEqualTo("hash-mismatch");
        assertThat(here.finished).isEmptyDirectory();
        peer.script(Peer::treeless);
        assertThat(here.queue().retry(download.id())).isTrue();
        here.finish(download, small, MINUTE);
    }

    @Test
    void aWrongFileIsHealedByATreeFetchedAfterwards() {
        var liar = here.peer(content).script((p, request) -> request.startLine().contains("/N2X?")
                ? p.tree(thex())
                : p.file(request, 1 << 30, flip(content.bytes().clone(), 5 * SLICE), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";"
                        + content.root()));
        var download = here.add(content, liar);
        here.run(MINUTE);
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.queue().retry(download.id());
        here.finish(download, content, Duration.ofMinutes(3));
    }

    @Test
    void aSmallFileNeedsNoTreeButItsRoot() {
        var small = Content.of(100_000, 5);
        var liar = here.peer(small).script((p, request) -> p.file(request, 1 << 30, flip(small.bytes().clone(), 77)));
        var request = new DownloadRequest(3, small.sha1(), Optional.of(small.root()), "x", small.size(), List.of(liar.source()));
        var download = here.queue().add(request);
        here.run(MINUTE);
        here.queue().offer(small.sha1(), List.of(here.peer(small).source()));
        here.finish(download, small, MINUTE);
    }

    @Test
    void aFalseRootOfASmallFileDoesNotKeepItAway() {
        var small = Content.of(100_000, 5);
        var peer = here.peer(small).script(Peer::treeless);
        var request = new DownloadRequest(3, small.sha1(), Optional.of(TigerRoot.of(new byte[24])), "x", small.size(), List.of(peer.source()));
        here.finish(here.queue().add(request), small, Duration.ofMinutes(3));
    }

    @Test
    void aTreeRequestThatIsCutOffIsTriedAgainLater() {
        net.bandwidth(20_000);
        var peer = here.peer(content);
        peer.script((p, request) -> request.startLine().contains("/N2X?")
                ? new Answer(p.tree(thex()).cutAt(200).bytes(), true)
                : p.file(request, SLICE, content.bytes(), "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root()));
        here.finish(here.add(content, peer), content, Duration.ofMinutes(10));
    }
}
