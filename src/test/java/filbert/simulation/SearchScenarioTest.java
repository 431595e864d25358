package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real servents search each other's libraries, in virtual time. */
final class SearchScenarioTest {
    private final VirtualNetwork net = new VirtualNetwork(11);

    private final List<SearchingServent> everybody = new ArrayList<>();

    private SearchingServent ultrapeer(int number, SearchingServent... known) {
        everybody.add(SearchingServent.ultrapeer(net, "127.0.1." + number, List.of(known)));
        return everybody.getLast();
    }

    private SearchingServent leaf(int number, List<SearchingServent> known, String... names) {
        everybody.add(SearchingServent.leaf(net, "127.0.2." + number, known, names));
        return everybody.getLast();
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    private void settle() {
        net.run(Duration.ofMinutes(2));
    }

    @Test
    @DisplayName("C-12: leaf, ultrapeer, ultrapeer, leaf: the query finds the file, the hit follows it back, the push goes the way of the hit")
    void aFileIsFoundAndPushedAcrossTwoUltrapeers() {
        var near = ultrapeer(1);
        var far = ultrapeer(2, near);
        var asker = leaf(1, List.of(near));
        var owner = leaf(2, List.of(far), "blue hazel song.wav", "walnut.txt");
        settle();
        assertThat(near.neighbours()).isEqualTo(2);

        var view = asker.find("hazel");
        assertThat(view.state()).isEqualTo(SearchView.State.RUNNING);
        assertThat(view.asked()).isEqualTo(1);
        assertThat(view.answered()).isEqualTo(1);
        assertThat(view.files()).extracting(FoundFile::name).containsExactly("blue hazel song.wav");
        var source = view.files().getFirst().sources().getFirst();
        assertThat(source.address()).isEqualTo(owner.address());
        assertThat(source.servent()).isEqualTo(owner.guid);
        assertThat(source.vendor()).isEqualTo("FILB");
        assertThat(source.push()).isFalse();

        assertThat(asker.pushes().ask(source)).isTrue();
        net.run(Duration.ofSeconds(5));
        assertThat(owner.calls).containsExactly(asker.address() + " " + source.index());
        assertThat(asker.givs).hasSize(1);
        assertThat(far.calls).isEmpty();
    }

    @Test
    @DisplayName("S-46: a leaf without the words is not asked, on whatever hop")
    void leavesWithoutTheWordsAreSpared() {
        var hub = ultrapeer(1);
        var asker = leaf(1, List.of(hub));
        var walnuts = leaf(2, List.of(hub), "walnut.txt");
        var hazels = leaf(3, List.of(hub), "hazel.txt");
        settle();
        assertThat(asker.find("hazel").files()).hasSize(1);
        assertThat(hazels.count("query").in()).isEqualTo(1);
        assertThat(walnuts.count("query").in()).isZero();
    }

    @Test
    @DisplayName("C-11: in a loop of ultrapeers everybody is asked once and every answer comes once")
    void loopsEndWithTheFirstDuplicate() {
        var one = ultrapeer(1);
        var two = ultrapeer(2, one);
        var three = ultrapeer(3, one, two);
        var asker = leaf(1, List.of(one));
        var owner = leaf(2, List.of(two, three), "hazel.txt");
        settle();
        assertThat(two.neighbours()).isEqualTo(3);
        assertThat(owner.neighbours()).isEqualTo(2);

        var view = asker.find("hazel");
        assertThat(view.files()).hasSize(1);
        assertThat(view.files().getFirst().sources()).hasSize(1);
        assertThat(view.dropped()).isZero();
        assertThat(two.count("query").dropped() + three.count("query").dropped()).isPositive();
        assertThat(owner.count("query hit").out()).as("a query from both its ultrapeers is answered once").isEqualTo(1);
    }

    @Test
    @DisplayName("C-8: a leaf's query reaches the leaves of the fourth ultrapeer and no farther")
    void queriesEndWithTheirTtl() {
        var chain = new ArrayList<SearchingServent>();
        for (var i = 1; i <= 6; i++) {
            chain.add(i == 1 ? ultrapeer(1) : ultrapeer(i, chain.getLast()));
        }
        var asker = leaf(1, List.of(chain.getFirst()));
        for (var i = 1; i <= 6; i++) {
            leaf(10 + i, List.of(chain.get(i - 1)), "hazel " + i + ".txt");
        }
        settle();
        var view = asker.find("hazel");
        assertThat(view.files()).extracting(FoundFile::name).containsExactlyInAnyOrder("hazel 1.txt", "hazel 2.txt", "hazel 3.txt", "hazel 4.txt");
        assertThat(chain.getLast().count("query").in()).isZero();
    }

    @Test
    @DisplayName("C-9: a leaf between two ultrapeers forwards nothing")
    void aLeafIsNoBridge() {
        var left = ultrapeer(1);
        var right = ultrapeer(2);
        var between = leaf(1, List.of(left, right), "hazel of both.txt");
        var asker = leaf(2, List.of(left));
        leaf(3, List.of(right), "hazel of the right.txt");
        settle();
        assertThat(between.neighbours()).isEqualTo(2);
        assertThat(asker.find("hazel").files()).extracting(FoundFile::name).containsExactly("hazel of both.txt");
        assertThat(right.count("query").in()).isZero();
    }

    @Test
    void anUltrapeerAsksItsOwnLeavesAndOtherUltrapeers() {
        var home = ultrapeer(1);
        var other = ultrapeer(2, home);
        leaf(1, List.of(home), "hazel at home.txt");
        leaf(2, List.of(other), "hazel elsewhere.txt");
        settle();
        assertThat(home.find("hazel").files()).hasSize(2);
        assertThat(home.find("hazel").asked()).isEqualTo(2);
    }

    @Test
    @DisplayName("2-search 4.4: what is added to a library is found five minutes later")
    void tablesFollowTheLibrary() {
        var hub = ultrapeer(1);
        var asker = leaf(1, List.of(hub));
        var owner = leaf(2, List.of(hub), "walnut.txt");
        settle();
        owner.library.add("hazel.txt", 5);
        owner.library.signal.raise();
        net.run(Duration.ofMinutes(4));
        assertThat(asker.find("hazel").files()).isEmpty();
        net.run(Duration.ofMinutes(1));
        assertThat(asker.find("hazel").files()).hasSize(1);
    }

    @Test
    @DisplayName("2-search 4.4: merged tables spare ultrapeers the last hop of what nobody behind them has")
    void theLastHopGoesByMergedTables() {
        var home = ultrapeer(1);
        var first = ultrapeer(2, home);
        var second = ultrapeer(3, first);
        leaf(1, List.of(second), "hazel.txt");
        var asker = leaf(2, List.of(home));
        settle();
        net.run(Duration.ofMinutes(6));
        var third = ultrapeer(4, second);
        net.run(Duration.ofMinutes(1));
        assertThat(asker.find("hazel").files()).hasSize(1);
        assertThat(third.count("query").in()).as("its table, empty, came half a minute after it joined").isZero();
        assertThat(asker.find("walnut").files()).isEmpty();
        assertThat(third.count("query").in()).isZero();
        assertThat(second.count("query").in()).isEqualTo(2);
    }

    @Test
    void aSearchStartedBeforeAnybodyIsThereRunsWhenSomebodyIs() {
        var early = leaf(1, List.of());
        var id = early.searches().start(1, "hazel");
        net.run(Duration.ofMinutes(1));
        assertThat(early.searches().view(id).orElseThrow().state()).isEqualTo(SearchView.State.WAITING);
        var hub = ultrapeer(1);
        leaf(2, List.of(hub), "hazel.txt");
        settle();
        early.overlay().connect(hub.address());
        net.run(Duration.ofSeconds(30));
        assertThat(early.searches().view(id).orElseThrow().files()).hasSize(1);
    }

    @Test
    void hitsOfALeafThatLeftEndAtItsUltrapeer() {
        var near = ultrapeer(1);
        var far = ultrapeer(2, near);
        var asker = leaf(1, List.of(near));
        leaf(2, List.of(far), "hazel.txt");
        settle();
        asker.searches().start(1, "hazel");
        assertThat(net.runUntil(() -> far.count("query hit").out() > 0, Duration.ofSeconds(10))).isTrue();
        asker.overlay().disconnect(asker.overlay().view().neighbours().getFirst().id());
        net.run(Duration.ofSeconds(10));
        assertThat(near.count("query hit").dropped() + asker.count("query hit").in()).isEqualTo(1);
    }
}
