package filbert.sharing.download.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The trailer of gtk-gnutella: what it says, and what becomes of one that lies. */
final class GtkTrailerTest {
    private static final Content CONTENT = Content.ofSize(1_000_000);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("blue hazel.ogg.02");
    }

    private static Leftover read(Path file) throws IOException, DamagedException {
        return Leftovers.of(file, Optional.empty()).orElseThrow();
    }

    @Test
    void nameHashesTreeAndRangesAreRead() throws Exception {
        var leftover = read(GtkFile.of(CONTENT, "blue hazel.ogg").with(new Span(0, 300_000), new Span(512_000, 700_001)).write(file()));
        assertThat(leftover.client()).isEqualTo(Client.GTK_GNUTELLA);
        assertThat(leftover.name()).isEqualTo("blue hazel.ogg");
        assertThat(leftover.size()).isEqualTo(1_000_000);
        assertThat(leftover.sha1()).contains(CONTENT.sha1());
        assertThat(leftover.tigerRoot()).contains(CONTENT.root());
        assertThat(leftover.row().orElseThrow().root()).isEqualTo(CONTENT.root());
        assertThat(leftover.claims()).containsExactly(new Span(0, 300_000), new Span(512_000, 700_001));
        assertThat(leftover.said()).isEqualTo(488_001);
        assertThat(leftover.guessed()).isFalse();
    }

    @Test
    void chunksThatTouchAreOneAndBusyOnesAreNotThere() throws Exception {
        var file = GtkFile.of(CONTENT, "x").chunk(0, 10, 2).chunk(10, 20, 2).chunk(20, 30, 1).chunk(30, 1_000_000, 2).write(file());
        assertThat(read(file).claims()).containsExactly(new Span(0, 20), new Span(30, 1_000_000));
    }

    @Test
    void aFileNobodyBegunHasNoChunksAndNoName() throws Exception {
        var leftover = read(GtkFile.bare(CONTENT).write(file()));
        assertThat(leftover.claims()).isEmpty();
        assertThat(leftover.name()).isEqualTo("blue hazel.ogg.02");
        assertThat(leftover.sha1()).isEmpty();
    }

    @Test
    void theTrailerOfOldersIsReadToo() throws Exception {
        var old = GtkFile.bare(CONTENT).field(2, "old".getBytes(StandardCharsets.UTF_8)).field(4, thirtyTwo(0, 5)).field(4, thirtyTwo(5, 1_000_000));
        old.version = 3;
        old.magic = 0xD1BB1ED0;
        var leftover = read(old.write(file()));
        assertThat(leftover.name()).isEqualTo("old");
        assertThat(leftover.said()).isEqualTo(1_000_000);
    }

    private static byte[] thirtyTwo(int from, int to) {
        return ByteBuffer.allocate(12).putInt(from).putInt(to).putInt(2).array();
    }

    @Test
    void aTreeThatDoesNotLeadToTheRootIsNone() throws Exception {
        var other = Content.of(1_000_000, 99);
        var file = GtkFile.bare(CONTENT).field(8, CONTENT.root().bytes()).field(9, other.row().nodes()).write(file());
        assertThat(read(file).tigerRoot()).contains(CONTENT.root());
        assertThat(read(file).row()).isEmpty();
    }

    @Test
    void namesAreMadeHarmless() throws Exception {
        var name = "../../etc/\u0000pass\u202Ewd\n.conf";
        assertThat(read(GtkFile.of(CONTENT, name).write(file())).name()).isEqualTo("etcpasswd.conf");
    }

    static Stream<Arguments> spoiled() {
        return Stream.of(
                spoiled("checksum", file -> file.checksumOff = 1),
                spoiled("sizes", file -> file.lengthOff = 8),
                spoiled("sizes", file -> file.size = 7),
                spoiled("sizes", file -> file.size = 1L << 62),
                spoiled("sizes", file -> file.size = -1),
                spoiled("version", file -> file.version = 7),
                spoiled("version", file -> file.version = -1),
                spoiled("no-size", file -> file.sizeKnown = 0),
                spoiled("cut", file -> file.ended = false),
                spoiled("field", file -> file.field(2, new byte[0])),
                spoiled("field", file -> file.field(2, new byte[50_000])),
                spoiled("chunks", file -> file.chunk(5, 10, 2)),
                spoiled("chunks", file -> file.chunk(0, 0, 2)),
                spoiled("chunks", file -> file.chunk(0, -1, 2)),
                spoiled("chunks", file -> file.chunk(0, 1_000_001, 2)),
                spoiled("chunks", file -> file.chunk(0, 500, 2).chunk(400, 1_000_000, 2)),
                spoiled("chunks", file -> file.chunk(0, 500, 2)),
                spoiled("chunks", file -> file.field(4, new byte[19])));
    }

    private static Arguments spoiled(String key, Consumer<GtkFile> how) {
        return Arguments.of(key, how);
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void aTrailerThatCannotBeTrueIsRefused(String key, Consumer<GtkFile> how) throws IOException {
        var file = GtkFile.of(CONTENT, "blue hazel.ogg");
        how.accept(file);
        file.write(file());
        assertThatThrownBy(() -> read(file())).isInstanceOf(DamagedException.class).hasMessage(key);
    }

    @Test
    void aTrailerTooLongIsNotReadAtAll() throws IOException {
        var file = GtkFile.bare(CONTENT);
        for (var i = 0; i < 100; i++) {
            file.field(2, new byte[49_000]);
        }
        file.write(file());
        assertThatThrownBy(() -> read(file())).hasMessage("too-much");
    }

    @Test
    void aFileWithoutATrailerSaysNothing() throws Exception {
        for (var length : List.of(0, 3, 24, 5_000)) {
            Files.write(file(), CONTENT.slice(new Span(0, Math.max(1, length))));
            assertThat(Leftovers.of(file(), Optional.empty())).isEmpty();
        }
    }

    /** Whatever stands in a trailer: a leftover whose claims are true to its size, or damage. Nothing else is thrown. */
    @Test
    void noBytesBreakTheReader() throws IOException {
        var random = new Random(11);
        var good = GtkFile.of(CONTENT, "blue hazel.ogg").with(new Span(0, 300_000), new Span(512_000, 700_001));
        good.write(file());
        var whole = Files.readAllBytes(file());
        var trailer = whole.length - CONTENT.size();
        var damaged = 0;
        for (var round = 0; round < 3_000; round++) {
            var bytes = java.util.Arrays.copyOfRange(whole, CONTENT.size() - 50, whole.length - (round % 5 == 0 ? random.nextInt(trailer) : 0));
            for (var flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            reseal(bytes, round);
            Files.write(file(), bytes);
            try {
                Leftovers.of(file(), Optional.empty()).ifPresent(leftover -> assertThat(leftover.claims()).allMatch(span -> span.to() <= leftover.size()));
            } catch (DamagedException e) {
                damaged++;
            }
        }
        assertThat(damaged).isGreaterThan(500);
    }

    /** Sizes and sum put right, so that what stands before them is looked at. */
    private static void reseal(byte[] bytes, int round) {
        if (bytes.length < 100 || round % 3 == 0) {
            return;
        }
        var all = ByteBuffer.wrap(bytes);
        var end = bytes.length - 24;
        all.putInt(end, 0).putInt(end + 4, 50).putInt(end + 12, bytes.length - 50).putInt(end + 20, 0x91E63640);
        var sum = 0;
        for (var at = 50; at < bytes.length - 8; at++) {
            sum = Integer.rotateLeft(sum, 1) ^ Byte.toUnsignedInt(bytes[at]);
        }
        all.putInt(end + 16, sum);
    }
}
