package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JournalCodecTest {
    private static final Wanted WANTED = Content.ofSize(5000).wanted();
    private static final List<JournalRecord> RECORDS = List.of(
            new JournalRecord.Header(WANTED),
            new JournalRecord.Written(new Span(0, 1 << 20)),
            new JournalRecord.Verified(new Span(0, 1L << 40)),
            new JournalRecord.Missing(new Span(7, 8)),
            new JournalRecord.TreeDropped(),
            new JournalRecord.Hashed(new Sha1(1, 2, 3)),
            new JournalRecord.Publishing("/downloads/blå hassel.ogg"),
            new JournalRecord.PublishingFor(3, "/downloads/anna/blå hassel.ogg"));

    @Test
    void whatIsWrittenIsReadBackEqual() {
        for (var record : RECORDS) {
            var bytes = ByteBuffer.wrap(JournalCodec.encode(record));
            assertThat(JournalCodec.decode(bytes)).contains(record);
            assertThat(bytes.hasRemaining()).isFalse();
        }
    }

    @Test
    void aTreeKeepsItsRootAndNodes() {
        var row = Content.ofSize(600_000).row();
        var read = JournalCodec.decode(ByteBuffer.wrap(JournalCodec.encode(new JournalRecord.Tree(row.root(), row.nodes()))));
        assertThat(read).containsInstanceOf(JournalRecord.Tree.class);
        var tree = (JournalRecord.Tree) read.orElseThrow();
        assertThat(tree.root()).isEqualTo(row.root());
        assertThat(tree.nodes()).isEqualTo(row.nodes());
    }

    @Test
    void aWantedFileMayHaveNoTigerRoot() {
        var plain = new Wanted(WANTED.sha1(), 0, Optional.empty(), -1, "", WANTED.added());
        assertThat(JournalCodec.decode(ByteBuffer.wrap(JournalCodec.encode(new JournalRecord.Header(plain)))))
                .contains(new JournalRecord.Header(plain));
    }

    @Test
    void aFileNobodyVouchesForHasAHeaderThatOlderProgramsDoNotRead() {
        var unvouched = new Wanted(WANTED.sha1(), 7, Optional.empty(), 1, "x", WANTED.added(), true);
        var written = JournalCodec.encode(new JournalRecord.Header(unvouched));
        assertThat(JournalCodec.decode(ByteBuffer.wrap(written))).contains(new JournalRecord.Header(unvouched));
        assertThat(written[5]).as("version").isEqualTo((byte) 2);
    }

    @Test
    void writtenSpansAreLaidOutAsDocumented() {
        var hex = HexFormat.of().formatHex(JournalCodec.encode(new JournalRecord.Written(new Span(1, 256))));
        assertThat(hex).startsWith("02" + "00000010" + "0000000000000001" + "0000000000000100").hasSize(2 * 25);
    }

    @Test
    void anUnfinishedRecordIsNoRecord() {
        for (var record : RECORDS) {
            var whole = JournalCodec.encode(record);
            for (var length = 0; length < whole.length; length++) {
                var torn = ByteBuffer.wrap(Arrays.copyOf(whole, length));
                assertThat(JournalCodec.decode(torn)).isEmpty();
                assertThat(torn.position()).isZero();
            }
        }
    }

    @Test
    void aRecordWithAnyBitFlippedIsNoRecord() {
        for (var record : RECORDS) {
            var whole = JournalCodec.encode(record);
            for (var bit = 0; bit < whole.length * 8; bit++) {
                var damaged = whole.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(JournalCodec.decode(ByteBuffer.wrap(damaged))).isEmpty();
            }
        }
    }

    @Test
    void aHugeDeclaredLengthIsNotBelieved() {
        var bytes = ByteBuffer.allocate(64).put((byte) 2).putInt(Integer.MAX_VALUE).rewind();
        assertThat(JournalCodec.decode(bytes)).isEmpty();
        assertThat(JournalCodec.decode(ByteBuffer.allocate(64).put((byte) 2).putInt(-1).rewind())).isEmpty();
    }

    @Test
    void noBytesCrashTheReader() {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++) {
            var noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            assertThat(JournalCodec.decode(ByteBuffer.wrap(noise))).isEmpty();
        }
    }

    @Test
    void anEndlessNameIsCut() {
        var endless = new Wanted(WANTED.sha1(), 1, Optional.of(TigerRoot.of(new byte[24])), 1, "é".repeat(100_000), WANTED.added());
        var read = JournalCodec.decode(ByteBuffer.wrap(JournalCodec.encode(new JournalRecord.Header(endless)))).orElseThrow();
        assertThat(((JournalRecord.Header) read).wanted().name()).hasSizeLessThan(Wanted.MAX_NAME).startsWith("ééé");
    }
}
