package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.EmittedHead;
import filbert.wire.header.HeaderBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More sources by what sources say of each other, in virtual time. */
final class AlternativesInRequestsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final VirtualNetwork net = new VirtualNetwork(9);
    private final Content content = Content.ofSize(700_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    /** Honest, and names another. */
    private Peer.Answer naming(Peer named, Peer self, HeaderBlock request) {
        return self.file(request, 100_000, content.bytes(), "X-Alt: " + named.address());
    }

    @Test
    void whomASourceNamesIsAskedToo() {
        var named = here.peer(content).script((self, request) -> self.file(request, 100_000, content.bytes()));
        var known = here.peer(content).script((self, request) -> naming(named, self, request));
        var download = here.add(content, known);
        here.run(MINUTE);
        assertThat(here.view(download.id()).state()).isEqualTo(State.DONE);
        assertThat(named.requests).isNotEmpty();
    }

    @Test
    @DisplayName("T-38 a source is told of others only once they have given something")
    void onlyTheProvedAreNamed() {
        var silent = here.peer(content).script((self, request) -> Peer.status("503 Busy"));
        var second = here.peer(content).script((self, request) -> self.file(request, 50_000, content.bytes()));
        var first = here.peer(content).script((self, request) ->
                self.file(request, 50_000, content.bytes(), "X-Alt: " + second.address() + "," + silent.address()));
        here.add(content, first);
        here.run(MINUTE);
        assertThat(second.requests.getFirst().get("X-Alt")).contains(first.address().toString());
        assertThat(first.requests.getFirst().get("X-Alt")).isEmpty();
        assertThat(first.requests).noneMatch(request -> request.get("X-Alt").orElse("").contains(silent.address().toString()));
    }

    @Test
    @DisplayName("T-38 who lets us wait in its queue has the file, whichever way it queues (3-transfer, 3.7.2)")
    void whoQueuesUsIsProved() {
        var queue = here.peer(content)
                .script((self, request) -> Peer.status("503 Queued", "X-Queued: ID=" + "0".repeat(31) + "1; position=1", "Retry-After: 60"));
        var giver = here.peer(content).script((self, request) -> self.file(request, 50_000, content.bytes()));
        here.add(content, queue, giver);
        here.run(MINUTE);
        assertThat(giver.requests).anyMatch(request -> request.get("X-Alt").orElse("").contains(queue.address().toString()));
    }

    @Test
    @DisplayName("T-10 requests with much to say of others fold nothing, say nothing twice, and keep to the ceilings of replies")
    void fullRequestsStaySmall() {
        var empty = IntStream.range(0, 12).mapToObj(_ -> here.peer(content).script((self, request) -> Peer.status("404 Not Found"))).toList();
        var givers = IntStream.range(0, 12).mapToObj(_ -> here.peer(content).script((self, request) -> self.file(request, 8_000, content.bytes()))).toList();
        here.add(content, Stream.concat(empty.stream(), givers.stream()).toArray(Peer[]::new));
        here.run(MINUTE);
        assertThat(givers).flatMap(giver -> giver.requests).anyMatch(request -> request.has("X-Alt")).anyMatch(request -> request.has("X-NAlt"));
        assertThat(givers).allSatisfy(giver -> Stream.of(giver.raw.toString().split("(?<=\r\n\r\n)")).filter(head -> !head.isEmpty()).forEach(EmittedHead::check));
        assertThat(givers).flatMap(giver -> giver.requests).filteredOn(request -> request.has("X-Alt"))
                .allMatch(request -> request.get("X-Alt").orElseThrow().split(",").length <= 10);
    }

    @Test
    @DisplayName("T-40 who answers 404 is no source any more, and others are told so")
    void aSourceWithoutTheFileIsReported() {
        var empty = here.peer(content).script((self, request) -> Peer.status("404 Not Found"));
        var slow = here.peer(content).script((self, request) -> self.file(request, 20_000, content.bytes()));
        here.add(content, empty, slow);
        here.run(MINUTE);
        assertThat(empty.requests).hasSize(1);
        assertThat(slow.requests).anyMatch(request -> request.get("X-NAlt").orElse("").contains(empty.address().toString()));
    }

    @Test
    @DisplayName("T-40 who sends another file's bytes is reported as well")
    void aSourceWithAnotherFileIsReported() {
        var liar = here.peer(content).script((self, request) -> self.file(request, 20_000, new byte[5000]));
        var slow = here.peer(content).script((self, request) -> self.file(request, 20_000, content.bytes()));
        here.add(content, liar, slow);
        here.run(MINUTE);
        assertThat(slow.requests).anyMatch(request -> request.get("X-NAlt").orElse("").contains(liar.address().toString()));
    }

    @Test
    @DisplayName("a host that is merely named is called twice an hour at most")
    void nobodyIsCalledOftenBecauseSomebodyNamedIt() {
        var victim = net.host("5.77.1.1");
        var calls = new int[1];
        try {
            victim.listener().listen(victim.at(6346), link -> {
                calls[0]++;
                link.close();
            });
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        var known = here.peer(content).script((self, request) -> self.file(request, 1_100, content.bytes(), "X-Alt: " + victim.at(6346)));
        here.add(content, known);
        here.run(Duration.ofHours(1));
        assertThat(calls[0]).isBetween(1, 2);
    }
}
