package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Urn;
import filbert.net.AddressScope;
import filbert.servent.dynamicquery.DynamicQueries;
import filbert.servent.dynamicquery.Outcome;
import filbert.servent.dynamicquery.Why;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.NoSearches;
import filbert.servent.routing.Router;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.servent.routing.SteppedOwner;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Experience;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.vendor.Features;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far searches go, what ends them, and what they never do by themselves. */
final class FartherSearchesTest {
    private static final long ANNA = 1;
    private static final long BEN = 2;

    private final SteppedOwner owner = new SteppedOwner();
    private final InstantSource clock = () -> Instant.EPOCH.plusNanos(owner.nanos());
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final RememberedSearches store = new RememberedSearches();
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private final Depths depths = new Depths();
    private LiveSearches searches = searches(FixedSelf.leaf(1));
    private Router router;

    private LiveSearches searches(FixedSelf self) {
        var neighbourhood = new Neighbourhood(
                self, new Neighbourhood.Ground(owner, new Random(5), Runnable::run, Ceilings.DEFAULT), ListedLibrary.of());
        var around = new LiveSearches.Surroundings(self, AddressScope.LOOPBACK, owner, clock, new Random(4));
        searches = new LiveSearches(around, neighbourhood, new DynamicQueries(owner, new Random(6), neighbourhood), store, work::add);
        searches.deepenBy(depths);
        router = new Router(self, neighbourhood, (_, _, _) -> {}, searches, _ -> {}, NoSearches.UPSTAIRS);
        return searches;
    }

    /** Remembers what it was told to ask. */
    private static final class Depths implements DeepSearch {
        Optional<String> obstacle = Optional.empty();
        final List<Guid> ended = new ArrayList<>();
        final List<Query> queries = new ArrayList<>();
        IntSupplier results = () -> -1;
        Outcome outcome = new Told(_ -> {}, _ -> {});

        @Override
        public Optional<String> obstacle() {
            return obstacle;
        }

        @Override
        public void start(Guid query, Function<byte[], Query> withKey, IntSupplier found, Outcome told) {
            queries.add(withKey.apply(new byte[] {1, 0, 2, 3}));
            results = found;
            outcome = told;
        }

        @Override
        public void end(Guid query) {
            ended.add(query);
        }
    }

    private void workers() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private SearchView view(String id) {
        workers();
        return searches.view(id).orElseThrow();
    }

    private static QueryHit hit(int servent, QueryHit.Flag push, String... names) {
        var results = new ArrayList<QueryHit.Result>();
        for (var name : names) {
            results.add(new QueryHit.Result(results.size() + 1, 10, name, Optional.of(Urn.of(ListedLibrary.sha1(name))), Ggep.EMPTY));
        }
        var unsaid = QueryHit.Flag.UNSAID;
        var trailer = new QueryHit.Trailer(push, unsaid, unsaid, unsaid, false);
        return new QueryHit(HostAddress.of(0x7F00_0000 | servent, 7_000), 1, results, "TEST", trailer, "", Ggep.EMPTY, new Guid(9, servent));
    }

    private void answer(int servent, String... names) {
        ultrapeer.says(router, guid(), 3, 0, hit(servent, QueryHit.Flag.UNSAID, names));
    }

    private Guid guid() {
        return ultrapeer.heard(Header.QUERY).getFirst().header().guid();
    }

    private static String[] names(int from, int count) {
        var names = new String[count];
        for (var i = 0; i < count; i++) {
            names[i] = "hazel " + (from + i) + ".ogg";
        }
        return names;
    }

    @Test
    @DisplayName("2-search 5: an ultrapeer's search tells about how many hosts it reached")
    void tellsTheHorizon() {
        searches(FixedSelf.ultrapeer(1));
        router.joined(ultrapeer);
        owner.pass(Duration.ofSeconds(6));
        var id = searches.start(ANNA, "hazel");
        owner.pass(Duration.ofSeconds(20));
        assertThat(ultrapeer.heard(Header.QUERY)).isNotEmpty();
        assertThat(view(id).reach().hosts()).isGreaterThan(26);
        assertThat(view(id).reach().byDatagram()).isZero();
    }

