package filbert.wire.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Café_del-Mar.MP3   | cafe del mar mp3
            AC/DC - T.N.T      | ac dc t n t
            Straße 7           | strasse 7
            don't              | don t
            x²                 | x2
            ﬁle                | file
            Æon                | æon
            KÖHLER grüße       | kohler grusse
            карта Малой улицы й| карта малои улицы и
            ΟΔΟΣ οδός          | οδοσ οδοσ
            ＦＵＬＬ　width１      | full width1
            İstanbul           | istanbul
            散歩 地図.txt        | 散歩 地図 txt
            한글 노래             | 한글 노래
            バッハ ﾊﾞｯﾊ         | バッハ バッハ
            हिन्दी                | ह न्द
            """)
    void bringsTextIntoItsCanonicalForm(String text, String canonical) { // S-17
        assertThat(Words.canonical(text)).isEqualTo(canonical);
    }

    @Test
    void leavesNothingOfPunctuation() { // S-17
        assertThat(Words.canonical(" _-.!? \t\r\n")).isEmpty();
        assertThat(Words.of("*.*")).isEmpty();
    }

    @Test
    void aWordEndsWhereTheUnicodeBlockChanges() { // S-17: gtk-gnutella splits at ae and o-slash
        assertThat(Words.of("Smørrebrød 東京map")).containsExactly("sm", "ø", "rrebr", "ø", "d", "東京", "map");
        assertThat(Words.of("Café del Mar")).containsExactly("cafe", "del", "mar");
    }

    @Test
    void repeatedWordsStayRepeated() { // S-18
        assertThat(Words.of("Duran Duran")).containsExactly("duran", "duran");
    }

    @ParameterizedTest
    @CsvSource({"cafe, Café.mp3, true", "CAFÉ, cafe.mp3, true", "beat, The Beatles, true", "eatles, The Beatles, false"})
    void accentsAndCaseDoNotMatterBeginningsDo(String query, String name, boolean found) { // S-19
        assertThat(Words.of(name)).satisfies(words -> assertThat(words.stream().anyMatch(w -> w.startsWith(Words.of(query).getFirst()))).isEqualTo(found));
    }

    @Test
    void theCanonicalFormIsItsOwnCanonicalForm() { // S-17
        var random = new Random(17);
        for (var i = 0; i < 2_000; i++) {
            var text = random.ints(12, 0, 0x2FFFF).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            var once = Words.canonical(text);
            assertThat(Words.canonical(once)).as(text).isEqualTo(once);
            assertThat(String.join("", Words.of(text))).isEqualTo(once.replace(" ", ""));
        }
    }

    @Test
    void asciiTakesTheShortWayToTheSameResult() {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++) {
            var text = random.ints(20, 0, 0x80).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            assertThat(Words.canonical(text)).isEqualTo(Words.canonical(text + " é").replaceAll(" ?e$", ""));
        }
    }
}
