package filbert.servent.qrp;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.qrp.TableReceiver.Step;
import filbert.vectors.Vectors;
import filbert.wire.Zlib;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableReceiverTest {
    private static final RoutingTable SLOT_FIVE = new RoutingTable(4, new long[] {Long.MIN_VALUE >>> 5});

    private final TableReceiver receiver = TableReceiver.ofLeaf();

    @ParameterizedTest
    @CsvSource({"8, 0000000000fa00000000000000000000", "4, 00000a0000000000", "2, 00200000", "2, 00300000", "1, 0400"})
    void readsTheWorkedExampleInEveryEntrySize(int entryBits, String data) { // S-38, S-40
        reset(16);
        assertThat(patch(1, 1, 0, entryBits, data)).isEqualTo(new Step.Complete(SLOT_FIVE));
    }

    @Test
    void readsInfinityTwoAndSevenAlike() { // S-39
        reset(16);
        var seven = patch(1, 1, 0, 4, "00000a0000a00000");
        receiver.receive(new QrpReset(16, 2));
        assertThat(patch(1, 1, 0, 4, "00000f0000f00000")).isEqualTo(seven);
    }

    @ParameterizedTest
    @CsvSource({"8, 0000000000060000000000000000fa00", "4, 00000600000000a0", "4, 00000100000000f0", "2, 00100008"})
    void positiveEntriesClearAndNegativeOnesSet(int entryBits, String data) { // S-39, S-42
        reset(16);
        patch(1, 1, 0, 4, "00000a0000000000");
        var step = patch(1, 1, 0, entryBits, data);
        assertThat(step).isEqualTo(new Step.Complete(new RoutingTable(4, new long[] {Long.MIN_VALUE >>> 14})));
    }

    @Test
    void oneBitEntriesFlip() { // S-40
        reset(16);
        patch(1, 1, 0, 1, "8400");
        assertThat(patch(1, 1, 0, 1, "8001")).isEqualTo(new Step.Complete(new RoutingTable(4, new long[] {0x0401L << 48})));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void readsTablesOfAllSizesFromChunksOfAnyLength(int entryBits) { // S-39
        var random = new Random(entryBits);
        for (var bits = 3; bits <= 18; bits++) {
            var table = TablePatchesTest.random(bits, random.nextInt(1 << bits), bits);
            for (var compressor = 0; compressor <= 1; compressor++) {
                var received = TableReceiver.ofUltrapeer();
                received.receive(new QrpReset(1L << bits, 7));
                var data = entries(table, entryBits);
                data = compressor == 1 ? Zlib.deflate(data) : data;
                assertThat(TablePatchesTest.feed(received, chunks(data, 1 + random.nextInt(255), compressor, entryBits))).isEqualTo(table);
            }
        }
    }

    @Test
    void theTablesOfRealServentsHoldTheirWords() { // S-34, S-40: recorded from gtk-gnutella, 1-bit
        var table = recorded("session-plain-leaf1-to-up1.hex", "QRP-RESET", "QRP-PATCH", ">");
        assertThat(table.bits()).isEqualTo(14);
        for (var word : List.of("random", "block", "gravel", "kohler", "cafe", "grusse", "notiz")) {
            assertThat(table.mayAnswer(WordHash.product(word))).as(word).isTrue();
        }
        assertThat(table.has(5729) && table.has(7362) && table.has(13677)).isTrue();
        assertThat(table.mayAnswer(WordHash.product("filbert"))).isFalse();
        assertThat(table.fill()).isLessThan(0.05);
    }

    @Test
    void fourBitTablesOfRealServentsAreRead() { // S-39: recorded from gtk-gnutella, infinity 2
        assertThat(recorded("session-plain-up2-to-up1.hex", "QRP-RESET", "QRP-PATCH", "<").bits()).isEqualTo(14);
        assertThat(recorded("session-deflate-leaf1-to-up1.hex", "QRP-RESET-INFLATED", "QRP-PATCH-INFLATED", ">").isEmpty()).isFalse();
    }

    private static RoutingTable recorded(String file, String reset, String patch, String direction) {
        var messages = Vectors.of(file).vectors().stream()
                .filter(v -> v.direction().equals(direction) && (v.kind().equals(reset) || v.kind().equals(patch)))
                .map(v -> MessageCodec.decode(Header.QRP, Unpooled.wrappedBuffer(v.bytes()).skipBytes(Header.LENGTH)))
                .toList();
        return TablePatchesTest.feed(TableReceiver.ofLeaf(), messages);
    }

    @Test
    void aResetForgetsTheTableUntilTheNextSequenceIsComplete() { // S-43
        reset(16);
        patch(1, 1, 0, 4, "00000a0000000000");
        assertThat(receiver.table()).contains(SLOT_FIVE);
        reset(16);
        assertThat(receiver.table()).isEmpty();
        assertThat(patch(1, 2, 0, 4, "00000a00")).isEqualTo(new Step.Unfinished());
        assertThat(receiver.table()).isEmpty();
        patch(2, 2, 0, 4, "00000000");
        assertThat(receiver.table()).contains(SLOT_FIVE);
    }

    @Test
    void theOldTableHoldsWhileAnUpdateIsUnderWay() { // S-42
        reset(16);
        patch(1, 1, 0, 4, "00000a0000000000");
        patch(1, 2, 0, 4, "a0000000");
        assertThat(receiver.table()).contains(SLOT_FIVE);
    }

    @Test
    void aResetWithinASequenceStartsAnew() { // S-41
        reset(16);
        patch(1, 2, 0, 4, "aaaaaaaa");
        reset(16);
        assertThat(patch(1, 1, 0, 4, "00000a0000000000")).isEqualTo(new Step.Complete(SLOT_FIVE));
    }

    @Test
    void aPatchBeforeAResetIsAnOffence() { // S-41
        assertThat(patch(1, 1, 0, 4, "0000000000000000")).isInstanceOf(Step.Offence.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 7, 12, 100, 131_071, 1 << 25, 0xFFFF_FFFFL})
    void aSizeThatIsNoPowerOfTwoFromEightToSixteenMillionIsAnOffence(long slots) { // S-41
        assertThat(reset(slots)).isInstanceOf(Step.Offence.class);
        assertThat(patch(1, 1, 0, 4, "0000000000000000")).isInstanceOf(Step.Offence.class);
    }

    @Test
    void infinityZeroIsAnOffence() { // S-41
        assertThat(receiver.receive(new QrpReset(16, 0))).isInstanceOf(Step.Offence.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 4, 0000000000000000", "2, 2, 0, 4, 0000000000000000", "1, 0, 0, 4, 0000000000000000", "5, 3, 0, 4, 00", // sequence
        "1, 1, 0, 3, 0000000000000000", "1, 1, 0, 0, 00", "1, 1, 0, 16, 00", // entry bits
        "1, 1, 2, 4, 0000000000000000", // compressor
        "1, 1, 0, 4, 00000000000000", "1, 1, 0, 4, 000000000000000000", // length
        "1, 1, 1, 4, 0000000000000000", "1, 1, 1, 4, 789c", // zlib
    })
    void aPatchThatBreaksTheRulesIsAnOffence(int sequence, int size, int compressor, int entryBits, String data) { // S-41
        reset(16);
        assertThat(patch(sequence, size, compressor, entryBits, data)).isInstanceOf(Step.Offence.class);
        assertThat(receiver.table()).isEmpty();
        assertThat(patch(1, 1, 0, 4, "0000000000000000")).as("afterwards").isInstanceOf(Step.Offence.class);
    }

    @Test
    void aSequenceThatChangesItsMindIsAnOffence() { // S-41
        for (var second : List.of("2, 3, 0, 4", "2, 2, 1, 4", "2, 2, 0, 8", "1, 2, 0, 4", "3, 2, 0, 4")) {
            var fields = Arrays.stream(second.split(", ")).mapToInt(Integer::parseInt).toArray();
            reset(16);
            patch(1, 2, 0, 4, "00000000");
            assertThat(patch(fields[0], fields[1], fields[2], fields[3], "00000000")).as(second).isInstanceOf(Step.Offence.class);
        }
    }

    @Test
    void zlibThatEndsTooEarlyOrTooLateIsAnOffence() { // S-41
        var hex = HexFormat.of();
        reset(16);
        assertThat(patch(1, 1, 1, 4, hex.formatHex(Zlib.deflate(new byte[7])))).isInstanceOf(Step.Offence.class);
        reset(16);
        assertThat(patch(1, 1, 1, 4, hex.formatHex(Zlib.deflate(new byte[9])))).isInstanceOf(Step.Offence.class);
        reset(16);
        assertThat(patch(1, 1, 1, 4, hex.formatHex(Zlib.deflate(new byte[8])) + "00")).isInstanceOf(Step.Offence.class);
        reset(16);
        patch(1, 2, 1, 4, hex.formatHex(Zlib.deflate(new byte[8])));
        assertThat(patch(2, 2, 1, 4, "00")).isInstanceOf(Step.Offence.class);
    }

    @Test
    void aBombIsNotInflatedBeyondTheTable() { // S-41, S-72
        reset(16);
        var bomb = Zlib.deflate(new byte[50_000_000]);
        assertThat(receiver.receive(new QrpPatch(1, 1, 1, 4, bomb))).isInstanceOf(Step.Offence.class);
    }

    @Test
    void aLeafWhoseTableHasEverySlotSetOffends() { // S-48
        reset(16);
        assertThat(patch(1, 1, 0, 4, "aaaaaaaaaaaaaaaa")).isEqualTo(new Step.Offence("QRP table with every slot set"));
        assertThat(receiver.table()).isEmpty();
        var ultrapeer = TableReceiver.ofUltrapeer();
        ultrapeer.receive(new QrpReset(8, 7));
        assertThat(ultrapeer.receive(new QrpPatch(1, 1, 0, 4, new byte[] {-1, -1, -1, -1}))).isInstanceOf(Step.Complete.class);
    }

    @Test
    void aHugeTableIsFoldedAndSlotsInItOnlyAppear() { // S-41: 2^24 slots are kept as 2^21
        reset(1 << 24);
        var data = new byte[1 << 23];
        data[0] = 0x0A; // slot 1 of 2^24 is slot 0 of 2^21
        data[1 << 22] = (byte) 0xA0; // slot 2^23 is slot 2^20
        receiver.receive(new QrpPatch(1, 1, 1, 4, Zlib.deflate(data)));
        var table = receiver.table().orElseThrow();
        assertThat(table.bits()).isEqualTo(21);
        assertThat(table.count()).isEqualTo(2);
        assertThat(table.has(0) && table.has(1 << 20)).isTrue();
        data[0] = 0x06;
        data[1 << 22] = 0;
        receiver.receive(new QrpPatch(1, 1, 1, 4, Zlib.deflate(data)));
        assertThat(receiver.table()).contains(table);
    }

    @Test
    void randomMessagesNeverBreakIt() { // S-72
        var random = new Random(72);
        for (var i = 0; i < 20_000; i++) {
            if (random.nextInt(4) == 0) {
                receiver.receive(new QrpReset(random.nextBoolean() ? 1L << random.nextInt(16) : random.nextInt(), random.nextInt(3)));
            } else {
                var data = new byte[1 + random.nextInt(40)];
                random.nextBytes(data);
                receiver.receive(new QrpPatch(1 + random.nextInt(3), 1 + random.nextInt(3), random.nextInt(2), 1 << random.nextInt(4), data));
            }
        }
        receiver.close();
    }

    private Step reset(long slots) {
        return receiver.receive(new QrpReset(slots, 7));
    }

    private Step patch(int sequence, int size, int compressor, int entryBits, String data) {
        return receiver.receive(new QrpPatch(sequence, size, compressor, entryBits, HexFormat.of().parseHex(data)));
    }

    /** The plain way: one entry after the other. */
    private static byte[] entries(RoutingTable table, int entryBits) {
        var data = new byte[Math.max(1, table.size() * entryBits / 8)];
        var mark = switch (entryBits) {
            case 8 -> 0xFA;
            case 4 -> 0xA;
            case 2 -> 2;
            default -> 1;
        };
        for (var slot = 0; slot < table.size(); slot++) {
            if (table.has(slot)) {
                var bit = slot * entryBits;
                data[bit >> 3] |= (byte) (mark << (8 - entryBits - (bit & 7)));
            }
        }
        return data;
    }

    private static List<Message> chunks(byte[] data, int wanted, int compressor, int entryBits) {
        var length = (data.length + wanted - 1) / wanted;
        var size = (data.length + length - 1) / length;
        var messages = new ArrayList<Message>();
        for (var i = 0; i < size; i++) {
            var part = Arrays.copyOfRange(data, i * length, Math.min(data.length, (i + 1) * length));
            messages.add(new QrpPatch(i + 1, size, compressor, entryBits, part));
        }
        return messages;
    }
}
