package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.servent.connection.Neighbour;
import filbert.servent.qrp.TableBuilder;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.Push;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RouterTest {
    private static final Guid QUERY = new Guid(0x1111_2222_3333_4444L, 0xFF00_0000_0000_0100L);
    private static final Guid RESPONDER = new Guid(7, 7);

    private static final String SHARED = "PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB";

    private final SteppedOwner owner = new SteppedOwner();
    private final List<Header> asked = new ArrayList<>();
    private final List<Header> found = new ArrayList<>();
    private final List<Push> pushed = new ArrayList<>();
    private boolean refuseToRead;

    private Ceilings ceilings = Ceilings.DEFAULT;
    private Neighbourhood neighbourhood = neighbourhoodOf(FixedSelf.ultrapeer(1));
    private Router router = routerOf(FixedSelf.ultrapeer(1));

    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private final ScriptedNeighbour other = ScriptedNeighbour.ultrapeer(2);
    private final ScriptedNeighbour leaf = ScriptedNeighbour.leaf(3);
    private final ScriptedNeighbour sibling = ScriptedNeighbour.leaf(4);

    private Neighbourhood neighbourhoodOf(FixedSelf self) {
        return new Neighbourhood(self, new Neighbourhood.Ground(owner, new Random(1), Runnable::run, ceilings), new SharedWords() {
            @Override
            public void words(Consumer<String> each) {
                each.accept("hazel");
            }

            @Override
            public Signal changed() {
                return new Signal();
            }
        });
    }

    private Router routerOf(FixedSelf self) {
        neighbourhood = neighbourhoodOf(self);
        return new Router(
                self,
                neighbourhood,
                (from, header, payload) -> {
                    if (refuseToRead) {
                        throw new MalformedMessageException("refused");
                    }
                    payload.skipBytes(payload.readableBytes());
                    asked.add(header);
                },
                new HitListener() {
                    @Override
                    public void found(Neighbour from, Header header, ByteBuf payload) {
                        found.add(header);
                    }

                    @Override
                    public void joined(Neighbour neighbour) {}
                },
                pushed::add,
                NoSearches.UPSTAIRS);
    }

    /** Everybody joins, and may say as much as it likes. */
    private void unlimited() {
        ceilings = new Ceilings(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000, Duration.ofSeconds(1));
        router = routerOf(FixedSelf.ultrapeer(1));
        everybodyJoins();
    }

    private void everybodyJoins() {
        router.joined(ultrapeer);
        router.joined(other);
        router.joined(leaf);
        router.joined(sibling);
    }

    private static Query query(String text) {
        return new Query(Query.MARK, text, List.of(), "", Ggep.EMPTY);
    }

    private static QueryHit hit(int results, Guid servent) {
        var records = new ArrayList<QueryHit.Result>();
        for (var i = 1; i <= results; i++) {
            records.add(new QueryHit.Result(i, 1_000, "hazel " + i + ".txt", Optional.empty(), Ggep.EMPTY));
        }
        var unsaid = QueryHit.Flag.UNSAID;
        var trailer = new QueryHit.Trailer(unsaid, unsaid, unsaid, unsaid, false);
        return new QueryHit(HostAddress.of(0x0102_0304, 6346), 100, records, "TEST", trailer, "", Ggep.EMPTY, servent);
    }

    private static Push push(Guid servent) {
        return new Push(servent, 5, HostAddress.of(0x0102_0304, 6346), Ggep.EMPTY);
    }

    // ---- queries

    @Test
    @DisplayName("S-15: a relayed query is the same bytes with TTL one less and hops one more")
    void relaysQueriesUntouched() {
        everybodyJoins();
        var payload = "\u0080\0hazel grove\0\u00C3\u0082SOx@".getBytes(StandardCharsets.ISO_8859_1);
        ultrapeer.says(router, QUERY, Header.QUERY, 3, 0, payload);
        var heard = other.heard(Header.QUERY);
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().payload()).isEqualTo(payload);
        assertThat(heard.getFirst().header()).isEqualTo(new Header(QUERY, Header.QUERY, 2, 1, payload.length));
        assertThat(ultrapeer.heard(Header.QUERY)).isEmpty();
    }

    @Test
    @DisplayName("C-11: the same query is processed once")
    void dropsDuplicates() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 3, 0, query("hazel"));
        other.says(router, QUERY, 3, 0, query("hazel"));
        ultrapeer.says(router, QUERY, 3, 0, query("hazel"));
        assertThat(asked).hasSize(1);
        assertThat(other.heard(Header.QUERY)).hasSize(1);
        assertThat(ultrapeer.heard(Header.QUERY)).isEmpty();
        assertThat(router.drops().of(Header.QUERY, Drops.Reason.DUPLICATE)).isEqualTo(2);
        assertThat(router.drops().of(Header.QUERY)).isEqualTo(2);
    }

    @Test
    @DisplayName("S-62: queries whose GUIDs differ in bytes 0-3 and 13-14 only are duplicates")
    void takesProxiedCopiesForDuplicates() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 3, 0, query("hazel"));
        other.says(router, new Guid(QUERY.high() ^ 0xFFFF_FFFF_0000_0000L, QUERY.low() ^ 0xFF_FF00L), 3, 0, query("hazel"));
        assertThat(asked).hasSize(1);
        ultrapeer.says(router, new Guid(QUERY.high() ^ 1, QUERY.low()), 3, 0, query("hazel"));
        ultrapeer.says(router, new Guid(QUERY.high(), QUERY.low() ^ 0x100_0000L), 3, 0, query("hazel"));
        assertThat(asked).hasSize(3);
    }

    @Test
    @DisplayName("C-11, C-14: a probe seen again with a higher TTL goes to ultrapeers that did not have it, and is not answered again")
    void extendsProbesToUltrapeersOnly() {
        everybodyJoins();
        leaf.tellsWords(router, "hazel");
        ultrapeer.says(router, QUERY, 1, 0, query("hazel"));
        assertThat(leaf.heard(Header.QUERY)).hasSize(1);
        assertThat(other.heard(Header.QUERY)).isEmpty();
        ultrapeer.says(router, QUERY, 3, 0, query("hazel"));
        ultrapeer.says(router, QUERY, 4, 0, query("hazel"));
        assertThat(leaf.heard(Header.QUERY)).hasSize(1);
        assertThat(other.heard(Header.QUERY)).hasSize(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("C-8: hops 255, TTL of 128 or more, a sum above 15 or a TTL of 0 are dropped")
    void dropsImpossibleTtlAndHops() {
        everybodyJoins();
        ultrapeer.says(router, new Guid(1, 1), 1, 255, query("hazel"));
        ultrapeer.says(router, new Guid(1, 2), 128, 0, query("hazel"));
        ultrapeer.says(router, new Guid(1, 3), 8, 8, query("hazel"));
        ultrapeer.says(router, new Guid(1, 4), 0, 0, query("hazel"));
        assertThat(asked).isEmpty();
        assertThat(router.drops().of(Header.QUERY, Drops.Reason.TTL)).isEqualTo(4);
        ultrapeer.says(router, new Guid(1, 5), 8, 7, query("hazel"));
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("C-8, S-66: TTL and hops of what is forwarded sum to at most 4")
    void trimsTtl() {
        everybodyJoins();
        for (var hops = 0; hops <= 8; hops++) {
            ultrapeer.says(router, new Guid(2, hops), 7, hops, query("hazel"));
        }
        assertThat(other.heard(Header.QUERY)).hasSize(3).allSatisfy(each -> {
            assertThat(each.header().ttl() + each.header().hops()).isEqualTo(4);
            assertThat(each.header().ttl()).isPositive();
        });
    }

    @Test
    @DisplayName("S-50: no TTL exceeds what the peer wants to see")
    void respectsMaxTtl() {
        var modest = ScriptedNeighbour.ultrapeer(5).withMaxTtl(2);
        everybodyJoins();
        router.joined(modest);
        ultrapeer.says(router, QUERY, 4, 0, query("hazel"));
        assertThat(modest.heard(Header.QUERY).getFirst().header().ttl()).isEqualTo(2);
        assertThat(other.heard(Header.QUERY).getFirst().header().ttl()).isEqualTo(3);
    }

    @Test
    void keepsVeryGeneralQueriesNear() {
        everybodyJoins();
        ultrapeer.says(router, new Guid(3, 1), 4, 0, query("*.mp3"));
        ultrapeer.says(router, new Guid(3, 2), 4, 0, query("hazel mp3"));
        assertThat(other.heard(Header.QUERY)).extracting(each -> each.header().ttl()).containsExactly(2, 3);
    }

    @Test
    @DisplayName("S-46: leaves are asked by their table whatever the TTL, ultrapeers by theirs on the last hop only")
    void routesByTables() {
        everybodyJoins();
        leaf.tellsWords(router, "hazel", "grove");
        sibling.tellsWords(router, "walnut");
        other.tellsWords(router, "walnut");

        ultrapeer.says(router, new Guid(4, 1), 1, 0, query("hazel"));
        assertThat(leaf.heard(Header.QUERY)).hasSize(1);
        assertThat(leaf.heard(Header.QUERY).getFirst().header().ttl()).isEqualTo(1);
        assertThat(sibling.heard(Header.QUERY)).isEmpty();

        ultrapeer.says(router, new Guid(4, 2), 2, 0, query("hazel"));
        assertThat(other.heard(Header.QUERY)).isEmpty();

        ultrapeer.says(router, new Guid(4, 3), 3, 0, query("hazel"));
        assertThat(other.heard(Header.QUERY)).hasSize(1);

        ultrapeer.says(router, new Guid(4, 4), 2, 0, query("walnut"));
        assertThat(other.heard(Header.QUERY)).hasSize(2);
        assertThat(sibling.heard(Header.QUERY)).hasSize(1);
    }

    @Test
    @DisplayName("S-45: one or two words must all be there, of three and more two thirds, of URNs any")
    void appliesTheRoutingRule() {
        everybodyJoins();
        leaf.tellsTable(router, new TableBuilder().word("hazel").word("grove").whole("urn:sha1:" + SHARED).forLeaf());
        assertThat(reachesLeaf("hazel")).isTrue();
        assertThat(reachesLeaf("hazel grove")).isTrue();
        assertThat(reachesLeaf("hazel walnut")).isFalse();
        assertThat(reachesLeaf("hazel grove walnut")).isTrue();
        assertThat(reachesLeaf("hazel walnut chestnut")).isFalse();
        assertThat(reachesLeaf("hazel grove walnut chestnut")).isFalse();
        assertThat(reachesLeaf("an of hazel")).as("short words do not count").isTrue();
        assertThat(reachesLeaf(urnQuery(SHARED))).isTrue();
        assertThat(reachesLeaf(urnQuery("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"))).isFalse();
    }

    @Test
    void readsWordsBeyondAsciiAndKeyXqForRouting() {
        everybodyJoins();
        leaf.tellsWords(router, "cafe", "hazel");
        assertThat(reachesLeaf("Café")).isTrue();
        var replaced = new Query(Query.MARK, "nothing", List.of(), "", Ggep.EMPTY.with("XQ", "hazel cafe".getBytes(StandardCharsets.UTF_8)));
        assertThat(reachesLeaf(replaced)).as("S-13").isTrue();
        assertThat(reachesLeaf("nothing")).isFalse();
    }

    private long reached;

    private boolean reachesLeaf(String text) {
        return reachesLeaf(query(text));
    }

    private boolean reachesLeaf(Query query) {
        var before = leaf.heard.size();
        ultrapeer.says(router, new Guid(5, ++reached << 24), 1, 0, query);
        return leaf.heard.size() > before;
    }

    private static Query urnQuery(String sha1) {
        return new Query(Query.MARK, Query.NO_TEXT, List.of(Urn.of(Sha1.parse(sha1))), "", Ggep.EMPTY);
    }

    @Test
    @DisplayName("S-47: a leaf without table gets no queries, an ultrapeer without table gets all")
    void needsTablesFromLeavesOnly() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 2, 0, query("hazel"));
        assertThat(leaf.heard(Header.QUERY)).isEmpty();
        assertThat(other.heard(Header.QUERY)).hasSize(1);
    }

    @Test
    void aResetTakesTheTableAway() {
        everybodyJoins();
        leaf.tellsWords(router, "hazel");
        assertThat(router.tableFill(leaf)).isPositive();
        leaf.says(router, new Guid(9, 9), 1, 0, new QrpReset(131_072, 7));
        assertThat(router.tableFill(leaf)).isNegative();
        assertThat(reachesLeaf("hazel")).isFalse();
    }

    @Test
    @DisplayName("S-48: a leaf whose table is full is closed; a dense one gets one query in four")
    void refusesFullTables() {
        everybodyJoins();
        leaf.says(router, new Guid(9, 1), 1, 0, new QrpReset(16, 7));
        leaf.says(router, new Guid(9, 2), 1, 0, new QrpPatch(1, 1, 0, 8, filled(16, 16)));
        assertThat(leaf.byeCode).isEqualTo(413);

        sibling.says(router, new Guid(9, 3), 1, 0, new QrpReset(16, 7));
        sibling.says(router, new Guid(9, 4), 1, 0, new QrpPatch(1, 1, 0, 8, filled(16, 15)));
        for (var i = 0; i < 1_000; i++) {
            owner.pass(Duration.ofMillis(5));
            ultrapeer.says(router, new Guid(10, (long) i << 24), 1, 0, query("test"));
        }
        assertThat(sibling.heard(Header.QUERY).size()).isBetween(150, 350);
    }

    private static byte[] filled(int slots, int set) {
        var entries = new byte[slots];
        Arrays.fill(entries, 0, set, (byte) -6);
        return entries;
    }

    @Test
    @DisplayName("S-41: a table that breaks the rules gets Bye 413")
    void saysByeToBadTables() {
        everybodyJoins();
        leaf.says(router, new Guid(9, 1), 1, 0, new QrpPatch(1, 1, 0, 4, new byte[8]));
        assertThat(leaf.byeCode).isEqualTo(413);
        sibling.says(router, new Guid(9, 1), 1, 0, new QrpReset(17, 7));
        assertThat(sibling.byeCode).isEqualTo(413);
    }

    @Test
    void ignoresTablesFromThoseWhoMayNotSendAny() {
        var plain = ScriptedNeighbour.ultrapeer(6).withoutUltrapeerRouting();
        router.joined(plain);
        plain.tellsWords(router, "hazel");
        assertThat(router.tableFill(plain)).isNegative();
        assertThat(router.drops().of(Header.QRP, Drops.Reason.UNEXPECTED)).isPositive();
    }

    @Test
    @DisplayName("C-10: a table message that has travelled is dropped")
    void dropsRelayedTables() {
        everybodyJoins();
        leaf.says(router, new Guid(9, 1), 1, 1, new QrpReset(16, 7));
        assertThat(router.drops().of(Header.QRP, Drops.Reason.RELAYED)).isEqualTo(1);
    }

    @Test
    @DisplayName("C-3: a query above 256 bytes is answered but not forwarded")
    void doesNotForwardLongQueries() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 3, 0, query("hazel ".repeat(50)));
        assertThat(asked).hasSize(1);
        assertThat(other.heard(Header.QUERY)).isEmpty();
        assertThat(router.drops().of(Header.QUERY, Drops.Reason.TOO_LONG)).isEqualTo(1);
    }

    @Test
    void forwardsQueriesOfShortWordsToNobody() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 3, 0, query("ab c"));
        assertThat(asked).hasSize(1);
        assertThat(other.heard(Header.QUERY)).isEmpty();
        assertThat(router.drops().of(Header.QUERY, Drops.Reason.NOTHING_TO_MATCH)).isEqualTo(1);
    }

    @Test
    @DisplayName("S-6, S-7, S-8: queries without NUL, with broken UTF-8 or with flags 0 go nowhere")
    void dropsMalformedQueries() {
        everybodyJoins();
        ultrapeer.says(router, new Guid(6, 1), Header.QUERY, 3, 0, "\u0080\0hazel".getBytes(StandardCharsets.ISO_8859_1));
        ultrapeer.says(router, new Guid(6, 2), Header.QUERY, 3, 0, "\u0080\0haz\u00FFl\0".getBytes(StandardCharsets.ISO_8859_1));
        ultrapeer.says(router, new Guid(6, 3), Header.QUERY, 3, 0, "\0\0hazel\0".getBytes(StandardCharsets.ISO_8859_1));
        ultrapeer.says(router, new Guid(6, 4), Header.QUERY, 3, 0, new byte[3]);
        assertThat(asked).isEmpty();
        assertThat(other.heard(Header.QUERY)).isEmpty();
        assertThat(ultrapeer.malformed).isEqualTo(4);
        refuseToRead = true;
        ultrapeer.says(router, new Guid(6, 5), 3, 0, query("hazel"));
        assertThat(other.heard(Header.QUERY)).as("what could not be answered for its form is not passed on").isEmpty();
        assertThat(ultrapeer.malformed).isEqualTo(5);
        assertThat(router.drops().of(Header.QUERY)).as("counted by the neighbour").isZero();
    }

    @Test
    void refusesWhatALeafRelays() {
        everybodyJoins();
        leaf.says(router, QUERY, 3, 1, query("hazel"));
        assertThat(asked).isEmpty();
        assertThat(router.drops().of(Header.QUERY, Drops.Reason.RELAYED)).isEqualTo(1);
    }

    @Test
    @DisplayName("C-9: a leaf answers and forwards nothing")
    void aLeafForwardsNothing() {
        router = routerOf(FixedSelf.leaf(1));
        router.joined(ultrapeer);
        router.joined(other);
        ultrapeer.heard.clear();
        other.heard.clear();
        ultrapeer.says(router, QUERY, 4, 0, query("hazel"));
        other.says(router, QUERY, 4, 0, hit(1, RESPONDER));
        ultrapeer.says(router, new Guid(1, 9), 4, 0, push(RESPONDER));
        assertThat(asked).hasSize(1);
        assertThat(other.heard).isEmpty();
        assertThat(ultrapeer.heard).isEmpty();
    }

    @Test
    @DisplayName("C-5: unknown types are counted and otherwise ignored")
    void skipsUnknownTypes() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 0x77, 3, 0, new byte[10]);
        ultrapeer.says(router, QUERY, 1, 0, new Vendor("TEST", 1, 1, new byte[0], Header.VENDOR));
        assertThat(router.drops().of(0x77, Drops.Reason.UNKNOWN)).isEqualTo(1);
        assertThat(ultrapeer.malformed).isZero();
        assertThat(other.heard(0x77)).isEmpty();
    }

    // ---- hits

    @Test
    @DisplayName("C-12: hits follow the query's connection and go nowhere else")
    void hitsFollowTheQuery() {
        everybodyJoins();
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        other.says(router, QUERY, 3, 1, hit(2, RESPONDER));
        assertThat(leaf.heard(Header.QUERY_HIT)).hasSize(1);
        assertThat(leaf.heard(Header.QUERY_HIT).getFirst().header().ttl()).isEqualTo(2);
        assertThat(leaf.heard(Header.QUERY_HIT).getFirst().header().hops()).isEqualTo(2);
        assertThat(ultrapeer.heard(Header.QUERY_HIT)).isEmpty();
        assertThat(sibling.heard(Header.QUERY_HIT)).isEmpty();
    }

    @Test
    @DisplayName("C-12: a hit never goes back to its sender, and one nobody asked for goes nowhere")
    void hitsWithoutARouteAreDropped() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, 3, 0, query("hazel"));
        ultrapeer.says(router, QUERY, 3, 0, hit(1, RESPONDER));
        other.says(router, new Guid(8, 8), 3, 0, hit(1, RESPONDER));
        var proxied = new Guid(QUERY.high() ^ 0xFFFF_FFFF_0000_0000L, QUERY.low());
        other.says(router, proxied, 3, 0, hit(1, RESPONDER));
        assertThat(ultrapeer.heard(Header.QUERY_HIT)).isEmpty();
        assertThat(router.drops().of(Header.QUERY_HIT, Drops.Reason.NO_ROUTE)).isEqualTo(3);
    }

    @Test
    void hitsForANeighbourThatLeftAreDropped() {
        everybodyJoins();
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        router.left(leaf);
        other.says(router, QUERY, 3, 0, hit(1, RESPONDER));
        assertThat(leaf.heard(Header.QUERY_HIT)).isEmpty();
        assertThat(router.drops().of(Header.QUERY_HIT, Drops.Reason.NO_ROUTE)).isEqualTo(1);
    }

    @Test
    void aHitAtTheEndOfItsTtlStillReachesALeaf() {
        everybodyJoins();
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        other.says(router, QUERY, 1, 3, hit(1, RESPONDER));
        assertThat(leaf.heard(Header.QUERY_HIT).getFirst().header().ttl()).isEqualTo(1);
        ultrapeer.says(router, new Guid(1, 1), 3, 0, query("hazel"));
        other.says(router, new Guid(1, 1), 1, 3, hit(1, RESPONDER));
        assertThat(ultrapeer.heard(Header.QUERY_HIT)).isEmpty();
    }

    @Test
    @DisplayName("S-69: after 100 results, or so many bytes, hits of a query are no longer passed on")
    void stopsPassingHitsOn() {
        everybodyJoins();
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        for (var i = 0; i < 30; i++) {
            other.says(router, QUERY, 3, 0, hit(10, new Guid(i, 1)));
        }
        assertThat(leaf.heard(Header.QUERY_HIT)).hasSize(11);
        assertThat(router.drops().of(Header.QUERY_HIT, Drops.Reason.ENOUGH_HITS)).isEqualTo(19);

        var bulky = new Guid(11, 11);
        leaf.says(router, bulky, 4, 0, query("grove"));
        var payload = new byte[16_000];
        payload[0] = 1;
        for (var i = 0; i < 10; i++) {
            other.says(router, bulky, Header.QUERY_HIT, 4, 0, payload.clone());
        }
        assertThat(leaf.heard(Header.QUERY_HIT)).hasSize(11 + 4); // the fourth passes 50 KiB
        other.says(router, bulky, Header.QUERY_HIT, 2, 0, payload.clone());
        assertThat(leaf.heard(Header.QUERY_HIT)).as("a hit with less far to go passes").hasSize(16);
    }

    @Test
    void dropsHitsThatAreTooShortOrTooLongOrEmpty() {
        everybodyJoins();
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        other.says(router, QUERY, Header.QUERY_HIT, 3, 0, new byte[26]);
        other.says(router, QUERY, Header.QUERY_HIT, 3, 0, new byte[40]);
        var long1 = new byte[16_385];
        long1[0] = 1;
        other.says(router, QUERY, Header.QUERY_HIT, 3, 0, long1);
        assertThat(leaf.heard(Header.QUERY_HIT)).isEmpty();
        assertThat(other.malformed).isEqualTo(2);
        assertThat(router.drops().of(Header.QUERY_HIT, Drops.Reason.TOO_LONG)).isEqualTo(1);
    }

    // ---- our own

    @Test
    void ourOwnQueryGoesToEveryLeafThatMayAnswerOnceAndComesBackToNobody() {
        everybodyJoins();
        leaf.tellsWords(router, "hazel");
        var own = new OwnQuery(QUERY, query("hazel"));
        assertThat(neighbourhood.ask(own)).isEqualTo(1);
        assertThat(neighbourhood.ask(own)).isZero();
        assertThat(ultrapeer.heard(Header.QUERY)).as("by and by").isEmpty();
        assertThat(leaf.heard(Header.QUERY).getFirst().header().ttl()).isEqualTo(1);
        assertThat(sibling.heard(Header.QUERY)).isEmpty();

        other.says(router, QUERY, 2, 2, query("hazel"));
        assertThat(asked).as("our own query is not answered").isEmpty();
        assertThat(ultrapeer.heard(Header.QUERY)).isEmpty();

        other.says(router, QUERY, 3, 0, hit(1, RESPONDER));
        assertThat(found).hasSize(1);
    }

    @Test
    @DisplayName("S-16, C-14: a leaf asks at most five ultrapeers, with hops 0 and TTL 4, each once")
    void aLeafAsksFiveUltrapeers() {
        router = routerOf(FixedSelf.leaf(1));
        var ultrapeers = new ArrayList<ScriptedNeighbour>();
        for (var i = 0; i < 7; i++) {
            ultrapeers.add(ScriptedNeighbour.ultrapeer(100 + i));
            router.joined(ultrapeers.get(i));
        }
        var own = new OwnQuery(QUERY, query("hazel"));
        neighbourhood.ask(own);
        neighbourhood.ask(own);
        var heard = ultrapeers.stream().flatMap(each -> each.heard(Header.QUERY).stream()).toList();
        assertThat(heard).hasSize(5).allSatisfy(each -> {
            assertThat(each.header().hops()).isZero();
            assertThat(each.header().ttl()).isEqualTo(4);
        });
    }

    // ---- pushes

    @Test
    @DisplayName("C-12: a push goes where the last hit of that servent came from, never back to its sender")
    void pushesFollowTheHits() {
        everybodyJoins();
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        other.says(router, QUERY, 3, 0, hit(1, RESPONDER));
        leaf.says(router, new Guid(1, 1), 4, 0, push(RESPONDER));
        assertThat(other.heard(Header.PUSH)).hasSize(1);
        assertThat(other.heard(Header.PUSH).getFirst().header()).isEqualTo(new Header(new Guid(1, 1), Header.PUSH, 3, 1, 26));
        assertThat(other.heard(Header.PUSH).getFirst().message()).isEqualTo(push(RESPONDER));
        other.says(router, new Guid(1, 2), 4, 0, push(RESPONDER));
        assertThat(router.drops().of(Header.PUSH, Drops.Reason.NO_ROUTE)).isEqualTo(1);
        assertThat(ultrapeer.heard(Header.PUSH)).isEmpty();
    }

    @Test
    void aPushPrefersTheNeighbourWhoBearsTheGuid() {
        var bearer = ScriptedNeighbour.leaf(7).bearing(RESPONDER);
        everybodyJoins();
        router.joined(bearer);
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        other.says(router, QUERY, 3, 0, hit(1, RESPONDER));
        ultrapeer.says(router, new Guid(1, 1), 1, 3, push(RESPONDER));
        assertThat(bearer.heard(Header.PUSH)).hasSize(1);
        assertThat(bearer.heard(Header.PUSH).getFirst().header().ttl()).as("one hop more for a leaf").isEqualTo(1);
        assertThat(other.heard(Header.PUSH)).isEmpty();
        router.left(bearer);
        ultrapeer.says(router, new Guid(1, 2), 2, 0, push(RESPONDER));
        assertThat(other.heard(Header.PUSH)).hasSize(1);
    }

    @Test
    @DisplayName("T-45: a push below 26 bytes is dropped")
    void dropsPushesThatAreTooShort() {
        everybodyJoins();
        ultrapeer.says(router, QUERY, Header.PUSH, 3, 0, new byte[25]);
        assertThat(ultrapeer.malformed).isEqualTo(1);
    }

    @Test
    void pushesForUsAreDeliveredOnce() {
        everybodyJoins();
        var us = FixedSelf.ultrapeer(1).servent();
        ultrapeer.says(router, new Guid(1, 1), 3, 0, push(us));
        other.says(router, new Guid(1, 1), 3, 0, push(us));
        assertThat(pushed).containsExactly(push(us));
        assertThat(router.drops().of(Header.PUSH, Drops.Reason.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void ourOwnPushGoesWhereTheHitCameFrom() {
        everybodyJoins();
        assertThat(neighbourhood.push(push(RESPONDER))).isFalse();
        neighbourhood.ask(new OwnQuery(QUERY, query("hazel")));
        other.says(router, QUERY, 3, 2, hit(1, RESPONDER));
        assertThat(neighbourhood.push(push(RESPONDER))).isTrue();
        var header = other.heard(Header.PUSH).getFirst().header();
        assertThat(header.ttl()).isEqualTo(4);
        assertThat(header.hops()).isZero();
    }

    // ---- bounds

    @Test
    @DisplayName("1-connect 12: 200 queries a second and 400 at once of an ultrapeer, 2 and 20 of a leaf")
    void queriesAboveTheCeilingAreDropped() {
        everybodyJoins();
        for (var i = 0; i < 500; i++) {
            ultrapeer.says(router, new Guid(i, 1), 1, 0, query("hazel"));
            leaf.says(router, new Guid(i, 2), 1, 0, query("hazel"));
        }
        assertThat(asked).hasSize(400 + 20);
        assertThat(router.drops().of(Header.QUERY, Drops.Reason.TOO_MANY)).isEqualTo(100 + 480);
        owner.pass(Duration.ofSeconds(1));
        for (var i = 500; i < 1_000; i++) {
            ultrapeer.says(router, new Guid(i, 1), 1, 0, query("hazel"));
            leaf.says(router, new Guid(i, 2), 1, 0, query("hazel"));
        }
        assertThat(asked).hasSize(400 + 20 + 200 + 2);
    }

    @Test
    @DisplayName("1-connect 12: a table begun anew again and again costs the link")
    void resetsAboveTheCeilingAreAnOffence() {
        everybodyJoins();
        leaf.tellsWords(router, "hazel");
        leaf.tellsWords(router, "walnut");
        assertThat(leaf.byeCode).isZero();
        leaf.says(router, new Guid(9, 9), 1, 0, new QrpReset(16, 7));
        assertThat(leaf.byeCode).isEqualTo(413);
    }

    @Test
    @DisplayName("C-13: the seen table is bounded whatever is sent")
    void aFloodOfQueriesIsBounded() {
        unlimited();
        var payload = Unpooled.wrappedBuffer("\u0080\0hazel\0".getBytes(StandardCharsets.ISO_8859_1));
        for (var i = 0; i < 250_000; i++) {
            router.received(ultrapeer, new Header(new Guid(i, (long) i << 24), Header.QUERY, 1, 0, 8), payload);
        }
        assertThat(neighbourhood.ways().queries.size()).isLessThanOrEqualTo(200_000);
    }

    @Test
    void aFloodOfServentGuidsIsBounded() {
        everybodyJoins();
        leaf.says(router, QUERY, 4, 0, query("hazel"));
        var payload = Unpooled.buffer();
        for (var i = 0; i < 60_000; i++) {
            payload.clear().writeByte(1).writeZero(10).writeLong(i + 1).writeLong(i);
            router.received(other, new Header(QUERY, Header.QUERY_HIT, 3, 0, 27), payload);
        }
        assertThat(neighbourhood.ways().servents.size()).isLessThanOrEqualTo(12 * GuidTable.CHUNK);
        assertThat(leaf.heard(Header.QUERY_HIT)).hasSize(101);
    }

    @Test
    void survivesRandomMessages() {
        everybodyJoins();
        var random = new Random(5);
        var types = new int[] {Header.QUERY, Header.QUERY_HIT, Header.PUSH, Header.QRP, Header.VENDOR, 0x99};
        for (var i = 0; i < 50_000; i++) {
            var payload = new byte[random.nextInt(80)];
            random.nextBytes(payload);
            var from = random.nextBoolean() ? ultrapeer : leaf;
            from.says(router, new Guid(random.nextInt(50), 0), types[random.nextInt(types.length)], random.nextInt(6), random.nextInt(3), payload);
        }
        owner.pass(Duration.ofHours(1));
        assertThat(router.drops().of(Header.QUERY_HIT)).isPositive();
    }
}
