package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import filbert.servent.NetworkView.NeighbourView;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.sharing.download.disk.Content;
import filbert.simulation.FileServent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Queries by datagram, each asking the other (GUESS 0.2; 2-search, section 8). See {@link Bench} for what it needs. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
@EnabledIfEnvironmentVariable(named = GtkGnutellaPushTest.INSIDE, matches = ".+", disabledReason = "needs a network namespace of its own")
final class GtkGnutellaGuessTest {
    private static final Duration DEEP = Duration.ofMinutes(4);
    private static final Content HARBOUR = Content.of(1_002, 2);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(20);
    private static final int TRIES = 4;
    private static final String MEADOW = "hazel meadow alder.bin";

    @TempDir
    Path root;

    private Bench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    private static Optional<NeighbourView> link(FileServent one, GtkGnutella other) {
        return one.overlay().view().neighbours().stream().filter(each -> each.address().ip().equals(other.address().ip())).findFirst();
    }

    /**
     * Makes one of them a leaf of the other, and waits for the leaf's table. Between the two of them TLS fails where the answer comes too soon for them
     * ("synchronous TLS upgrade deemed impossible"), and is then left out the next time, which is whenever one calls the other again.
     */
    private static void join(GtkGnutella leaf, GtkGnutella ultrapeer) throws IOException {
        Bench.waitFor("its table", () -> Optional.of(leaf.property("qrp_slots_filled")).filter(slots -> !slots.equals("0")));
        Bench.waitFor("its being an ultrapeer", () -> Optional.of(ultrapeer.property("current_peermode")).filter(mode -> mode.contains("ultra")));
        var there = false;
        for (var tries = 0; tries < TRIES && !there; tries++) {
            leaf.call(ultrapeer.address());
            there = Bench.within(TRY_AGAIN, () -> Optional.of(ultrapeer).filter(hub -> hub.hasTableOf(leaf))).isPresent();
        }
        assertThat(there).as("its leaf's table is there").isTrue();
    }

    private static boolean finds(FileServent asker, String word) {
        var search = asker.search(word);
        var found = Bench.within(Duration.ofSeconds(8), () -> asker.found(search)).isPresent();
        asker.end(search);
        return found;
    }

    @Test
    @DisplayName("section 8: it gives us a key, answers our query with its own file and its leaf's, and names another ultrapeer, which has a third")
    void weAskIt() throws IOException {
        bench = new Bench(root);
        var hub = bench.ultrapeer(3);
        var listens = Map.of("stop_host_get", "FALSE"); // or it names nobody; it then looks for caches too, and finds no way to any
        try (var its = GtkGnutella.start(Bench.ip(4), GtkGnutella.Role.LEAF, Map.of(MEADOW, new byte[1_001]), Map.of());
                var near = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.ULTRAPEER, Map.of("hazel grove.bin", new byte[1_000]), listens)) {
            join(its, near);
            var far = bench.ultrapeer(5, "hazel harbour.bin", HARBOUR, near.address());
            Bench.waitFor("far link", () -> link(far, near));
            bench.avoid(far.address());
            var asker = bench.leaf(1, near.address(), hub.address());
            bench.knock(asker);
            Bench.waitFor("both ultrapeers", () -> Optional.of(asker).filter(leaf -> leaf.neighbours() == 2));
            assertThat(finds(asker, "alder")).as("its leaf is asked").isTrue();
            bench.avoid(hub.address());
            bench.avoid(near.address());
            asker.overlay().disconnect(link(asker, near).orElseThrow().id());
            Bench.waitFor("one ultrapeer", () -> Optional.of(asker).filter(leaf -> leaf.neighbours() == 1));

            var search = asker.search("hazel");
            assertThat(Bench.within(Duration.ofSeconds(5), () -> asker.found(search))).as("hop by hop").isEmpty();
            asker.deepen(search);
            var done = Bench.waitFor("the end of the search", DEEP, () -> Optional.of(asker.seen(search)).filter(view -> view.state() == SearchView.State.DONE));
            assertThat(done.files()).extracting(FoundFile::name).containsExactlyInAnyOrder("hazel grove.bin", MEADOW, "hazel harbour.bin");
            assertThat(done.reach().byDatagram()).isEqualTo(2);
            assertThat(near.drops()).isEmpty();
            assertThat(its.drops()).isEmpty();
        }
    }

    @Test
    @DisplayName("section 8: it gets a key of ours and asks us; we answer with our own file and our leaf's, and name another")
    void itAsksUs() throws IOException {
        bench = new Bench(root);
        var near = bench.ultrapeer(3, "hazel grove.bin", Content.of(1_000, 1));
        var far = bench.ultrapeer(5, "hazel harbour.bin", HARBOUR, near.address());
        var leaf = bench.leaf(4, "hazel meadow.bin", Content.of(1_001, 3), far.address());
        bench.knock(far);
        bench.knock(leaf);
        Bench.waitFor("far links", () -> Optional.of(far).filter(one -> one.neighbours() == 2));
        var settings = Map.of("stop_host_get", "FALSE", "max_ultrapeers", "1"); // it asks nobody by datagram whom it is connected with
        try (var peer = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.LEAF, Map.of(), settings)) {
            peer.call(near.address());
            Bench.waitFor("its link", () -> Optional.of(peer).filter(GtkGnutella::hasUltrapeer));
            Bench.waitFor("that datagrams reach it", () -> Optional.of(peer.property("recv_solicited_udp")).filter("TRUE"::equals)); // or it wants none
            assumeThat(peer.searches("hazel")).as("built to search").isTrue();
            Bench.waitFor("a hit out of band", () -> Optional.of(peer.found(" UDP TOKEN ")).filter(names -> names.contains("hazel harbour.bin")));
            Bench.waitFor("hits by datagram", DEEP, () -> Optional.of(peer.found("GUESS")).filter(names -> names.size() == 2));
            assertThat(peer.found("GUESS")).containsExactly("hazel harbour.bin", "hazel meadow.bin");
            assertThat(peer.drops()).isEmpty();
        }
    }
}
