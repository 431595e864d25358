package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import filbert.servent.search.FoundFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Searches whose hits go by datagram, in virtual time. */
final class DatagramSearchTest {
    private final VirtualNetwork net = new VirtualNetwork(12);
    private final List<SearchingServent> everybody = new ArrayList<>();

    private SearchingServent hub(int number, SearchingServent... known) {
        everybody.add(SearchingServent.hub(net, AddressScope.LOOPBACK, "127.0.1." + number, List.of(known)));
        return everybody.getLast();
    }

    private SearchingServent guest(int number, List<SearchingServent> known, String... names) {
        everybody.add(SearchingServent.guest(net, AddressScope.LOOPBACK, "127.0.2." + number, known, names));
        return everybody.getLast();
    }

    private void settle() {
        net.run(Duration.ofMinutes(2));
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("S-55, 7.2: far hits come by datagram, near ones in band")
    void farHitsComeByDatagram() {
        var near = hub(1);
        var far = hub(2, near);
        var asker = guest(1, List.of(near));
        var owner = guest(2, List.of(far), "blue hazel song.wav", "hazel grove.txt");
        settle();
        var view = asker.find("hazel");
        assertThat(view.files()).extracting(FoundFile::name).containsExactlyInAnyOrder("blue hazel song.wav", "hazel grove.txt");
        assertThat(view.files().getFirst().sources().getFirst().address()).isEqualTo(owner.address());
        assertThat(owner.count("query hit").out()).as("in band").isZero();
        assertThat(asker.count("query hit").in()).as("in band").isZero();
        assertThat(near.find("grove").files()).as("an ultrapeer two hops away").hasSize(1);
        assertThat(far.find("grove").files()).as("its own ultrapeer").hasSize(1);
        assertThat(owner.count("query hit").out()).as("in band, to a neighbour").isEqualTo(1);
    }

    @Test
    void aSearchWithManyAnswersGetsThemAll() {
        var near = hub(1);
        var far = hub(2, near);
        var asker = guest(1, List.of(near));
        for (var i = 1; i <= 8; i++) {
            guest(10 + i, List.of(far), "hazel song " + i + ".ogg", "hazel tune " + i + ".ogg");
        }
        settle();
        assertThat(asker.find("hazel").files()).hasSize(16);
    }

    @Test
    void lostDatagramsLoseSomeAnswersAndNothingElse() {
        net.datagramLoss(0.2);
        var near = hub(1);
        var far = hub(2, near);
        var asker = guest(1, List.of(near));
        for (var i = 1; i <= 10; i++) {
            guest(10 + i, List.of(far), "hazel song " + i + ".ogg");
        }
        settle();
        assertThat(asker.find("hazel").files()).hasSizeGreaterThan(4);
    }

    /** One that takes no datagrams but pings. */
    private SearchingServent plainLeaf(int number, SearchingServent known) {
        everybody.add(SearchingServent.leaf(net, "127.0.3." + number, List.of(known)));
        return everybody.getLast();
    }

    @Test
    @DisplayName("S-61: what a leaf asks goes out in its ultrapeer's name, and hits reach it under the GUID it knows")
    void anUltrapeerAsksInItsNameForALeaf() {
        var near = hub(1);
        var far = hub(2, near);
        var asker = plainLeaf(1, near);
        var owner = guest(2, List.of(far), "blue hazel song.wav");
        everybody.add(SearchingServent.leaf(net, "127.0.3.9", List.of(far), "hazel in band.txt"));
        settle();
        var view = asker.find("hazel");
        assertThat(view.files()).extracting(FoundFile::name).containsExactlyInAnyOrder("blue hazel song.wav", "hazel in band.txt");
        assertThat(view.dropped()).isZero();
        assertThat(owner.count("query hit").out()).as("in band").isZero();
        assertThat(asker.count("query hit").in()).isEqualTo(2);
    }

    @Test
    void aLeafThatAsksForItselfIsLeftAlone() {
        var near = hub(1);
        var far = hub(2, near);
        var asker = guest(1, List.of(near));
        guest(2, List.of(far), "blue hazel song.wav");
        settle();
        assertThat(asker.find("hazel").files()).hasSize(1);
        assertThat(near.count("query hit").out()).isZero();
    }

    @Test
    @DisplayName("7.1: on the Internet nobody asks for datagrams before strangers' have reached it")
    void asksInBandUntilProved() {
        var called = SearchingServent.hub(net, AddressScope.PUBLIC, "5.1.1.1", List.of(), "hazel.txt");
        var hub = SearchingServent.hub(net, AddressScope.PUBLIC, "5.2.1.1", List.of(called));
        var asker = SearchingServent.guest(net, AddressScope.PUBLIC, "5.3.1.1", List.of(hub));
        everybody.addAll(List.of(called, hub, asker));
        settle();
        assertThat(asker.find("hazel").files()).hasSize(1);
        assertThat(asker.count("query hit").in()).isEqualTo(1);
    }
}
