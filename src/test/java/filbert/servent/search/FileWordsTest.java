package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FileWordsTest {
    private static String words(String name) {
        return FileWords.of(name).map(text -> text.full()).orElse("");
    }

    @Test
    void theLongestWordsInOrderWithoutTheExtension() {
        assertThat(words("01 - The Blue Hazel (live at Nordheim, 2004 remaster).ogg")).isEqualTo("blue hazel live nordheim remaster");
        assertThat(words("blue hazel.ogg")).isEqualTo("blue hazel");
        assertThat(words("hazel hazel hazel.tar.gz")).isEqualTo("hazel tar");
    }

    @Test
    void nothingForANameWithoutWords() {
        assertThat(words("")).isEmpty();
        assertThat(words("a-b.c")).isEmpty();
        assertThat(words("---")).isEmpty();
    }

    @Test
    void whatLooksLikeAnExtensionAndIsNoneStays() {
        assertThat(words("hazel.symphony")).isEqualTo("hazel symphony");
    }
}
