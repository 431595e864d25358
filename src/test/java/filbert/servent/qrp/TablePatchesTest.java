package filbert.servent.qrp;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TablePatchesTest {
    @Test
    void theWorkedExampleOfSixteenSlotsIsSent() { // S-38
        var table = new RoutingTable(4, new long[] {Long.MIN_VALUE >>> 5});
        assertThat(table.mayAnswer(WordHash.product("test"))).isTrue();
        assertThat(TablePatches.full(table).stream().map(TablePatchesTest::payload))
                .containsExactly("001000000007", "0101010004" + "00000a0000000000");
    }

    @Test
    void everyResetIsFollowedByAWholeTableEvenIfEmpty() { // S-43
        var messages = TablePatches.full(RoutingTable.empty(17));
        assertThat(messages.getFirst()).isEqualTo(new QrpReset(131_072, 7));
        assertThat(messages).hasSize(2);
        assertThat(received(messages)).isEqualTo(RoutingTable.empty(17));
    }

    @Test
    void onlyFourBitEntriesAreSent() { // S-40
        assertThat(TablePatches.full(random(17, 9_000, 1)))
                .filteredOn(QrpPatch.class::isInstance)
                .allSatisfy(patch -> assertThat(((QrpPatch) patch).entryBits()).isEqualTo(4));
    }

    @Test
    void anUpdateTurnsTheOldTableIntoTheNew() { // S-42
        var old = random(17, 2_000, 2);
        var wanted = new RoutingTable(17, changed(old, 300));
        var receiver = TableReceiver.ofLeaf();
        feed(receiver, TablePatches.full(old));
        var update = TablePatches.update(old, wanted);
        assertThat(update).allMatch(QrpPatch.class::isInstance);
        assertThat(feed(receiver, update)).isEqualTo(wanted);
    }

    @Test
    void equalTablesSendNothing() { // S-42
        assertThat(TablePatches.update(random(17, 50, 3), random(17, 50, 3))).isEmpty();
    }

    @Test
    void anotherSizeOrAShorterWholeTableIsSentWhole() { // S-42
        assertThat(TablePatches.update(random(17, 50, 3), random(18, 50, 3)).getFirst()).isInstanceOf(QrpReset.class);
        assertThat(TablePatches.update(random(17, 20_000, 3), random(17, 5, 4)).getFirst()).isInstanceOf(QrpReset.class);
    }

    @Test
    void chunksAreSmallAndAtMostTwoHundredAndFiftyFive() { // S-43
        for (var bits = 3; bits <= 20; bits++) {
            var table = random(bits, 1 << (bits - 1), bits);
            var messages = TablePatches.full(table);
            assertThat(messages.size() - 1).isLessThanOrEqualTo(255);
            assertThat(messages.subList(1, messages.size())).allSatisfy(m -> assertThat(((QrpPatch) m).data().length).isLessThanOrEqualTo(2_056));
            assertThat(received(messages)).isEqualTo(table);
        }
    }

    private static long[] changed(RoutingTable table, int changes) {
        var slots = table.copyOfSlots();
        var random = new Random(42);
        for (var i = 0; i < changes; i++) {
            var slot = random.nextInt(table.size());
            slots[slot >> 6] ^= Long.MIN_VALUE >>> slot;
        }
        return slots;
    }

    static RoutingTable random(int bits, int set, long seed) {
        var slots = new long[RoutingTable.longs(bits)];
        var random = new Random(seed);
        for (var i = 0; i < set; i++) {
            RoutingTable.set(slots, random.nextInt(1 << bits));
        }
        return new RoutingTable(bits, slots);
    }

    static RoutingTable received(List<Message> messages) {
        return feed(TableReceiver.ofUltrapeer(), messages);
    }

    static RoutingTable feed(TableReceiver receiver, List<Message> messages) {
        for (var message : messages) {
            var step = message instanceof QrpReset reset ? receiver.receive(reset) : receiver.receive((QrpPatch) message);
            assertThat(step).isNotInstanceOf(TableReceiver.Step.Offence.class);
        }
        return receiver.table().orElseThrow();
    }

    private static String payload(Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(Guid.ZERO, 1, 0, message, out);
        return ByteBufUtil.hexDump(out.skipBytes(23));
    }
}
