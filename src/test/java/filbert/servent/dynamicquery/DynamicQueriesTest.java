package filbert.servent.dynamicquery;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.NoSearches;
import filbert.servent.routing.Router;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.servent.routing.SteppedOwner;
import filbert.servent.search.ListedLibrary;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.QueryStatusRequest;
import filbert.wire.vendor.QueryStatusResponse;
import filbert.wire.vendor.VendorMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DynamicQueriesTest {
    private static final Guid QUERY = new Guid(0xA1, 0xB2_0000_0000L);
    private static final FixedSelf SELF = FixedSelf.ultrapeer(1);

    private final SteppedOwner owner = new SteppedOwner();
    private final Ceilings generous = new Ceilings(10_000, 10_000, 10_000, 10_000, 100, Duration.ofSeconds(1));
    private final Neighbourhood neighbourhood = new Neighbourhood(
            SELF, new Neighbourhood.Ground(owner, new Random(5), Runnable::run, generous), ListedLibrary.of());
    private final DynamicQueries queries = new DynamicQueries(owner, new Random(6), neighbourhood);
    private final Router router = new Router(
            SELF,
            neighbourhood,
            (_, _, _) -> {},
            new NoSearches(),
            _ -> {},
            new Router.Upstairs(queries, (from, guid, message) ->
                    message instanceof QueryStatusResponse told && queries.told(from, guid, told.kept())));
    private final ScriptedNeighbour leaf = ScriptedNeighbour.leaf(900);
    private final List<ScriptedNeighbour> ultrapeers =
            IntStream.range(0, 20).mapToObj(number -> ScriptedNeighbour.ultrapeer(number)).toList();

    @BeforeEach
    void everybodyJoins() {
        router.joined(leaf);
        ultrapeers.forEach(router::joined);
        owner.pass(Duration.ofSeconds(10));
    }

    private void leafAsks(int flags, Guid guid) {
        leaf.says(router, guid, 4, 0, new Query(Query.MARK | flags, "hazel wood", List.of(), "", Ggep.EMPTY));
    }

    private List<ScriptedNeighbour.Heard> sent() {
        return ultrapeers.stream().flatMap(each -> each.heard(Header.QUERY).stream()).toList();
    }

    private void answer(int results) {
        var records = new ArrayList<QueryHit.Result>();
        for (var i = 1; i <= results; i++) {
            records.add(new QueryHit.Result(i, 10, "hazel wood " + i, Optional.empty(), Ggep.EMPTY));
        }
        var unsaid = QueryHit.Flag.UNSAID;
        var trailer = new QueryHit.Trailer(unsaid, unsaid, unsaid, unsaid, false);
        ultrapeers.getFirst().says(router, QUERY, 3, 1, new QueryHit(
                HostAddress.of(0x0102_0304, 6346), 1, records, "TEST", trailer, "", Ggep.EMPTY, new Guid(7, 7)));
    }

    private void leafTells(int kept) {
        leaf.says(router, QUERY, 1, 0, new QueryStatusResponse(kept).toVendor());
    }

    private long statusRequests() {
        return leaf.heard(Header.VENDOR).stream()
                .filter(heard -> heard.header().guid().equals(QUERY))
                .flatMap(heard -> VendorMessage.of((Vendor) heard.message()).stream())
                .filter(QueryStatusRequest.class::isInstance)
                .count();
    }

    @Test
    void aLeafsQueryGoesToAFewFirstAndToMoreByAndBy() {
        leafAsks(0, QUERY);
        owner.pass(Duration.ZERO);
        assertThat(sent()).hasSize(3).allSatisfy(heard -> {
            assertThat(heard.header().guid()).isEqualTo(QUERY);
            assertThat(heard.header().hops()).isEqualTo(1);
            assertThat(heard.header().ttl()).isEqualTo(2);
        });
        owner.pass(Duration.ofSeconds(30));
        assertThat(sent()).hasSizeGreaterThan(3).allSatisfy(heard -> assertThat(heard.header().ttl()).isBetween(1, 3));
    }

    @Test
    @DisplayName("S-49: a leaf's query ends with fifty results")
    void fiftyResultsAreEnough() {
        leafAsks(0, QUERY);
        owner.pass(Duration.ZERO);
        answer(25);
        answer(25);
        owner.pass(Duration.ofMinutes(3));
        assertThat(sent()).hasSize(3);
        assertThat(leaf.heard(Header.QUERY_HIT)).hasSize(2);
        assertThat(queries.running()).isZero();
    }

    @Test
    @DisplayName("S-53: a leaf that leaves ends its queries")
    void endsWhenTheLeafLeaves() {
        leafAsks(0, QUERY);
        owner.pass(Duration.ofSeconds(1));
        router.left(leaf);
        owner.pass(Duration.ofMinutes(3));
        assertThat(sent()).hasSize(3);
        assertThat(queries.running()).isZero();
    }

    @Test
    @DisplayName("C-87, S-54: a leaf that says 0xFFFF ends its query at once, and nobody else's")
    void endsWhenTheLeafHasEnough() {
        leafAsks(Query.LEAF_GUIDED, QUERY);
        owner.pass(Duration.ofSeconds(1));
        var other = ScriptedNeighbour.leaf(901);
        router.joined(other);
        other.says(router, QUERY, 1, 0, new QueryStatusResponse(QueryStatusResponse.STOP).toVendor());
        assertThat(queries.running()).isEqualTo(1);
        leafTells(QueryStatusResponse.STOP);
        assertThat(queries.running()).isZero();
        owner.pass(Duration.ofMinutes(3));
        assertThat(sent()).hasSize(3);
    }

    @Test
    @DisplayName("2-search 6: a guided query is asked after, and goes on while the leaf keeps little of it")
    void theLeafGuides() {
        leafAsks(Query.LEAF_GUIDED, QUERY);
        owner.pass(Duration.ZERO);
        answer(30);
        owner.pass(Duration.ofSeconds(20));
        assertThat(statusRequests()).isPositive();
        leafTells(3);
        answer(30);
        var before = sent().size();
        owner.pass(Duration.ofSeconds(20));
        assertThat(sent()).as("60 came, of which the leaf kept few").hasSizeGreaterThan(before);
        answer(30);
        owner.pass(Duration.ofSeconds(20));
        assertThat(queries.running()).as("75 passed on are enough in any case").isZero();
    }

    @Test
    void anUnguidedQueryIsNotAskedAfter() {
        leafAsks(0, QUERY);
        owner.pass(Duration.ZERO);
        answer(3);
        owner.pass(Duration.ofSeconds(60));
        assertThat(statusRequests()).isZero();
    }

    @Test
    void oneThatJoinsLateIsConsideredAndOneThatIsBusyIsNot() {
        ultrapeers.forEach(each -> each.hopsFlow = 1);
        leafAsks(0, QUERY);
        owner.pass(Duration.ofSeconds(1));
        assertThat(sent()).isEmpty();
        var late = ScriptedNeighbour.ultrapeer(500);
        router.joined(late);
        owner.pass(Duration.ofSeconds(8));
        assertThat(late.heard(Header.QUERY)).hasSize(1);
    }

    @Test
    void aLeafRunsSoManyAtATimeAndNoMore() {
        ultrapeers.forEach(each -> each.hopsFlow = 0);
        for (var i = 0; i < 200; i++) {
            leafAsks(0, new Guid(i + 1L, 0x77_0000_0000L + i));
        }
        assertThat(queries.running()).isEqualTo(DynamicQueries.MAX_OF_A_LEAF);
        for (var l = 0; l < 100; l++) {
            var another = ScriptedNeighbour.leaf(2_000 + l);
            router.joined(another);
            for (var i = 0; i < 30; i++) {
                another.says(router, new Guid(l, 0x78_0000_0000L + i), 4, 0, new Query(Query.MARK, "hazel wood", List.of(), "", Ggep.EMPTY));
            }
        }
        assertThat(queries.running()).isLessThanOrEqualTo(DynamicQueries.MAX_OF_ALL_LEAVES);
        owner.pass(Duration.ofMinutes(5));
        assertThat(queries.running()).isZero();
    }
}
