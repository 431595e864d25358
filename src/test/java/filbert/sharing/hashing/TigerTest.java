package filbert.sharing.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.digests.TigerDigest;
import org.junit.jupiter.api.Test;

final class TigerTest {
    private final Tiger tiger = new Tiger();

    @Test
    void leavesOfEveryLengthAgreeWithBouncyCastle() {
        var random = new Random(1);
        for (var length = 0; length <= Tiger.SEGMENT; length++) {
            var data = new byte[length];
            random.nextBytes(data);
            var node = new byte[Tiger.LENGTH];
            tiger.leaf(data, 0, length, node, 0);
            assertThat(node).isEqualTo(reference((byte) 0, data));
        }
    }

    @Test
    void parentsAgreeWithBouncyCastleAndMayOverwriteTheirChildren() {
        var nodes = new byte[2 * Tiger.LENGTH];
        new Random(3).nextBytes(nodes);
        var expected = reference((byte) 1, nodes);
        tiger.parent(nodes, 0, nodes, 0);
        assertThat(Arrays.copyOf(nodes, Tiger.LENGTH)).isEqualTo(expected);
    }

    private static byte[] reference(byte kind, byte[] data) {
        var digest = new TigerDigest();
        digest.update(kind);
        digest.update(data, 0, data.length);
        var out = new byte[Tiger.LENGTH];
        digest.doFinal(out, 0);
        return out;
    }
}
