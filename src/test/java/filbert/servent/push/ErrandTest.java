package filbert.servent.push;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.servent.routing.SteppedOwner;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Push;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows each reply of a push proxy (3-transfer, 3.9.4). */
@DisplayName("T-51")
final class ErrandTest {
    private static final HostAddress FIRST = HostAddress.parse("198.51.100.7:6346").orElseThrow();
    private static final HostAddress SECOND = HostAddress.parse("198.51.100.8:6346").orElseThrow();
    private static final Push PUSH = new Push(new Guid(7, 7), 5, HostAddress.parse("203.0.113.9:7000").orElseThrow(), Ggep.EMPTY);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final SteppedOwner owner = new SteppedOwner();
    private final List<String> done = new ArrayList<>();
    private final List<IntConsumer> calls = new ArrayList<>();
    private boolean datagrams = true;
    private final Errand errand = new Errand(new Ways(), PUSH, List.of(FIRST, SECOND), owner.nanos());

    @Test
    void datagramsGoFirstAndHttpFollowsAfterFiveSeconds() {
        assertThat(errand.begin(List.of(), new Guid(1, 2))).isTrue();
        owner.pass(FIVE_SECONDS.minusMillis(1));
        assertThat(done).containsExactly("datagram " + FIRST, "datagram " + SECOND);
        owner.pass(Duration.ofMillis(1));
        assertThat(done).endsWith("call " + FIRST).hasSize(3);
    }

    @Test
    void whereNoDatagramGoesHttpIsNotWaitedFor() {
        datagrams = false;
        errand.begin(List.of(), new Guid(1, 2));
        owner.pass(Duration.ZERO);
        assertThat(done).containsExactly("call " + FIRST);
    }

    @Test
    void acceptedEndsIt() {
        firstSays(202);
        assertThat(done).isEmpty();
    }

    @Test
    void perhapsHasTheNextAskedAndTheProxyKept() {
        firstSays(203);
        assertThat(done).containsExactly("call " + SECOND);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410, 404, 503, ProxyCall.NO_ANSWER})
    void anythingElseDropsTheProxyAndHasTheNextAsked(int status) {
        firstSays(status);
        assertThat(done).containsExactly("useless " + FIRST, "call " + SECOND);
        done.clear();
        calls.getLast().accept(status);
        assertThat(done).as("along the way of the hit at last").containsExactly("useless " + SECOND, "route");
    }

    @Test
    void whoeverHasCalledNeedsNoOtherProxy() {
        errand.begin(List.of(), new Guid(1, 2));
        errand.end();
        owner.pass(FIVE_SECONDS);
        assertThat(calls).isEmpty();
    }

    private void firstSays(int status) {
        errand.begin(List.of(), new Guid(1, 2));
        owner.pass(FIVE_SECONDS);
        done.clear();
        calls.getFirst().accept(status);
    }

    private final class Ways implements Errand.Means {
        @Override
        public boolean datagram(HostAddress to, Guid message, Push push) {
            if (datagrams) {
                done.add("datagram " + to);
            }
            return datagrams;
        }

        @Override
        public boolean mayCall(Guid servent, HostAddress proxy) {
            return true;
        }

        @Override
        public void call(HostAddress proxy, Push push, IntConsumer ended) {
            done.add("call " + proxy);
            calls.add(ended);
        }

        @Override
        public void gaveNoHelp(Guid servent, HostAddress proxy) {
            done.add("useless " + proxy);
        }

        @Override
        public boolean route(Push push) {
            done.add("route");
            return true;
        }

        @Override
        public Timeline.Timer after(Duration delay, Runnable task) {
            return owner.after(delay, task);
        }
    }
}
