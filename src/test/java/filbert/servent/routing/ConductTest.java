package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Push;
import filbert.wire.message.Query;
import filbert.wire.vendor.Features;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What neighbours send that they should not, and what becomes of them. */
final class ConductTest {
    private static final Ceilings NONE = new Ceilings(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000, Duration.ofSeconds(1));

    private final SteppedOwner owner = new SteppedOwner();
    private final FixedSelf self = FixedSelf.ultrapeer(1);
    private final Neighbourhood neighbourhood = new Neighbourhood(self, new Neighbourhood.Ground(owner, new Random(1), Runnable::run, NONE), new SharedWords() {
        @Override
        public void words(Consumer<String> each) {}

        @Override
        public Signal changed() {
            return new Signal();
        }
    });
    private final Router router = new Router(self, neighbourhood, (_, _, payload) -> payload.skipBytes(payload.readableBytes()), new NoSearches(), _ -> {}, NoSearches.UPSTAIRS);
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private final ScriptedNeighbour other = ScriptedNeighbour.ultrapeer(2);

    @BeforeEach
    void everybodyJoins() {
        router.joined(ultrapeer);
        router.joined(other);
    }

    private static Guid guid(long number) {
        return new Guid(number << 8, number << 24);
    }

    private static Query query() {
        return new Query(Query.MARK, "hazel", List.of(), "", Ggep.EMPTY);
    }

    private void asks(ScriptedNeighbour neighbour, long number, int ttl) {
        neighbour.says(router, guid(number), ttl, 0, query());
    }

    @Test
    @DisplayName("C-93: more than one in twenty said twice costs the link; fewer do not, nor do four")
    void whoRepeatsItselfIsSentAway() {
        for (var i = 0; i < 4; i++) {
            asks(ultrapeer, 1, 3);
        }
        asks(ultrapeer, 1, 3);
        assertThat(ultrapeer.byeCode).as("four duplicates of five messages").isZero();
        for (var i = 100; i < 195; i++) {
            asks(ultrapeer, i, 3);
        }
        asks(ultrapeer, 1, 3);
        assertThat(ultrapeer.byeCode).as("five of a hundred and one").isZero();
        asks(ultrapeer, 1, 3);
        assertThat(ultrapeer.byeCode).as("six of a hundred and two").isEqualTo(401);
    }

    @Test
    @DisplayName("C-93: a query that comes by many ways is nobody's fault")
    void whatOthersBroughtBeforeDoesNotCount() {
        for (var i = 0; i < 200; i++) {
            asks(ultrapeer, i, 3);
            asks(other, i, 3);
        }
        assertThat(other.byeCode).isZero();
        assertThat(ultrapeer.byeCode).isZero();
    }

    @Test
    @DisplayName("C-14, C-93: a probe extended by the same ultrapeer does not count; said again it does")
    void extendedProbesDoNotCount() {
        for (var i = 0; i < 200; i++) {
            asks(ultrapeer, i, 1);
            asks(ultrapeer, i, 3);
        }
        assertThat(ultrapeer.byeCode).isZero();
        for (var i = 0; i < 200 && ultrapeer.byeCode == 0; i++) {
            asks(ultrapeer, i, 3);
        }
        assertThat(ultrapeer.byeCode).isEqualTo(401);
    }

    @Test
    @DisplayName("C-93: copies with the address of another out-of-band proxy do not count")
    void proxiedCopiesDoNotCount() {
        for (var i = 0; i < 200; i++) {
            ultrapeer.says(router, guid(i), 3, 0, query());
            ultrapeer.says(router, new Guid(guid(i).high() ^ 0x0501_0101L << 32, guid(i).low() ^ 0x1234L << 8), 3, 0, query());
        }
        assertThat(ultrapeer.byeCode).isZero();
    }

    @Test
    @DisplayName("C-93: pushes said twice count too")
    void pushesCount() {
        for (var i = 0; i < 6; i++) {
            ultrapeer.says(router, guid(7), 3, 0, new Push(new Guid(8, 8), 1, HostAddress.of(0x7F00_0001, 7_000), Ggep.EMPTY));
        }
        assertThat(ultrapeer.byeCode).isEqualTo(401);
    }

    @Test
    @DisplayName("1-connect, 1.4: the eleventh message from near by with TTL and hops above 15 costs the link")
    void whoLetsHighTtlsPassIsSentAway() {
        for (var i = 0; i < 20; i++) {
            other.says(router, guid(i), 10, 6, query());
        }
        assertThat(other.byeCode).as("come from far").isZero();
        for (var i = 0; i < 10; i++) {
            ultrapeer.says(router, guid(100 + i), 15, 2, query());
        }
        assertThat(ultrapeer.byeCode).isZero();
        ultrapeer.says(router, guid(200), 15, 2, query());
        assertThat(ultrapeer.byeCode).isEqualTo(403);
    }

    @Test
    @DisplayName("1-connect, 10.2: a leaf that cannot be called is spared queries of those who cannot be called either")
    void firewalledLeavesAreSparedQueriesOfTheFirewalled() {
        var hidden = ScriptedNeighbour.leaf(3);
        var open = ScriptedNeighbour.leaf(4);
        hidden.features = new Features(List.of(new Features.Feature("TCPI", 0)));
        open.features = new Features(List.of(new Features.Feature("TCPI", 1)));
        for (var leaf : List.of(hidden, open)) {
            router.joined(leaf);
            leaf.tellsWords(router, "hazel");
        }
        var firewalled = new Query(Query.MARK | Query.FIREWALLED, "hazel", List.of(), "", Ggep.EMPTY);
        ultrapeer.says(router, guid(1), 3, 0, firewalled);
        assertThat(open.heard(Header.QUERY)).hasSize(1);
        assertThat(hidden.heard(Header.QUERY)).isEmpty();
        ultrapeer.says(router, guid(2), 3, 0, query());
        assertThat(hidden.heard(Header.QUERY)).hasSize(1);
    }
}
