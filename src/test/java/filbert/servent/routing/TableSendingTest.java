package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.qrp.RoutingTable;
import filbert.servent.qrp.TableBuilder;
import filbert.servent.qrp.TableReceiver;
import filbert.servent.search.ListedLibrary;
import filbert.wire.message.Header;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TableSendingTest {
    private final SteppedOwner owner = new SteppedOwner();
    private final ListedLibrary library = ListedLibrary.of("blue hazel.ogg");
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private final TableReceiver received = TableReceiver.ofUltrapeer();
    private int read;

    private Router router(FixedSelf self) {
        var ground = new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT);
        return new Router(self, new Neighbourhood(self, ground, library), (_, _, _) -> {}, new NoSearches(), _ -> {}, NoSearches.UPSTAIRS);
    }

    /** What the neighbour makes of everything it was told so far. */
    private RoutingTable table() {
        var messages = ultrapeer.heard(Header.QRP);
        for (; read < messages.size(); read++) {
            var step = switch (messages.get(read).message()) {
                case QrpReset reset -> received.receive(reset);
                case QrpPatch patch -> received.receive(patch);
                default -> throw new AssertionError("no table message");
            };
            assertThat(step).isNotInstanceOf(TableReceiver.Step.Offence.class);
        }
        return received.table().orElseThrow();
    }

    private static RoutingTable of(String... words) {
        var builder = new TableBuilder();
        List.of(words).forEach(builder::word);
        return builder.forLeaf();
    }

    @Test
    @DisplayName("C-10: a leaf sends its table right after joining, with TTL 1 and hops 0; S-40: 4 bits an entry")
    void aLeafSendsItsTableAtOnce() {
        router(FixedSelf.leaf(1)).joined(ultrapeer);
        assertThat(ultrapeer.heard(Header.QRP)).isNotEmpty().allSatisfy(each -> {
            assertThat(each.header().ttl()).isEqualTo(1);
            assertThat(each.header().hops()).isZero();
            if (each.message() instanceof QrpPatch patch) {
                assertThat(patch.entryBits()).isEqualTo(4);
            }
        });
        assertThat(ultrapeer.heard(Header.QRP)).extracting(each -> each.header().guid()).doesNotHaveDuplicates();
        assertThat(table()).isEqualTo(of("blue", "hazel", "ogg"));
    }

    @Test
    void schemasStandInTheTableAsAWhole() {
        library.wholes.add("http://www.limewire.com/schemas/audio.xsd");
        router(FixedSelf.leaf(1)).joined(ultrapeer);
        var expected = new TableBuilder().word("blue").word("hazel").word("ogg").whole("http://www.limewire.com/schemas/audio.xsd");
        assertThat(table()).isEqualTo(expected.forLeaf());
    }

    @Test
    @DisplayName("S-43: an empty library is told, too")
    void anEmptyTableIsSentWhole() {
        var empty = ListedLibrary.of();
        var self = FixedSelf.leaf(1);
        var ground = new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT);
        new Router(self, new Neighbourhood(self, ground, empty), (_, _, _) -> {}, new NoSearches(), _ -> {}, NoSearches.UPSTAIRS).joined(ultrapeer);
        assertThat(table().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("2-search 4.4: changes are gathered for five minutes and sent as a difference; S-42: no change, no message")
    void changesFollowAsADifference() {
        router(FixedSelf.leaf(1)).joined(ultrapeer);
        table();
        var before = ultrapeer.heard(Header.QRP).size();
        library.add("walnut.txt", 1);
        library.signal.raise();
        library.add("chestnut.txt", 1);
        library.signal.raise();
        owner.pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(ultrapeer.heard(Header.QRP)).hasSize(before);
        owner.pass(Duration.ofSeconds(1));
        assertThat(ultrapeer.heard(Header.QRP).subList(before, before + 1))
                .noneSatisfy(each -> assertThat(each.message()).isInstanceOf(QrpReset.class));
        assertThat(table()).isEqualTo(of("blue", "hazel", "ogg", "walnut", "chestnut", "txt"));
        var after = ultrapeer.heard(Header.QRP).size();
        library.signal.raise();
        owner.pass(Duration.ofHours(1));
        assertThat(ultrapeer.heard(Header.QRP)).hasSize(after);
    }

    @Test
    void theFirstFilesAreToldSoon() {
        var empty = ListedLibrary.of();
        var self = FixedSelf.leaf(1);
        var ground = new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT);
        new Router(self, new Neighbourhood(self, ground, empty), (_, _, _) -> {}, new NoSearches(), _ -> {}, NoSearches.UPSTAIRS).joined(ultrapeer);
        empty.add("hazel.txt", 1);
        empty.signal.raise();
        owner.pass(Duration.ofSeconds(10));
        assertThat(table()).isEqualTo(of("hazel", "txt"));
    }

    @Test
    @DisplayName("S-44: an ultrapeer's table has its leaves' words, half a minute after joining and every five minutes")
    void anUltrapeerSendsTheMergedTable() {
        var router = router(FixedSelf.ultrapeer(1));
        var leaf = ScriptedNeighbour.leaf(2);
        router.joined(leaf);
        leaf.tellsWords(router, "walnut");
        router.joined(ultrapeer);
        owner.pass(Duration.ofSeconds(29));
        assertThat(ultrapeer.heard(Header.QRP)).isEmpty();
        owner.pass(Duration.ofSeconds(1));
        assertThat(table()).isEqualTo(of("blue", "hazel", "ogg", "walnut"));
        router.left(leaf);
        owner.pass(Duration.ofMinutes(4));
        assertThat(table()).isEqualTo(of("blue", "hazel", "ogg", "walnut"));
        owner.pass(Duration.ofMinutes(1));
        assertThat(table()).isEqualTo(of("blue", "hazel", "ogg"));
        assertThat(leaf.heard(Header.QRP)).as("never from an ultrapeer to a leaf").isEmpty();
    }

    @Test
    void nothingIsSentToUltrapeersThatDoNotRouteByTables() {
        var plain = ScriptedNeighbour.ultrapeer(3).withoutUltrapeerRouting();
        router(FixedSelf.ultrapeer(1)).joined(plain);
        owner.pass(Duration.ofHours(1));
        assertThat(plain.heard).isEmpty();
    }

    @Test
    @DisplayName("2-search 4.4: patches are held back while the queue is more than 40 % full")
    void portionsLeaveRoomForOthers() {
        for (var i = 0; i < 20_000; i++) {
            library.add(Integer.toString(i * 7_919, 36) + " x.txt", 1);
        }
        ultrapeer.room = 50 * 1_024;
        router(FixedSelf.leaf(1)).joined(ultrapeer);
        owner.pass(Duration.ofSeconds(10));
        assertThat(ultrapeer.heard(Header.QRP)).isEmpty();
        ultrapeer.room = 96 * 1_024;
        owner.pass(Duration.ofSeconds(1));
        assertThat(table().count()).isGreaterThan(10_000);
    }

    @Test
    void aClosedNeighbourhoodNoLongerListensToTheLibrary() {
        var ground = new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT);
        var neighbourhood = new Neighbourhood(FixedSelf.leaf(1), ground, library);
        assertThat(library.signal.watched()).isTrue();
        neighbourhood.close();
        assertThat(library.signal.watched()).isFalse();
    }

    @Test
    void aNeighbourThatLeftIsSentNothingMore() {
        ultrapeer.room = 0;
        var router = router(FixedSelf.leaf(1));
        router.joined(ultrapeer);
        router.left(ultrapeer);
        ultrapeer.room = 96 * 1_024;
        owner.pass(Duration.ofHours(1));
        assertThat(ultrapeer.heard).isEmpty();
    }
}
