package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real servents that ask ultrapeers beyond their neighbours by datagram (GUESS 0.2; 2-search, section 8), in virtual time. */
final class DeepSearchTest {
    private final VirtualNetwork net = new VirtualNetwork(15);
    private final List<SearchingServent> everybody = new ArrayList<>();

    private SearchingServent hub(int number, List<SearchingServent> known, String... names) {
        everybody.add(SearchingServent.hub(net, AddressScope.LOOPBACK, "127.0.1." + number, known, names));
        return everybody.getLast();
    }

    private SearchingServent guest(int number, List<SearchingServent> known, String... names) {
        everybody.add(SearchingServent.guest(net, AddressScope.LOOPBACK, "127.0.2." + number, known, names));
        return everybody.getLast();
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("section 8: what no query reaches hop by hop is found by asking far ultrapeers one by one")
    void whatIsTooFarIsFoundOneByOne() {
        var chain = new ArrayList<SearchingServent>();
        for (var i = 1; i <= 8; i++) {
            chain.add(hub(i, chain.isEmpty() ? List.of() : List.of(chain.getLast())));
        }
        guest(1, List.of(chain.getLast()), "blue hazel song.wav");
        var asker = guest(2, List.of(chain.getFirst()));
        net.run(Duration.ofMinutes(10));
        var id = asker.searches().start(1, "hazel");
        net.run(Duration.ofSeconds(60));
        assertThat(asker.searches().view(id).orElseThrow().files()).as("too far").isEmpty();
        assertThat(asker.searches().deepen(id)).isEqualTo(id);
        net.run(Duration.ofMinutes(3));
        var view = asker.searches().view(id).orElseThrow();
        assertThat(view.files()).extracting(FoundFile::name).containsExactly("blue hazel song.wav");
        assertThat(view.reach().byDatagram()).isBetween(1, 8);
        net.run(Duration.ofMinutes(10));
        assertThat(asker.searches().view(id).orElseThrow().state()).isEqualTo(SearchView.State.DONE);
    }
}
