package filbert.sharing.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.TigerRoot;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThexTest {
    private static final UUID ID = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);

    // T-23
    @Test
    void aTreeOverFiveMillionBytesHas41HashesInTwoPaddedRecords() {
        var content = content(5_000_000);
        var shape = TreeShape.keptFor(content.length);
        var tree = TreeBuilderTest.tree(content, shape.slice());
        var body = Thex.write(new TreeRow(shape, tree.row()), ID);

        assertThat(body[0]).isEqualTo((byte) 0x0C);
        assertThat(body.length % 4).isZero();
        var second = body.length - 41 * 24 - 48 - 44 - 12;
        assertThat(body[second]).isEqualTo((byte) 0x0A);
        var read = Thex.read(body, tree.root(), content.length);
        assertThat(read.shape()).isEqualTo(shape);
        assertThat(read.nodes()).isEqualTo(tree.row());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 1025, 262_144, 262_145, 524_289, 786_433, 3_150_049})
    void everySizeReadsBack(int size) {
        var content = content(size);
        var shape = TreeShape.keptFor(size);
        var tree = TreeBuilderTest.tree(content, shape.slice());
        var row = Thex.read(Thex.write(new TreeRow(shape, tree.row()), ID), tree.root(), size);
        assertThat(row.root()).isEqualTo(tree.root());
        assertThat(row.nodes()).isEqualTo(tree.row());
    }

    // T-25
    @Test
    void aTreeThatIsNotTheOneWantedIsRefused() {
        var good = body(600_000);
        var root = root(600_000);
        assertThatThrownBy(() -> Thex.read(good, root(600_001), 600_000)).isInstanceOf(Thex.BadTreeException.class).hasMessageContaining("root");
        assertThatThrownBy(() -> Thex.read(good, root, 600_001)).isInstanceOf(Thex.BadTreeException.class).hasMessageContaining("600001");
        var lastHashWrong = good.clone();
        lastHashWrong[good.length - 1] ^= 1;
        assertThatThrownBy(() -> Thex.read(lastHashWrong, root, 600_000)).hasMessageContaining("does not hash");
        assertThatThrownBy(() -> Thex.read(new byte[Thex.MAX_LENGTH + 1], root, 600_000)).hasMessageContaining("at most");
        var entity = new String(good, StandardCharsets.ISO_8859_1)
                .replace("SYSTEM \"http://open-content.net/spec/thex/thex.dtd\"", "[<!ENTITY x SYSTEM \"file:///etc/passwd\">]          ")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(entity).hasSameSizeAs(good);
        assertThatThrownBy(() -> Thex.read(entity, root, 600_000)).hasMessageContaining("entities");
    }

    // T-25
    @Test
    void aBodyCutAnywhereIsRefused() {
        var good = body(600_000);
        var root = root(600_000);
        for (var length = 0; length < good.length; length++) {
            var cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> Thex.read(cut, root, 600_000)).isInstanceOf(Thex.BadTreeException.class);
        }
    }

    // T-25
    @Test
    @DisplayName("T-25 a record without its padding")
    void missingPaddingIsRefused() {
        var good = body(600_000);
        var hashes = 6 * 24;
        var pads = Map.of("behind the id", good.length - hashes - 48 - 3, "behind the type", good.length - hashes - 2);
        pads.forEach((where, at) -> {
            assertThat(good[at]).as(where).isZero();
            var shorter = new byte[good.length - 1];
            System.arraycopy(good, 0, shorter, 0, at);
            System.arraycopy(good, at + 1, shorter, at, shorter.length - at);
            assertThatThrownBy(() -> Thex.read(shorter, root(600_000), 600_000)).as(where).isInstanceOf(Thex.BadTreeException.class);
        });
    }

    @Test
    void hashesThatAreNoMultipleOf24AreRefused() {
        var good = body(600_000);
        var hashes = 6 * 24;
        var shorter = Arrays.copyOf(good, good.length - 4);
        shorter[good.length - hashes - 48 - 44 - 1] = (byte) (hashes - 4);
        assertThatThrownBy(() -> Thex.read(shorter, root(600_000), 600_000)).hasMessageContaining("hashes of 140");
    }

    // T-26
    @Test
    void singleQuotedXmlAndShallowTreesAreAccepted() {
        var content = content(3_000_000);
        var shallow = new TreeShape(content.length, 1 << 20);
        var tree = TreeBuilderTest.tree(content, shallow.slice());
        var body = new String(Thex.write(new TreeRow(shallow, tree.row()), ID), StandardCharsets.ISO_8859_1)
                .replace("size=\"3000000\"", "size='3000000'")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Thex.read(body, tree.root(), content.length).shape()).isEqualTo(shallow);
    }

    // S-72
    @Test
    void randomBytesNeverEscapeAsAnythingElse() {
        var random = new Random(3);
        var good = body(600_000);
        var root = root(600_000);
        for (var i = 0; i < 20_000; i++) {
            var bytes = good.clone();
            for (var flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Thex.read(bytes, root, 600_000).root()).isEqualTo(root);
            } catch (Thex.BadTreeException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void theShapeFollowsTheTable() {
        assertThat(TreeShape.keptFor(100_000_000)).isEqualTo(new TreeShape(100_000_000, 256 * 1024));
        assertThat(TreeShape.keptFor(734_003_200)).isEqualTo(new TreeShape(734_003_200, 1024 * 1024));
        assertThat(TreeShape.keptFor(4_000_000_000L).width()).isEqualTo(1908);
        assertThat(TreeShape.keptFor(200L * 1024 * 1024).slice()).isEqualTo(512 * 1024);
    }

    private static byte[] body(int size) {
        var shape = TreeShape.keptFor(size);
        return Thex.write(new TreeRow(shape, TreeBuilderTest.tree(content(size), shape.slice()).row()), ID);
    }

    private static TigerRoot root(int size) {
        return TreeBuilderTest.tree(content(size), 1024).root();
    }

    private static byte[] content(int size) {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
