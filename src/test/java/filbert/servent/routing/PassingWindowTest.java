package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.servent.NetworkView.Passing;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PassingWindowTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final SteppedOwner owner = new SteppedOwner();
    private final FixedSelf self = FixedSelf.ultrapeer(1);
    private final Neighbourhood neighbourhood = new Neighbourhood(
            self,
            new Neighbourhood.Ground(owner, new Random(1), Runnable::run, new Ceilings(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000, Duration.ofSeconds(1))),
            new SharedWords() {
                @Override
                public void words(Consumer<String> each) {}

                @Override
                public Signal changed() {
                    return new Signal();
                }
            });
    private final Router router = new Router(
            self,
            neighbourhood,
            (_, _, _) -> {},
            new NoSearches(),
            _ -> {},
            new Router.Upstairs(NoSearches.UPSTAIRS.queries(), NoSearches.UPSTAIRS.vendor(), NoSearches.UPSTAIRS.experience(), InstantSource.fixed(NOW)));
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private int asked;

    PassingWindowTest() {
        router.joined(ultrapeer);
    }

    private void asks(Guid guid, String text) {
        ByteBuf message = Unpooled.buffer();
        MessageCodec.encode(guid, 3, 1, new Query(Query.MARK, text, List.of(), "", Ggep.EMPTY), message);
        message.skipBytes(Header.LENGTH);
        router.received(ultrapeer, new Header(guid, Header.QUERY, 3, 1, message.readableBytes()), message);
    }

    private void asks(String text) {
        asks(new Guid(++asked, 0xFF00_0000_0000_0100L), text);
    }

    @Test
    void nothingIsKeptBeforeSomebodyLooks() {
        asks("hazel");
        assertThat(router.passing()).isEmpty();
        asks("walnut");
        assertThat(router.passing()).extracting(Passing::text).containsExactly("walnut");
        assertThat(router.passing().getFirst()).returns(NOW, Passing::at).returns(2, Passing::ttl).returns(2, Passing::hops).returns(false, Passing::hit);
    }

    @Test
    void everythingIsForgottenOnceNobodyLooks() {
        router.passing();
        asks("hazel");
        owner.pass(PassingWindow.OPEN_UNWATCHED.plusSeconds(1));
        asks("walnut");
        assertThat(router.passing()).isEmpty();
    }

    @Test
    void itIsASampleAndNeverMoreThanTheKept() {
        router.passing();
        for (var i = 0; i < 3 * PassingWindow.A_SECOND; i++) {
            asks("hazel " + i);
        }
        assertThat(router.passing()).hasSizeLessThanOrEqualTo(PassingWindow.A_SECOND).isNotEmpty();
        for (var second = 0; second < 20; second++) {
            owner.pass(Duration.ofSeconds(1));
            router.passing();
            for (var i = 0; i < PassingWindow.A_SECOND; i++) {
                asks("hazel " + second + " " + i);
            }
        }
        assertThat(router.passing()).hasSize(PassingWindow.KEPT);
    }

    @Test
    void ourOwnQuestionIsNotShownWhenItComesBack() {
        router.passing();
        var ours = new Guid(5, 0xFF00_0000_0000_0100L);
        neighbourhood.ways().queries.add(ours.high(), ours.low(), Ourselves.US);
        asks(ours, "a private wish");
        assertThat(router.passing()).isEmpty();
    }
}