    @Test
    @DisplayName("S-49: the hit that makes it enough ends the search, though it is read a moment later")
    void theLastHitEndsTheSearch() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        for (var i = 0; i < 15; i++) {
            answer(i + 1, names(10 * i, 10));
        }
        assertThat(view(id).state()).isEqualTo(SearchView.State.DONE);
        assertThat(view(id).reason()).isEqualTo("enough");
        assertThat(view(id).files()).hasSize(150);
    }

    @Test
    @DisplayName("2-search 5: to somebody nobody can call, what must be pushed is shown but does not count")
    void whatCannotBeHadDoesNotCount() {
        var firewalled = new Findings(AddressScope.LOOPBACK, Asked.of("hazel"), new Experience(), true);
        firewalled.add(hit(1, QueryHit.Flag.YES, "hazel 1.ogg"), Instant.EPOCH);
        assertThat(firewalled.files()).hasSize(1);
        assertThat(firewalled.records()).isZero();
        firewalled.add(hit(2, QueryHit.Flag.NO, "hazel 1.ogg"), Instant.EPOCH);
        assertThat(firewalled.records()).isEqualTo(1);
    }

    @Test
    @DisplayName("S-67: nothing is asked again by itself; asked again by a person it has a new GUID")
    void nothingIsRepeatedByItself() {
        router.joined(ultrapeer);
        searches.start(ANNA, "hazel grove");
        workers();
        for (var hour = 0; hour < 24; hour++) {
            owner.pass(Duration.ofHours(1));
            workers();
            router.joined(ScriptedNeighbour.ultrapeer(100 + hour));
        }
        assertThat(ultrapeer.heard(Header.QUERY)).hasSize(1);
        searches.start(ANNA, "hazel grove");
        assertThat(ultrapeer.heard(Header.QUERY)).hasSize(2);
        assertThat(ultrapeer.heard(Header.QUERY).getLast().header().guid()).isNotEqualTo(guid());
    }

    private void knowsWhatsNew(ScriptedNeighbour neighbour) {
        neighbour.features = new Features(List.of(new Features.Feature(Features.WHATS_NEW, 1)));
    }

    @Test
    @DisplayName("S-68: what is new is asked of who knows, once in five minutes, and any name is welcome")
    void whatIsNewIsAskedOnceInFiveMinutes() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, " whatisnewxoxo ");
        assertThat(view(id).state()).isEqualTo(SearchView.State.WAITING);
        assertThat(view(id).reason()).isEqualTo("nobody-knows-new");
        var knowing = ScriptedNeighbour.ultrapeer(2);
        router.joined(knowing);
        knowsWhatsNew(knowing); // said right after it came
        owner.pass(Duration.ofSeconds(6));
        assertThat(ultrapeer.heard(Header.QUERY)).isEmpty();
        var heard = knowing.heard(Header.QUERY).getFirst();
        assertThat(((Query) heard.message()).whatsNew()).isTrue();
        assertThat(heard.header().ttl()).isEqualTo(3);
        knowing.says(router, heard.header().guid(), 3, 0, hit(1, QueryHit.Flag.UNSAID, "walnut.ogg"));
        var found = view(id);
        assertThat(found.whatsNew()).isTrue();
        assertThat(found.files()).hasSize(1).noneMatch(file -> file.judgement().isSpam());
        assertThat(found.reason()).isEmpty();

        assertThat(searches.start(ANNA, Query.WHATS_NEW)).as("the same").isEqualTo(id);
        assertThatThrownBy(() -> searches.start(BEN, Query.WHATS_NEW)).hasMessage("new-too-soon");
        owner.pass(Duration.ofMinutes(5));
        assertThat(searches.start(BEN, Query.WHATS_NEW)).isNotEqualTo(id);
        assertThat(knowing.heard(Header.QUERY)).hasSize(2);
        assertThatThrownBy(() -> searches.deepen(id)).hasMessage("deeper-new");
    }

    @Test
    @DisplayName("2-search 8: a search goes deeper under its GUID, its ultrapeers need ask nobody more, and it ends when that does")
    void goesDeeper() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        answer(1, "hazel 1.ogg");
        depths.obstacle = Optional.of("deeper-unreachable");
        assertThatThrownBy(() -> searches.deepen(id)).hasMessage("deeper-unreachable");
        depths.obstacle = Optional.empty();
        workers();
        assertThat(searches.deepen(id)).isEqualTo(id);
        assertThat(searches.deepen(id)).as("pressed twice").isEqualTo(id);
        assertThat(depths.queries).hasSize(1);
        var query = depths.queries.getFirst();
        assertThat(query.text()).isEqualTo("hazel");
        assertThat(query.has(Query.LEAF_GUIDED)).isFalse();
        assertThat(query.extensions().get("QK")).contains(new byte[] {1, 0, 2, 3});
        assertThat(query.extensions().has("SCP")).isTrue();
        assertThat(ultrapeer.heard(Header.VENDOR)).hasSize(1);
        assertThat(depths.results.getAsInt()).isZero();

        owner.pass(Duration.ofSeconds(250));
        depths.outcome.asked(7);
        assertThat(view(id).state()).as("it is not over with its time").isEqualTo(SearchView.State.RUNNING);
        assertThat(view(id).reach().byDatagram()).isEqualTo(7);
        searches.found(guid(), payload(hit(2, QueryHit.Flag.UNSAID, "hazel 2.ogg")));
        assertThat(view(id).files()).hasSize(2);
        assertThat(depths.results.getAsInt()).isEqualTo(1);
        depths.outcome.ended(Why.NOBODY_LEFT);
        assertThat(view(id).state()).isEqualTo(SearchView.State.DONE);
        assertThat(view(id).reason()).isEqualTo("deeper-nobody");
        assertThat(ultrapeer.heard(Header.QUERY)).hasSize(1);
    }

    private static byte[] payload(QueryHit hit) {
        var out = Unpooled.buffer();
        MessageCodec.encode(new Guid(1, 1), 1, 0, hit, out);
        var bytes = new byte[out.readableBytes() - Header.LENGTH];
        out.getBytes(Header.LENGTH, bytes);
        return bytes;
    }

    @Test
    void aSearchThatIsLongOverStartsAnewToGoDeeper() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        workers();
        owner.pass(Duration.ofHours(1));
        workers();
        var again = searches.deepen(id);
        assertThat(again).isNotEqualTo(id);
        assertThat(view(again).state()).isEqualTo(SearchView.State.RUNNING);
        assertThat(ultrapeer.heard(Header.QUERY)).hasSize(2);
        searches.stop(again);
        assertThat(depths.ended).contains(ultrapeer.heard(Header.QUERY).getLast().header().guid());
        owner.pass(Duration.ofMinutes(10));
        assertThat(view(again).state()).isEqualTo(SearchView.State.STOPPED);
    }
}
