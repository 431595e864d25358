package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import io.netty.buffer.Unpooled;
import java.util.Random;
import java.util.function.Consumer;

/** Any run of messages from an ultrapeer and a leaf: nothing escapes, nothing is left retained. S-72, C-94 */
final class RouterFuzzTest {
    private static final int[] TYPES = {
        Header.QUERY, Header.QUERY_HIT, Header.PUSH, Header.QRP, Header.VENDOR, Header.QUERY, Header.QUERY_HIT, 0x99
    };

    @FuzzTest
    void routesAnything(byte[] stream) {
        var self = FixedSelf.ultrapeer(1);
        var nothing = new SharedWords() {
            @Override
            public void words(Consumer<String> each) {}

            @Override
            public Signal changed() {
                return new Signal();
            }
        };
        var neighbourhood = new Neighbourhood(
                self, new Neighbourhood.Ground(new SteppedOwner(), new Random(1), Runnable::run, Ceilings.DEFAULT), nothing);
        var router = new Router(
                self, neighbourhood, (_, header, payload) -> MessageCodec.decode(header.type(), payload), new NoSearches(), _ -> {}, NoSearches.UPSTAIRS);
        var ultrapeer = ScriptedNeighbour.ultrapeer(1);
        var leaf = ScriptedNeighbour.leaf(2);
        router.joined(ultrapeer);
        router.joined(ScriptedNeighbour.ultrapeer(3));
        router.joined(leaf);
        var in = Unpooled.wrappedBuffer(stream);
        while (in.readableBytes() > 4) {
            var from = in.readBoolean() ? ultrapeer : leaf;
            var type = TYPES[in.readByte() & 7];
            var ttlAndHops = in.readUnsignedByte();
            var payload = in.readSlice(Math.min(in.readUnsignedByte(), in.readableBytes()));
            var guid = new Guid(ttlAndHops & 3, 0);
            router.received(from, new Header(guid, type, ttlAndHops >> 4, ttlAndHops & 15, payload.readableBytes()), payload);
        }
        assertThat(in.refCnt()).isEqualTo(1);
    }
}
