package filbert.servent.qrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordHashTest {
    /** The table of 2-search, 4.1: word, accumulator, slots of 4, 13, 14, 16, 17, 20 and 21 bits. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            '', 00000000, 0, 0, 0, 0, 0, 0, 0
            a, 00000061, 15, 7984, 15968, 63874, 127749, 1021992, 2043985
            nd, 0000646e, 13, 6774, 13548, 54193, 108386, 867089, 1734178
            test, 74736574, 5, 2589, 5178, 20712, 41424, 331397, 662795
            TEST, 74736574, 5, 2589, 5178, 20712, 41424, 331397, 662795
            Test, 74736574, 5, 2589, 5178, 20712, 41424, 331397, 662795
            mp3, 0033706d, 7, 3624, 7248, 28995, 57991, 463930, 927861
            music, 6973750e, 1, 629, 1258, 5032, 10065, 80526, 161052
            beatles, 7412000e, 4, 2399, 4799, 19196, 38392, 307141, 614282
            beethoven, 11130a64, 9, 5009, 10018, 40074, 80148, 641189, 1282379
            café, e9666163, 9, 4798, 9596, 38385, 76770, 614166, 1228332
            CAFÉ, e9666163, 9, 4798, 9596, 38385, 76770, 614166, 1228332
            cafe, 65666163, 2, 1214, 2428, 9713, 19426, 155414, 310828
            über, 726562fc, 15, 7948, 15897, 63590, 127180, 1017442, 2034884
            uber, 72656275, 4, 2072, 4145, 16581, 33163, 265304, 530609
            2026, 36323032, 15, 7737, 15475, 61900, 123800, 990402, 1980804
            007, 00373030, 9, 4988, 9976, 39904, 79809, 638474, 1276949
            アニメ, 00e1cba2, 0, 373, 746, 2987, 5975, 47807, 95614
            🎵, 0000b53c, 2, 1248, 2497, 9991, 19983, 159868, 319737
            urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB, 5b1d1c20, 8, 4257, 8514, 34059, 68119, 544954, 1089909
            urn:sha1:plsthipqgsszts5fjupakuzwugyqypfb, 5b1d1c20, 8, 4257, 8514, 34059, 68119, 544954, 1089909
            http://www.limewire.com/schemas/audio.xsd, 4d1f0532, 0, 279, 559, 2239, 4478, 35826, 71653
            """)
    void agreesWithTheTableOfKnownValues( // S-34
            String word, String folded, int b4, int b13, int b14, int b16, int b17, int b20, int b21) {
        var product = WordHash.product(word);
        assertThat(product).isEqualTo(Integer.parseUnsignedInt(folded, 16) * WordHash.MULTIPLIER);
        assertThat(new int[] {4, 13, 14, 16, 17, 20, 21}).satisfies(bits -> assertThat(
                        Arrays.stream(bits).map(b -> WordHash.slot(product, b)))
                .containsExactly(b4, b13, b14, b16, b17, b20, b21));
    }

    @Test
    void halfATableHasTheSlotShiftedByOne() { // S-35
        var random = new Random(35);
        for (var i = 0; i < 1_000; i++) {
            var product = WordHash.product(Long.toString(random.nextLong(), 36).toUpperCase(Locale.ROOT));
            for (var bits = 1; bits <= 31; bits++) {
                assertThat(WordHash.slot(product, bits - 1)).isEqualTo(WordHash.slot(product, bits) >> 1);
            }
        }
    }

    @Test
    void aTableOfOneSlotHasSlotZero() { // S-34
        assertThat(WordHash.slot(-1, 0)).isZero();
    }
}
