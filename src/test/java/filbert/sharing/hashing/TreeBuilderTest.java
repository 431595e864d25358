package filbert.sharing.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors of 3-transfer, 3.3.2. */
final class TreeBuilderTest {
    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("empty", new byte[0], "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ"),
                Arguments.of("00", new byte[1], "LOUTZHNQZ74T6UVVEHLUEDSD63W2E6CP", "VK54ZIEEVTWNAUI5D5RDFIL37LX2IQNSTAXFKSA"),
                Arguments.of("A", a(1), "NXGUZYR5RDRO5FLIXJKGYAD4MPMRGHA3", "F33GDTSNFCYLSQSR32XFIH3DIDBSBF4GRLU76VA"),
                Arguments.of("abc", "abc".getBytes(), "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "ASD4UJSEH5M47PDYB46KBTSQTSGDKLBHYXOMUIA"),
                Arguments.of("A x 1023", a(1023), "F435LT7UEDNCJDCZK7TZULLQWGAFS5ES", "PAEYSIY4BUQ23KIUVRF7K6JDTWDWCJT76QNA4ZA"),
                Arguments.of("A x 1024", a(1024), "ORWD6TJINRJR4BS6RL3W4CWAQ2EDDRVU", "L66Q4YVNAFWVS23X2HJIRA5ZJ7WXR3F26RSASFA"),
                Arguments.of("00 x 1024", new byte[1024], "MDFMX46XFYPHQNBAHWTAQA33DP4DWQHI", "CMKDYROZKSC6VTM4I7LSMMHPAE4UG3FXPXZGGKY"),
                Arguments.of("A x 1025", a(1025), "UUHHSQPHQXN5X6EMYK6CD7IJ7BHZTE77", "PZMRYHGY6LTBEH63ZWAHDORHSYTLO4LEFUIKHWY"),
                Arguments.of("A x 2048", a(2048), "3U6RIU5VENNLSK5I5NKTRDFLU3NE2FWR", "FSINHKGFD6E3PHTXSA5EATMEO7IND3ATJDSH45A"),
                Arguments.of("A x 2049", a(2049), "W43LEVQOCQ54ZB6NOGAZVHD5CZO7LO6Q", "2IFFIJQ22FKZA3NCSVOQHPVJVNPJKTGDKOB3LTI"),
                Arguments.of("A x 3072", a(3072), "Y3ZENPN4ZQQ5NMXNMJTXYSAG24POSBQW", "VUGTDEB5E3RVBHJWEPT2LY2O6XHZQFFRGDNZBSQ"),
                Arguments.of("i mod 256", counting(5120, 1), "2ZD2IYWV3YOKUTLTUXTLIZNLKESMDTO4", "AOJABWEZLTA7X5YFWZTOOTO3EZBXERASRG3NL5I"),
                Arguments.of("i div 256", counting(10240, 256), "GK5D5HANTGPAKY7WJQU6HQJSIPAMQMTB", "G7ZRQUXWUCYDHHN3UQSZ3KZTVXNAAHUJF33FODA"));
    }

    // T-21, T-22
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void sha1AndTreeMatchTheVectors(String name, byte[] content, String sha1, String root) throws Exception {
        assertThat(Sha1.of(MessageDigest.getInstance("SHA-1").digest(content)).base32()).isEqualTo(sha1);
        assertThat(tree(content, 1024).root().base32()).isEqualTo(root);
    }

    @Test
    void leafHashesAreOriginalTigerBehindAZeroByte() {
        // the empty file's root above, in hex
        var out = new byte[Tiger.LENGTH];
        new Tiger().leaf(new byte[0], 0, 0, out, 0);
        assertThat(HexFormat.of().formatHex(out)).isEqualTo("5d9ed00a030e638bdb753a6a24fb900e5a63b8e73e6c25b6");
    }

    @Test
    void portionsDoNotMatter() {
        var random = new Random(7);
        var content = new byte[300_000];
        random.nextBytes(content);
        var whole = tree(content, 4096);
        for (var round = 0; round < 20; round++) {
            var builder = new TreeBuilder(4096);
            for (var at = 0; at < content.length; ) {
                var step = Math.min(content.length - at, 1 + random.nextInt(5000));
                builder.update(content, at, step);
                at += step;
            }
            var portioned = builder.finish();
            assertThat(portioned.root()).isEqualTo(whole.root());
            assertThat(portioned.row()).isEqualTo(whole.row());
        }
    }

    @Test
    void everyRowOfEverySizeHashesUpToTheRootAndHoldsTheRootsOfItsSlices() {
        var random = new Random(11);
        for (var size : new int[] {0, 1, 1023, 1024, 1025, 2048, 2049, 3072, 4096, 5000, 10_240, 65_535, 65_536, 65_537, 99_999}) {
            var content = new byte[size];
            random.nextBytes(content);
            var root = tree(content, 1024).root();
            for (long slice = 1024; slice <= 131_072; slice <<= 1) {
                var shape = new TreeShape(size, slice);
                var row = new TreeRow(shape, tree(content, slice).row());
                assertThat(row.root()).isEqualTo(root);
                for (var i = 0; i < shape.width(); i++) {
                    var part = Arrays.copyOfRange(content, (int) shape.from(i), (int) shape.to(i));
                    assertThat(row.agrees(i, tree(part, slice).root())).isTrue();
                }
            }
        }
    }

    static TreeBuilder.Tree tree(byte[] content, long slice) {
        var builder = new TreeBuilder(slice);
        builder.update(content, 0, content.length);
        return builder.finish();
    }

    private static byte[] a(int length) {
        var content = new byte[length];
        Arrays.fill(content, (byte) 'A');
        return content;
    }

    private static byte[] counting(int length, int divisor) {
        var content = new byte[length];
        for (var i = 0; i < length; i++) {
            content[i] = (byte) (i / divisor);
        }
        return content;
    }
}
