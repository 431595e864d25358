package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.ListedLibrary;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import filbert.wire.message.SearchText;
import filbert.wire.vendor.Features;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Queries that tables say nothing of, and those whose hits would go astray. */
final class WhatsNewTest {
    private static final Guid QUERY = new Guid(0x1111_2222_3333_4444L, 0xFF00_0000_0000_0100L);
    private static final Query NEWEST = SearchText.whatsNewQuery(SearchText.PLAIN_FLAGS, Ggep.EMPTY);

    private final SteppedOwner owner = new SteppedOwner();
    private Neighbourhood neighbourhood = neighbourhood(FixedSelf.ultrapeer(1));
    private Router router = router(FixedSelf.ultrapeer(1));

    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private final ScriptedNeighbour other = knowing(ScriptedNeighbour.ultrapeer(2));
    private final ScriptedNeighbour ignorant = ScriptedNeighbour.ultrapeer(5);
    private final ScriptedNeighbour leaf = knowing(ScriptedNeighbour.leaf(3));
    private final ScriptedNeighbour ignorantLeaf = ScriptedNeighbour.leaf(4);
    private final ScriptedNeighbour emptyLeaf = knowing(ScriptedNeighbour.leaf(6));

    private static ScriptedNeighbour knowing(ScriptedNeighbour neighbour) {
        neighbour.features = new Features(List.of(new Features.Feature(Features.WHATS_NEW, 1)));
        return neighbour;
    }

    private Neighbourhood neighbourhood(FixedSelf self) {
        return new Neighbourhood(self, new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT), ListedLibrary.of());
    }

    private Router router(FixedSelf self) {
        return new Router(self, neighbourhood, (_, _, _) -> {}, new NoSearches(), _ -> {}, NoSearches.UPSTAIRS);
    }

    private void everybodyJoins() {
        List.of(ultrapeer, other, ignorant, leaf, ignorantLeaf, emptyLeaf).forEach(router::joined);
        leaf.tellsWords(router, "walnut");
        ignorantLeaf.tellsWords(router, "walnut");
        emptyLeaf.tellsWords(router);
    }

    private static List<Integer> ttls(ScriptedNeighbour neighbour) {
        return neighbour.heard(Header.QUERY).stream().map(heard -> heard.header().ttl()).toList();
    }

    @Test
    @DisplayName("S-68: relayed whatever the tables say, on the last hop to those with the feature only, to leaves that share something")
    void theNewestFilesAreAskedOfWhoKnowsThem() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 3, 0, NEWEST);
        assertThat(ttls(leaf)).containsExactly(1);
        assertThat(ttls(ignorantLeaf)).isEmpty();
        assertThat(ttls(emptyLeaf)).isEmpty();
        assertThat(ttls(other)).as("may still be passed on").containsExactly(2);
        assertThat(ttls(ignorant)).containsExactly(2);
        ultrapeer.says(router, new Guid(1, 0xFF01), 2, 0, NEWEST);
        assertThat(ttls(other)).containsExactly(2, 1);
        assertThat(ttls(ignorant)).as("the last hop").containsExactly(2);
    }

    @Test
    @DisplayName("2-search 9.1: after two hops the newest files are asked of leaves only")
    void theNewestFilesAreAskedNearBy() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 3, 1, NEWEST);
        assertThat(ttls(leaf)).containsExactly(1);
        assertThat(ttls(other)).isEmpty();
    }

    @Test
    @DisplayName("2-search 9.1: a leaf's goes on at once, and by key WH as by its text")
    void aLeafsQuestionGoesOnAtOnce() {
        everybodyJoins();
        leaf.says(router, QUERY, 3, 0, new Query(SearchText.PLAIN_FLAGS, "x", List.of(), "", Ggep.EMPTY.with("WH", (byte) 1)));
        assertThat(ttls(leaf)).isEmpty();
        assertThat(ttls(other)).containsExactly(2);
        assertThat(ttls(ultrapeer)).containsExactly(2);
    }

    @Test
    @DisplayName("S-68: our own leaves an ultrapeer with TTL 2 and a leaf with TTL 3, to two of them, only to those with the feature")
    void oursIsAskedOfWhoKnows() {
        everybodyJoins();
        var own = new OwnQuery(QUERY, NEWEST);
        assertThat(neighbourhood.ask(own)).isEqualTo(2);
        assertThat(ttls(other)).containsExactly(2);
        assertThat(ttls(leaf)).containsExactly(1);
        assertThat(ttls(ultrapeer)).isEmpty();
        assertThat(neighbourhood.ask(own)).as("once").isZero();

        neighbourhood = neighbourhood(FixedSelf.leaf(1));
        router = router(FixedSelf.leaf(1));
        var three = List.of(knowing(ScriptedNeighbour.ultrapeer(11)), knowing(ScriptedNeighbour.ultrapeer(12)), knowing(ScriptedNeighbour.ultrapeer(13)));
        router.joined(ultrapeer);
        three.forEach(router::joined);
        assertThat(neighbourhood.ask(new OwnQuery(QUERY, NEWEST))).isEqualTo(2);
        assertThat(three.stream().flatMap(each -> ttls(each).stream())).containsExactly(3, 3);
        assertThat(ttls(ultrapeer)).isEmpty();
    }

    private Guid hitsTo(String address) {
        return Guid.randomForOutOfBand(new Random(address.hashCode()), HostAddress.parse(address).orElseThrow());
    }

    private long astray() {
        return router.drops().of(Header.QUERY, Drops.Reason.ASTRAY);
    }

    @Test
    @DisplayName("2-search 7.1: a leaf's query whose hits would go to somebody else is dropped and counted")
    void hitsDoNotGoAstray() {
        everybodyJoins();
        var hazel = new Query(SearchText.PLAIN_FLAGS | Query.OUT_OF_BAND, "walnut", List.of(), "", Ggep.EMPTY);
        var bySecureKey = new Query(SearchText.PLAIN_FLAGS, "walnut", List.of(), "", Ggep.EMPTY.with("SO"));
        ignorantLeaf.says(router, hitsTo("127.0.0.77:6346"), 4, 0, hazel);
        ignorantLeaf.says(router, hitsTo("127.0.0.78:6346"), 4, 0, bySecureKey);
        assertThat(astray()).isEqualTo(2);
        assertThat(ttls(leaf)).isEmpty();
        ignorantLeaf.says(router, hitsTo("127.0.0.4:6346"), 4, 0, hazel);
        assertThat(ttls(leaf)).as("to itself").hasSize(1);
        ignorantLeaf.says(router, hitsTo("127.0.1.1:6346"), 4, 0, hazel);
        assertThat(ttls(leaf)).as("to us").hasSize(2);
        ultrapeer.says(router, hitsTo("127.0.0.79:6346"), 4, 0, hazel);
        assertThat(ttls(leaf)).as("an ultrapeer relays for others").hasSize(3);
        assertThat(astray()).isEqualTo(2);
    }
}
