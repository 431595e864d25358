package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.net.AddressScope;
import filbert.servent.dynamicquery.DynamicQueries;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.NoSearches;
import filbert.servent.routing.Router;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.servent.routing.SteppedOwner;
import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.QueryStatusResponse;
import filbert.wire.vendor.VendorMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LiveSearchesTest {
    private static final FixedSelf SELF = FixedSelf.leaf(1);
    private static final long ANNA = 1;
    private static final long BEN = 2;

    private final SteppedOwner owner = new SteppedOwner();
    private final InstantSource clock = () -> Instant.EPOCH.plusNanos(owner.nanos());
    private final RememberedSearches store = new RememberedSearches();
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private final ScriptedNeighbour second = ScriptedNeighbour.ultrapeer(2);
    private Neighbourhood neighbourhood = neighbourhood();
    private LiveSearches searches = searches();
    private Router router = router();

    private Neighbourhood neighbourhood() {
        return new Neighbourhood(
                SELF, new Neighbourhood.Ground(owner, new Random(5), Runnable::run, Ceilings.DEFAULT), ListedLibrary.of());
    }

    private LiveSearches searches() {
        neighbourhood = neighbourhood();
        var around = new LiveSearches.Surroundings(SELF, AddressScope.LOOPBACK, owner, clock, new Random(4));
        return new LiveSearches(around, neighbourhood, new DynamicQueries(owner, new Random(6), neighbourhood), store, Runnable::run);
    }

    private Router router() {
        return new Router(SELF, neighbourhood, (_, _, _) -> {}, searches, _ -> {}, NoSearches.UPSTAIRS);
    }

    private SearchView view(String id) {
        return searches.view(id).orElseThrow();
    }

    private static Query asked(ScriptedNeighbour neighbour, int number) {
        return (Query) neighbour.heard(Header.QUERY).get(number).message();
    }

    private void answer(ScriptedNeighbour from, Guid query, Guid servent, String... names) {
        var results = new java.util.ArrayList<QueryHit.Result>();
        for (var name : names) {
            var urn = Optional.of(filbert.identity.Urn.of(ListedLibrary.sha1(name)));
            results.add(new QueryHit.Result(results.size() + 1, 10, name, urn, Ggep.EMPTY));
        }
        var unsaid = QueryHit.Flag.UNSAID;
        var host = HostAddress.of(0x7F00_0000 | (int) (servent.low() & 0xFFFF), 7_000);
        from.says(router, query, 3, 0, new QueryHit(
                host, 1, results, "TEST", new QueryHit.Trailer(unsaid, unsaid, unsaid, unsaid, false), "", Ggep.EMPTY, servent));
    }

    private Guid guidOfFirstQuery() {
        return ultrapeer.heard(Header.QUERY).getFirst().header().guid();
    }

    @Test
    void asksEveryNeighbourAndCollectsWhatTheyFind() {
        router.joined(ultrapeer);
        router.joined(second);
        var id = searches.start(ANNA, "Blue  HAZEL!");
        assertThat(view(id).state()).isEqualTo(SearchView.State.RUNNING);
        assertThat(view(id).asked()).isEqualTo(2);
        assertThat(view(id).query()).isEqualTo("Blue  HAZEL!");
        assertThat(asked(ultrapeer, 0).text()).isEqualTo("blue hazel");
        assertThat(second.heard(Header.QUERY).getFirst().header()).isEqualTo(ultrapeer.heard(Header.QUERY).getFirst().header());

        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "blue hazel.ogg", "hazel blue.txt");
        answer(second, guidOfFirstQuery(), new Guid(4, 4), "blue hazel.ogg");
        assertThat(view(id).files()).hasSize(2);
        assertThat(view(id).files().getFirst().sources()).hasSize(2);
        assertThat(view(id).answered()).isEqualTo(2);
    }

    private List<Integer> statusTold() {
        return ultrapeer.heard(Header.VENDOR).stream()
                .map(heard -> ((QueryStatusResponse) VendorMessage.of((Vendor) heard.message()).orElseThrow()).kept())
                .toList();
    }

    @Test
    @DisplayName("2-search 6: a leaf tells an ultrapeer that asks how many hits it kept, its part of them")
    void tellsHowManyHitsWereKept() {
        router.joined(ultrapeer);
        router.joined(second);
        searches.start(ANNA, "blue hazel");
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "blue hazel.ogg", "hazel blue.txt", "hazel blue.pdf", "blue hazel");
        searches.statusAsked(ultrapeer, guidOfFirstQuery());
        assertThat(statusTold()).containsExactly(2);
    }

    @Test
    @DisplayName("S-54: a request for a query that is unknown, or over, is answered 0xFFFF; a person's stop is told unasked")
    void tellsThatNothingMoreIsWanted() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "blue hazel");
        searches.statusAsked(ultrapeer, new Guid(8, 8));
        assertThat(statusTold()).containsExactly(QueryStatusResponse.STOP);
        searches.stop(id);
        assertThat(statusTold()).containsExactly(QueryStatusResponse.STOP, QueryStatusResponse.STOP);
        searches.statusAsked(ultrapeer, guidOfFirstQuery());
        assertThat(statusTold()).hasSize(3).containsOnly(QueryStatusResponse.STOP);
    }

    @Test
    @DisplayName("S-1, S-2: what is sent is 4 to 250 bytes, flags marked, low byte 0, nothing promised that is not there")
    void sendsLegalQueries() {
        router.joined(ultrapeer);
        searches.start(ANNA, "a rather long text of many words about hazel groves and what grows beneath them in spring ".repeat(3));
        searches.start(ANNA, "haz");
        for (var heard : ultrapeer.heard(Header.QUERY)) {
            assertThat(heard.payload().length).isBetween(4, 250);
            var flags = ((Query) heard.message()).flags();
            assertThat(flags & Query.MARK).isNotZero();
            assertThat(flags & 0x01FF).isZero();
            assertThat(flags & Query.LEAF_GUIDED).isNotZero();
            assertThat(flags & Query.OUT_OF_BAND).isZero();
        }
        assertThat(ultrapeer.heard(Header.QUERY)).hasSize(2);
    }

    @Test
    @DisplayName("S-4: words nobody would route are refused")
    void refusesShortWords() {
        assertThatThrownBy(() -> searches.start(ANNA, "a bc - !")).isInstanceOfSatisfying(
                UnsearchableException.class, refused -> assertThat(refused.key()).isEqualTo("too-short"));
        assertThat(searches.latest(ANNA, "a bc")).isEmpty();
    }

    @Test
    void refusesWhatNobodyTypes() {
        var id = searches.start(ANNA, "hazel ".repeat(166));
        assertThat(view(id).query()).hasSize(996);
        assertThatThrownBy(() -> searches.start(ANNA, "hazel ".repeat(167))).isInstanceOfSatisfying(
                UnsearchableException.class, refused -> assertThat(refused.key()).isEqualTo("too-long"));
    }

    @Test
    void waitsForANeighbourAndThenRuns() {
        var id = searches.start(ANNA, "hazel");
        assertThat(view(id).state()).isEqualTo(SearchView.State.WAITING);
        assertThat(view(id).reason()).as("we are a leaf").isEqualTo("no-ultrapeers");
        owner.pass(Duration.ofMinutes(5));
        router.joined(ultrapeer);
        assertThat(view(id).state()).isEqualTo(SearchView.State.RUNNING);
        assertThat(view(id).reason()).isEmpty();
        assertThat(ultrapeer.heard(Header.QUERY)).hasSize(1);
    }

    @Test
    void aNeighbourThatJoinsDuringTheRunIsAskedToo() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        owner.pass(Duration.ofSeconds(20));
        router.joined(second);
        assertThat(second.heard(Header.QUERY).getFirst().header().guid()).isEqualTo(guidOfFirstQuery());
        assertThat(view(id).asked()).isEqualTo(2);
        assertThat(ultrapeer.heard(Header.QUERY)).hasSize(1);
        owner.pass(Duration.ofMinutes(5));
        var late = ScriptedNeighbour.ultrapeer(3);
        router.joined(late);
        assertThat(late.heard(Header.QUERY)).isEmpty();
    }

    @Test
    void isDoneAfterItsLifetimeAndSaysWhyNobodyAnswered() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        owner.pass(Duration.ofSeconds(199));
        assertThat(view(id).state()).isEqualTo(SearchView.State.RUNNING);
        owner.pass(Duration.ofSeconds(2));
        assertThat(view(id).state()).isEqualTo(SearchView.State.DONE);
        assertThat(view(id).reason()).isEqualTo("nobody-answered");
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel.txt");
        assertThat(view(id).files()).as("late hits count").hasSize(1);
        assertThat(view(id).reason()).isEmpty();
    }

    @Test
    void givesUpWaitingAfterHalfAnHour() {
        var id = searches.start(ANNA, "hazel");
        owner.pass(Duration.ofMinutes(31));
        assertThat(view(id).state()).isEqualTo(SearchView.State.DONE);
        assertThat(view(id).reason()).isEqualTo("not-connected");
    }

    @Test
    void aStoppedSearchTakesNothingMore() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        searches.stop(id);
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel.txt");
        assertThat(view(id).state()).isEqualTo(SearchView.State.STOPPED);
        assertThat(view(id).files()).isEmpty();
        searches.stop("unknown");
    }

    @Test
    void isStillThereFromTheStoreWhenForgottenInMemory() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel grove");
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel grove.txt");
        owner.pass(Duration.ofMinutes(10));
        searches = searches();
        router = router();
        var stored = view(id);
        assertThat(stored.state()).isEqualTo(SearchView.State.DONE);
        assertThat(stored.files()).hasSize(1);
        assertThat(stored.answered()).isEqualTo(1);
        assertThat(searches.latest(ANNA, "Hazel, grove?")).map(SearchView::id).contains(id);
        assertThat(searches.latest(BEN, "hazel grove")).isEmpty();
        assertThat(searches.recent(ANNA, 10)).extracting(SearchView::id).containsExactly(id);
    }

    @Test
    void theStoreIsToldWhenAllOfItIsWritten() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel grove");
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel grove.txt");
        assertThat(searches.writeDown().toCompletableFuture()).isCompleted();
        assertThat(store.settled).as("while more may come").isEmpty();
        owner.pass(Duration.ofMinutes(10));
        assertThat(store.settled).isEqualTo(Map.of(id, 1));
    }

    @Test
    void whatIsDiscardedEndsAndIsWrittenDownNoMore() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel grove");
        store.forgetAll();
        searches.discard(id);
        searches.discard(id);
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel grove.txt");
        owner.pass(Duration.ofMinutes(10));
        assertThat(searches.view(id)).isEmpty();
        assertThat(store.load(id)).isEmpty();
    }

    @Test
    void aRunInNobodysNameIsInNobodysListAndKeptNowhere() {
        router.joined(ultrapeer);
        var id = searches.startUnlisted(7, "hazel grove");
        var other = searches.startUnlisted(8, "hazel grove");
        assertThat(other).isNotEqualTo(id);
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel grove.txt");
        assertThat(view(id).files()).hasSize(1);
        assertThat(ultrapeer.heard(Header.QUERY)).extracting(query -> query.header().guid()).doesNotHaveDuplicates().hasSize(2);
        assertThat(searches.recent(ANNA, 10)).isEmpty();
        assertThat(searches.latest(ANNA, "hazel grove")).isEmpty();
        owner.pass(Duration.ofMinutes(10));
        assertThat(searches.view(id)).isEmpty();
        searches = searches();
        assertThat(searches.view(id)).isEmpty();
    }

    @Test
    void aSearchCutOffByARestartIsShownAsStopped() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        owner.pass(Duration.ofSeconds(5));
        searches = searches();
        assertThat(view(id).state()).isEqualTo(SearchView.State.STOPPED);
        assertThat(searches.recent(ANNA, 10).getFirst().state()).isEqualTo(SearchView.State.STOPPED);
    }

    @Test
    void whatWasFoundIsWrittenDownAtTheEnd() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel.txt");
        assertThat(store.load(id).orElseThrow().files()).isEmpty();
        assertThat(searches.writeDown().toCompletableFuture()).isCompleted();
        assertThat(store.load(id).orElseThrow().files()).hasSize(1);
    }

    @Test
    void reusesARunOfTheSamePersonAndWordsYoungerThanAMinute() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel grove");
        assertThat(searches.start(ANNA, "HAZEL grove")).isEqualTo(id);
        assertThat(searches.start(BEN, "hazel grove")).isNotEqualTo(id);
        owner.pass(Duration.ofSeconds(61));
        assertThat(searches.start(ANNA, "hazel grove")).isNotEqualTo(id);
    }

    @Test
    @DisplayName("2-search 10: a repeat has a new GUID and the words in another order")
    void repeatsAreShuffled() {
        router.joined(ultrapeer);
        searches.start(ANNA, "one two three four five");
        owner.pass(Duration.ofSeconds(61));
        searches.start(ANNA, "one two three four five");
        var first = ultrapeer.heard(Header.QUERY).get(0);
        var again = ultrapeer.heard(Header.QUERY).get(1);
        assertThat(again.header().guid()).isNotEqualTo(first.header().guid());
        assertThat(asked(ultrapeer, 1).text()).isNotEqualTo(asked(ultrapeer, 0).text());
        assertThat(List.of(asked(ultrapeer, 1).text().split(" "))).containsExactlyInAnyOrder("one", "two", "three", "four", "five");
        assertThat(searches.latest(ANNA, "one two three four five").orElseThrow().started()).isEqualTo(Instant.EPOCH.plusSeconds(62));
    }

    @Test
    @DisplayName("2-search 10: at most 12 new searches a minute and 50 live ones")
    void limitsSearches() {
        for (var i = 0; i < 12; i++) {
            searches.start(ANNA, "hazel " + i);
        }
        assertThatThrownBy(() -> searches.start(BEN, "hazel 13")).hasMessage("too-many-a-minute")
                .isInstanceOfSatisfying(UnsearchableException.class, refused -> assertThat(refused.afterwards().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1)));
        owner.pass(Duration.ofMinutes(1));
        for (var i = 12; i < 50; i++) {
            owner.pass(Duration.ofSeconds(6));
            searches.start(ANNA, "hazel " + i);
        }
        owner.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> searches.start(ANNA, "hazel 51")).hasMessage("too-many-live");
    }

    @Test
    @DisplayName("S-32: hits that are empty, truncated, ours, or whose GUID is zero or the query's are dropped")
    void dropsImpossibleHits() {
        router.joined(ultrapeer);
        var id = searches.start(ANNA, "hazel");
        var query = guidOfFirstQuery();
        answer(ultrapeer, query, query, "a.txt");
        answer(ultrapeer, query, SELF.servent(), "a.txt");
        ultrapeer.says(router, query, Header.QUERY_HIT, 3, 0, truncated(Guid.ZERO));
        ultrapeer.says(router, query, Header.QUERY_HIT, 3, 0, truncated(new Guid(5, 5)));
        ultrapeer.says(router, query, Header.QUERY_HIT, 3, 0, new byte[60]);
        assertThat(view(id).files()).isEmpty();
        assertThat(view(id).answered()).isZero();
        assertThat(view(id).dropped()).isEqualTo(4);
    }

    private static byte[] truncated(Guid servent) {
        var payload = new byte[40];
        payload[0] = 1;
        System.arraycopy(servent.bytes(), 0, payload, 24, Guid.LENGTH);
        return payload;
    }

    @Test
    void raisesItsSignalForHits() {
        router.joined(ultrapeer);
        searches.start(ANNA, "hazel");
        var raised = new int[1];
        searches.changed().watch(() -> raised[0]++);
        answer(ultrapeer, guidOfFirstQuery(), new Guid(3, 3), "hazel.txt");
        assertThat(raised[0]).isPositive();
    }

    @Test
    void wordsHalfOfAllFilesHaveAreNotAskedAlone() {
        for (var words : List.of("mp3", "The MP3", "the and a", "www.com")) {
            assertThatThrownBy(() -> searches.start(ANNA, words)).as(words).hasMessage("too-common");
        }
        assertThat(searches.start(ANNA, "the hazel mp3")).isNotEmpty();
        assertThat(searches.start(ANNA, "\u6771\u4eac")).as("short, but each character has three bytes").isNotEmpty();
    }
}
