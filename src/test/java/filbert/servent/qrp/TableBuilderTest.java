package filbert.servent.qrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableBuilderTest {
    @Test
    void aLongWordIsFoundByItsBeginnings() { // S-36
        var table = new TableBuilder().word("beethoven").forLeaf();
        for (var found : new String[] {"beethoven", "beethove", "beethov", "beetho", "beeth", "beet"}) {
            assertThat(table.mayAnswer(WordHash.product(found))).as(found).isTrue();
        }
        assertThat(table.count()).isEqualTo(6);
        assertThat(table.mayAnswer(WordHash.product("bee"))).isFalse();
    }

    @Test
    void shortWordsAreFoundToo() { // S-37
        var table = new TableBuilder().word("a").word("nd").word("mp3").word("hase").forLeaf();
        for (var found : new String[] {"a", "nd", "mp3", "hase", "has"}) {
            assertThat(table.mayAnswer(WordHash.product(found))).as(found).isTrue();
        }
        assertThat(table.count()).isEqualTo(5);
    }

    @Test
    void aWordIsNeverCutWithinACharacter() {
        var table = new TableBuilder().word("🎵🎵🎵🎵").forLeaf();
        assertThat(table.count()).isEqualTo(3); // eight units: cut to six and to four
        assertThat(table.mayAnswer(WordHash.product("🎵🎵"))).isTrue();
    }

    @Test
    void wholeTextsHaveNoBeginnings() {
        var urn = "urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB";
        var table = new TableBuilder().whole(urn).forLeaf();
        assertThat(table.count()).isEqualTo(1);
        assertThat(table.mayAnswer(WordHash.product(urn))).isTrue();
    }

    @Test
    void aLeafsTableGrowsWhileItIsTooFullAndAnUltrapeersDoesNot() { // S-44, 2-search 4.3
        var builder = new TableBuilder();
        assertThat(builder.forLeaf().bits()).isEqualTo(17);
        for (var i = 0; i < 4_000; i++) {
            builder.word("word" + i * 7919L);
        }
        assertThat(builder.forLeaf().bits()).isEqualTo(19);
        assertThat(builder.forLeaf().fill()).isLessThanOrEqualTo(0.05);
        for (var i = 0; i < 40_000; i++) {
            builder.word("other" + i * 104_729L);
        }
        assertThat(builder.forLeaf().bits()).isEqualTo(20);
        assertThat(builder.forUltrapeer().bits()).isEqualTo(17);
    }

    @Test
    void whereMemoryIsShortTablesBeginSmaller() {
        var builder = new TableBuilder(13).word("hazel");
        assertThat(builder.forUltrapeer()).isEqualTo(new TableBuilder().word("hazel").forUltrapeer().scaledTo(13));
        assertThat(builder.forLeaf().bits()).isEqualTo(13);
        for (var i = 0; i < 4_000; i++) {
            builder.word("word" + i * 7919L);
        }
        assertThat(builder.forLeaf().bits()).isEqualTo(16);
        assertThatThrownBy(() -> new TableBuilder(18)).isInstanceOf(IllegalArgumentException.class);
    }
}
